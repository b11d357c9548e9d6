import type { ClauseKind } from "../pack.contract";

/** How rules are worded, whatever they are about. Languages: English, Chinese (both scripts), and the common EU ones. */
const forbids = new RegExp(
  [
    "\\b(?:must|may|shall|should|can|could|will) ?not\\b|(?<!\\b(?:we|they|it|I) )\\bdo not\\b",
    "\\bdo(?:es)? not (?:allow|permit|tolerate|accept|want)\\b",
    "\\b(?:cannot|can[’']t|don[’']t|mustn[’']t|never|prohibit\\w*|forbid\\w*|forbade|bann?(?:ed|s)?|disallow\\w*)\\b",
    "\\b(?:not|isn[’']t|aren[’']t) (?:be )?(?:allowed|permitted|tolerated|accepted|acceptable|welcome)\\b",
    "\\b(?:agree to )?refrain\\w*\\b|\\b(?:nobody|no one|no \\p{L}+) (?:may|can|shall)\\b|\\bnot, nor\\b",
    "(?:darf|dürfen) (?:nicht|kein)|verboten|untersagt|unzulässig|interdit|défendu|ne (?:peut|peuvent|doit|doivent) pas",
    "prohibid|no se permite|no está permitid|vietat|non è consentit|zabron|verboden|niet toegestaan",
    "不得|禁止|严禁|嚴禁|不准|不允?[许許]|不可|[请請]勿|不能",
  ].join("|"),
  "iu",
);
/** "No shouting after ten." — a sentence without a verb; "no refund is given" forbids nobody anything. */
const verbs =
  "is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|shall|should|must|do|does|did|if|when|which|that|who";
const curt = new RegExp(
  `(?:^|[.!?:]\\s+|\\n)no (?!one\\b|longer\\b|matter\\b|later\\b|doubt\\b|more than\\b)(?:(?!\\b(?:${verbs})\\b)[^.!?;:\\n]){2,80}[.!;]?(?:$|\\n)`,
  "iu",
);
const demands = new RegExp(
  [
    "\\b(?:must|shall|should|has to|have to|needs? to|required to|obliged to|are expected to)\\b",
    "\\b(?:muss|müssen|doit|doivent|debe|deben|deve|devono|musi|moet|moeten)\\b",
    "[应應][当當]|必[须須]|[须須]|方可",
  ].join("|"),
  "iu",
);
const permits = new RegExp(
  [
    "\\bexceptions?\\b[^.]*\\b(?:may|permit\\w*|allow\\w*|appl(?:y|ies))\\b|\\bmay (?:be permitted|allow|be allowed)\\b",
    "\\bwe allow\\b|\\bis allowed\\b|\\bare allowed\\b|\\bdoes not apply\\b|ausnahme|sont autorisé|允[许許]以下|例外",
  ].join("|"),
  "iu",
);
const advises = new RegExp(
  [
    "\\b(?:we|and) (?:also )?(?:encourage|recommend|suggest|hope|welcome)\\b|\\bencouraged\\b|\\bplease (?:be|pay|note|contact|see|refer|consider)\\b",
    "\\bif you (?:are a victim|need help|find|become aware|wish)\\b|\\bbe cautious\\b|\\bwill be of\\b|建[议議]|[鼓]?[励勵]",
  ].join("|"),
  "iu",
);
const defines =
  /^.{0,90}?(?:\bmeans\b|\brefers? to\b|\bis defined as\b|\bis the\b|是指|系指|指的是|bezeichnet|désigne)|^["“„「『'’][^"”“」』'’]{1,60}["”“」』'’] (?:is|are|includes?|covers?)\b/iu;
const handles = new RegExp(
  [
    "\\bwe (?:may|will|can|reserve|use|develop|have|are)\\b|\\breserves? the right\\b|\\bhas the right\\b|\\brequests?\\b",
    "有[权權]|[将將](?:被|予以|[给給]予)|[处處][理罚罰]",
  ].join("|"),
  "iu",
);
const limits =
  /\b(?:restrict\w*|(?<!\bwe )\b(?:may|can) only\b|only .{1,80}?(?<!\bwe )\b(?:may|can) (?!not\b)|(?<!not )limit(?:s|ed|ing)? |subject to (?:\w+ ){0,3}(?:restrictions?|conditions?)|only (?:if|with|after|when))|限制|仅限|僅限/iu;
const bars = /\b(?:may|must|can)(?:not| not) (?:register|join|sign up|create an account)|不得[注註][册冊]/iu;
const measures =
  /\b(?:actions?|steps|measures|sanctions?|penalt(?:y|ies)|consequences)\b|措施|[处處][罚罰理]|maßnahmen|mesures|medidas/iu;
const everyOne =
  /\b(?:all|each|every one) of the following\b|\b(?:all|each) (?:these |the )?(?:following )?conditions\b|以下(?:全部|所有)|同[时時][满滿]足/iu;

/** Does the sentence ask something of whoever reads it? */
export function isRule(text: string): boolean {
  return isForbidding(text) || demands.test(text) || bars.test(text);
}

