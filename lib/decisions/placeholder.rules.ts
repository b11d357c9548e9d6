export type PlaceholderProblem =
  | "blank"
  | "too_short"
  | "repeated"
  | "placeholder"
  | "accusation_only"
  | "same_as_rule";

const fillers = [
  "lorem ipsum",
  "dolor sit amet",
  "asdf",
  "qwer",
  "qwertz",
  "azerty",
  "foo bar",
  "foobar",
  "blah",
  "todo",
  "tbd",
  "test",
  "testing",
  "xxx",
  "placeholder",
  "insert text",
  "fill in",
  "same as above",
  "see above",
  "n/a",
  "none",
  "测试",
  "占位",
  "待填",
  "待补充",
  "同上",
  "见上",
  "无",
  "略",
];

/** Says that a rule was broken without saying how: exactly what Art. 17(4) does not accept (S11, Q61). */
const accusations = [
  /^(this|your|the)?\s*(content|post|comment|listing|review|item|it|you|user|account|seller)?\s*(has|have|was|is|are)?\s*(clearly|obviously)?\s*(broke|broken|breaks|breaches|breached|violated|violates|violating|against|in breach of|in violation of|not allowed by)\s*(all of|one of|some of)?\s*(our|the|platform|these)?\s*(rules?|terms|policy|policies|guidelines?|community guidelines|standards|law)?$/u,
  /^(rule|policy|terms|guideline)s?\s*(violation|breach|infringement)s?$/u,
  /^(该|此|你|您|您的|你的|用户)?(内容|帖子|评论|商品|账号|帐号)?(已经|已)?(严重)?(违反|违背|不符合)了?(本|我们的|我们|平台|社区|相关)?的?(规则|规定|条款|政策|准则|法律|规范|法律法规)?$/u,
  /^(违规|违法|违规内容|违反规定)$/u,
];

const clean = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, " ")
    .trim();

/** A Chinese character says about as much as half a word, so eight of them count like twenty letters. */
function weight(text: string): number {
  let sum = 0;
  for (const char of text) sum += /\p{Script=Han}/u.test(char) ? 2.5 : /\s/u.test(char) ? 0 : 1;
  return sum;
}

/**
 * Why a typed explanation is no explanation, or null if it may be one (S11). Catches filler, not bad reasoning: whether
 * the reasons hold is what a reviewer is for. `ruleTexts` are the clause's own title and summary: repeating them says
 * nothing about this content.
 */
export function placeholderProblem(text: string, ruleTexts: readonly string[] = []): PlaceholderProblem | null {
  const plain = clean(text);
  if (plain === "") return "blank";
  if (accusations.some((accusation) => accusation.test(plain))) return "accusation_only";
  if (fillers.includes(plain) || isOnlyFillers(plain)) return "placeholder";
  if (isRepeated(plain)) return "repeated";
  if (ruleTexts.some((rule) => clean(rule) === plain)) return "same_as_rule";
  return weight(plain) < 18 ? "too_short" : null;
}

/** Whether filler words make up most of the text: "test test asdf". */
function isOnlyFillers(plain: string): boolean {
  if (plain.includes("lorem ipsum")) return true;
  const rest = fillers
    .filter((filler) => filler.length > 1)
    .reduce(
      (left, filler) => left.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(${filler})+(?![\\p{L}\\p{N}])`, "gu"), ""),
      plain,
    );
  return weight(rest) < weight(plain) / 3;
}

/**
 * One character, one group of characters or one word, over and over; or keys hit at random on one row. The digits of a
 * number that stands among words, such as that of a card, say nothing twice.
 */
function isRepeated(given: string): boolean {
  const spoken = given
    .replace(/\p{N}+/gu, " ")
    .replace(/ +/g, " ")
    .trim();
  const plain = spoken === "" ? given : spoken;
  const dense = plain.replaceAll(" ", "");
  if (/^(.{1,4}?)\1{3,}.{0,3}$/u.test(dense) || /(.)\1{7,}/u.test(dense)) return true;
  const words = plain.split(" ");
  if (words.length >= 4 && new Set(words).size <= Math.ceil(words.length / 4)) return true;
  return [...dense].length >= 12 && new Set(dense).size <= 4;
}
