/** Things that are written by a pattern, not by a word: contacts, links, prices, ages, repetition. Known in every language. */
export const patternNames = [
  "link",
  "phone",
  "email",
  "chat-id",
  "price",
  "discount",
  "id-number",
  "card-number",
  "postal-address",
  "young-age",
  "shortcode",
  "yield",
  "amount",
  "repetition",
  "tag-pile",
  /** A word of an evasive group that was hidden by digits, symbols, spaces or homophones. */
  "disguised",
] as const;
export type PatternName = (typeof patternNames)[number];
export type PatternHit = { name: PatternName; from: number; to: number };

/**
 * Every quantifier has an upper bound, and what may begin inside a run of its own characters looks back first: a text made
 * for it (50,000 digits) costs as many steps as it has characters, not their square. `work.rules.test.ts` holds both.
 */
const linkPattern =
  /(?:https?:\/\/|www\.)[^\s，。]{1,2048}|\b[a-z0-9][a-z0-9-]{1,62}\.(?:com|net|org|cn|io|me|ly|cc|xyz|top|vip|shop|store|info|biz|ru|link|club|site|online|app|tv|in|uk|co)\b(?:\/[^\s，。]{0,2048})?/gu;

export const writtenPatterns: readonly [PatternName, RegExp][] = [
  ["link", linkPattern],
  ["email", /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,24}/gu],
  [
    "phone",
    /(?<![\w.])(?:\+|00)?\d{1,4}[-\s.]?(?:\(\d{1,4}\)[-\s.]?)?\d{3,4}[-\s.]?[\d*x]{3,4}(?:[-\s.]?[\d*x]{2,4})?(?![\w.]{0,24}\d)/gu,
  ],
  [
    "chat-id",
    // After a Latin name an account is only what stands behind a sign or holds a digit: "ig" is in "night".
    /(?:(?<![a-z0-9])(?:vx|wx|wechat(?: id)?|weixin|telegram|tg|whats ?app|line ?id|skype|kik|snapchat|snap|discord|wickr|instagram|ig|qq)|微信号?|薇信?|威信|v信|qq群号?|q群|扣扣|企鹅号?|加v|加vx)\s{0,4}(?:(?:id)?\s{0,4}[:：=→＋+@]\s{0,4}@?[a-z0-9_-]{4,64}|(?:is|是|号)?\s{0,4}@?(?=[a-z_-]{0,40}\d)[a-z0-9_-]{4,64})|(?<![a-z0-9.])t\.me\/[a-z0-9_+]{4,64}/gu,
  ],
  [
    "price",
    /(?:[$€£¥]\s?\d[\d,.]{0,20}k?|(?<!\d)\d[\d,.]{0,20}\s?(?:usd|eur|gbp|rmb|cny|dollars?|euros?|pounds?|bucks|yuan|元|块|万元|块钱|美元|人民币|刀|米)|(?<!\d)\d{1,9}(?:\.\d{1,4})?包邮|(?<!\d)\d{1,9}\/(?:hr|hour|h|night|g|gram|oz|次|晚|小时|克|条|张|个|件))(?![a-z])/gu,
  ],
  [
    "amount",
    /(?<![\w.])\d{1,9}(?:[.,]\d{1,6})?\s?(?:mg|ug|mcg|µg|g|gr|grams?|oz|ounces?|kg|kilo|pills?|tabs?|tablets?|pcs|x|克|公斤|斤|粒|片)(?![a-z])/gu,
  ],
  [
    "discount",
    /\d{1,2}\s?% off|[1-9](?:\.\d)?折|满\d{1,9}减\d{1,9}|买一送一|buy (?:one|1) get (?:one|1)|\bb(?:uy)?1g(?:et)?1\b|half price/gu,
  ],
  ["id-number", /(?<!\d)[1-9]\d{5}(?:19|20)?[\dx*]{6,11}[\dx](?!\d)|\bssn\b|social security (?:no|number)/gu],
  ["card-number", /(?<!\d)(?:\d{4}[ -]?){3}[\dx*]{3,4}(?!\d)/gu],
  [
    "postal-address",
    /\b\d{1,5}[a-z]? (?:[a-z]{1,20} ){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|boulevard|blvd|close|way)\b|[\u4e00-\u9fff]{2,8}(?:路|街|巷|弄|大道|小区|花园|新村)[\u4e00-\u9fff]{0,6}\d{1,5}(?:号|弄|栋|幢|单元|室)|\d{1,3}(?:号楼|栋|幢)\d{0,2}(?:单元)?\d{2,4}室?/gu,
  ],
  [
    "young-age",
    /\b(?:[1-9]|1[0-7])[ -]?(?:yo|y\/o|yrs?|years?)(?:[ -]?olds?)?\b(?! (?:ago|later|of (?:age )?experience|experience|in|together|since|warranty|free|and))|\b(?:aged?|she is|he is|she's|he's|i'm|i am|only) (?:[5-9]|1[0-7])\b(?![%.:,]?\d)|(?<!\d)(?:[1-9]|1[0-7])岁|(?:[三四五六七八九十]|十[一二三四五六七])岁/gu,
  ],
  [
    "shortcode",
    /\b(?:txt|text|sms|send|reply|call)\b[^.!?]{0,24}\b(?:to|on)? ?\d{4,11}\b|\b\d{2,3}ppm\b|\bp\/?(?:msg|min)\b/gu,
  ],
  [
    "yield",
    /(?:日入|日赚|月入|月赚|一天|每天|时薪|日结)\s?[\d一二三五六七八九十几数]{1,9}\s?(?:百|千|万|元|块|\+|k|w)?[+＋]?|(?<!\d)\d{1,6}(?:\.\d{1,4})?%\s?(?:daily|weekly|monthly|per (?:day|week|month)|returns?|profit|roi|guaranteed|收益|回报|利息|返利)|(?:[$€£]\s?\d[\d,.]{0,20}k?|(?<!\d)\d[\d,.]{0,20}k?\s?(?:usd|dollars|bucks))\s?(?:a|per|every|each|\/)\s?(?:day|week|hour|month)|(?:daily|weekly) (?:profit|income|payout|returns?)/gu,
  ],
];