const exempting =
  /^(?:this|it|that|the (?:rule|prohibition|ban|duty|foregoing|above|preceding)\b.{0,40}?)\s*(?:(?:do|does|shall|will) not|doesn[’']t) (?:apply|extend|hold|concern|cover)\b|^(?:except(?:ed|ions?|ing)?\b|excluded\b|exempt\w*\b)|^.{0,160}\b(?:is|are) (?:exempt(?:ed)?|excepted|excluded)\b|^(?:上述|前[款项項]|本[条條款]).{0,20}不[适適]用|^例外|^.{0,80}除外[。；;]?$|^(?:dies|das) gilt nicht\b|^ausgenommen\b/iu;

/** Does the sentence take something out of the rule that it stands under? */
export function exempts(text: string): boolean {
  return exempting.test(text.trim());
}

const opensExempting =
  /(?:\b(?:except(?:ing|ed)?|unless|save|excluding|other than|exceptions?(?: (?:are|is|apply|to this rule))?|ausgenommen|sauf|salvo)(?: (?:where|if|when|for|that|in|to|as|follows|the|following|one|any|of|these|cases?|apply|applies|are|is|one))*|除外|例外|[下列以]+(?:情形|情[况況])(?:之一)?(?:的)?不[适適]用)\s*[,，:：]?$/iu;

/**
 * Does the text end with the words that take out of its rule what is listed behind it: "… except:", "This does not apply to:"?
 */
export function opensExceptions(text: string): boolean {
  const last =
    text
      .trim()
      .split(/(?<=[.。;；!！?？])\s*|\n/u)
      .at(-1) ?? "";
  return opensExempting.test(last.slice(-160)) || (opensList(last) && exempting.test(last));
}

const bids =
  /\b(?:you|users?|members?|sellers?|buyers?|merchants?|customers?|guests?|hosts?|everyone|everybody|nobody|no one|anyone)\b.{0,60}\b(?:must|may not|shall|should not|cannot|can[’']t|are not allowed|are prohibited|are forbidden)\b|^(?:please )?(?:do not|don[’']t|never)\b|不得|[严嚴]?禁止|不准|[请請]勿|必[须須]|应当|應當|verboten|untersagt|interdit/iu;

/** Does the sentence bid or forbid somebody something, and not only tell of rules? */
export function commands(sentence: string): boolean {
  return (
    bids.test(sentence) ||
    /^(?:(?!which\b|that\b|who\b)\S+\s+){1,14}(?:is|are) (?:strictly )?(?:prohibited|forbidden|banned)\b/iu.test(
      sentence,
    )
  );
}

export function isForbidding(text: string): boolean {
  return forbids.test(text) || curt.test(text);
}

/** "… we may take the following steps:" — what follows are measures of the platform, not rules. */
export function opensMeasures(text: string): boolean {
  const last = text.slice(-320);
  return (
    /[:：]\s*$/.test(last) && measures.test(last) && handles.test(last) && !/\bprohibit\w*\b|不得|禁止/iu.test(last)
  );
}

/** Letters under such words are conditions of one rule, not rules. */
export function opensConditions(text: string): boolean {
  return everyOne.test(text.slice(-320));
}

/** A list announced with a colon, or with words that ask for one. */
export function opensList(text: string): boolean {
  return /[:：]\s*$/.test(text.slice(-40));
}

/** A rule stays a rule whatever a later sentence takes out of it. */
function withoutExceptions(text: string): string {
  const sentences = text.split(/(?<=[.。!！?？])\s*(?=\p{Lu}|\p{Script=Han})/u);
  const left = sentences.filter((sentence) => !exempts(sentence));
  return left.length < sentences.length && left.some(isRule) ? left.join(" ") : text;
}

/** The kind by the words alone; null: they do not say, so that it takes the kind of what it stands under. */
export function kindByWords(text: string): ClauseKind | null {
  const start = withoutExceptions(text.slice(0, 700));
  if (bars.test(start)) return "eligibility";
  if (permits.test(start) && (!forbids.test(start) || /\bexceptions?\b/iu.test(start))) return "permission";
  if (defines.test(start) && !forbids.test(start)) return "definition";
  if (isForbidding(start)) return "prohibition";
  if (demands.test(start)) return "duty";
  if (limits.test(start)) return "restriction";
  if (advises.test(start)) return "advice";
  if (handles.test(start)) return "process";
  return null;
}

/** "Prohibited behaviour" over a list says of each item that it is prohibited. */
export function kindByHeading(heading: string): ClauseKind | null {
  if (/\b(?:exceptions?|exempt\w*|permitted|allowed)\b|例外|允[许許]/iu.test(heading) && !/\bnot\b|不/iu.test(heading))
    return "permission";
  if (
    /\b(?:prohibit\w*|forbidden|banned|not (?:allowed|permitted)|violations?)\b|禁止|[违違][规規]|verbot|interdit/iu.test(
      heading,
    )
  )
    return "prohibition";
  if (/\b(?:definitions?|glossary|terms used)\b|定[义義]/iu.test(heading)) return "definition";
  if (/\b(?:encouraged|tips|advice|best practices?)\b|建[议議]/iu.test(heading)) return "advice";
  if (/\b(?:scope|introduction|about|purpose|general provisions|application)\b|[适適]用|[总總][则則]/iu.test(heading))
    return "scope";
  if (
    /\b(?:contact|appeals?|enforcement|implementation|reporting|how we|requests?|termination)\b|申[诉訴]|[处處]理/iu.test(
      heading,
    )
  )
    return "process";
  return null;
}

/** Only these can ground a sanction. */
export function isEnforceable(kind: ClauseKind): boolean {
  return ["prohibition", "general", "restriction", "eligibility", "duty", "penalty-row"].includes(kind);
}