/** The plain text with nothing where its links stand. */
export function withoutLinks(text: string): string {
  return text.replace(linkPattern, " ");
}

/** Of one pattern; however many links stand in a text, a number behind them is still met. */
const mostOfOne = 200;

/** Patterns met in the plain text. A range that two patterns claim (a card number is not a phone number) goes to the more specific. */
export function patternsIn(text: string): PatternHit[] {
  const hits: PatternHit[] = [];
  for (const [name, pattern] of writtenPatterns) {
    let found = 0;
    for (const match of text.matchAll(pattern)) {
      if (name === "phone" && !isPhone(match[0])) continue;
      hits.push({ name, from: match.index, to: match.index + match[0].trimEnd().length });
      found += 1;
      if (found >= mostOfOne) break;
    }
  }
  const repeated = repetition(text);
  if (repeated) hits.push(repeated);
  const tags = text.match(tagPattern)?.length ?? 0;
  if (tags >= 7) hits.push({ name: "tag-pile", from: text.indexOf("#"), to: text.indexOf("#") + 1 });
  const exact = hits.filter((hit) => hit.name === "id-number" || hit.name === "card-number");
  return hits.filter(
    (hit) => hit.name !== "phone" || !exact.some((other) => other.from <= hit.from && hit.to <= other.to),
  );
}

/** A phone number has 7 to 13 digits (some may be starred out), and is neither a year range nor a sum. */
function isPhone(written: string): boolean {
  const digits = written.replace(/[^\d*x]/g, "").length;
  return (
    digits >= 7 &&
    digits <= 14 &&
    !/^(?:19|20)\d\d[-\s.](?:19|20)?\d\d/.test(written) &&
    !/^\d{4}-\d\d-\d\d/.test(written)
  );
}

const leastRepeats = 3;
const tagPattern = /#(?=[\p{L}\p{N}_])/gu;
const sentencePattern = /[^\n.!?。！？；，,]{4,20000}/gu;
const runPattern =
  /(?<![\p{L}\p{N}])([\p{L}\p{N}@#]{2,12}(?: [\p{L}\p{N}@#]{1,12}){0,3})(?:[\s!,.]{1,6}\1){3,40}|(\p{Script=Han}{2,8})\2{3,40}/u;
/** The patterns that find repetition, for the same test. */
export const repetitionPatterns: readonly RegExp[] = [tagPattern, sentencePattern, runPattern];

/** The same line, sentence or word three times or more (Taobao Table.12.3 and 5.5, WeChat CG/Spam(b)). */
function repetition(text: string): PatternHit | null {
  const seen = new Map<string, number>();
  for (const match of text.matchAll(sentencePattern)) {
    const sentence = match[0].replace(/\s+/g, " ").trim();
    if (sentence.length < 4 || /^\d+$/.test(sentence)) continue;
    const count = (seen.get(sentence) ?? 0) + 1;
    seen.set(sentence, count);
    if (count >= leastRepeats) return { name: "repetition", from: match.index, to: match.index + match[0].length };
  }
  const run = runPattern.exec(text);
  return run ? { name: "repetition", from: run.index, to: run.index + run[0].length } : null;
}
