import type { Action, Effect } from "../sanctions.contract";
import { arePerInfringement, isConverted, pointsIn, termIn, withoutTerms } from "./measure-terms.rules";

/**
 * What the words of one measure plainly say. Only a proposal, shown with its confidence (0 to 1, not a probability) before
 * anything is stored; what the Transparency Database calls it is never read out of words.
 */
export type MeasureReading = Pick<
  Action,
  "effect" | "target" | "durationDays" | "permanent" | "indefinite" | "termNotStated" | "points" | "perInfringement"
> & { confidence: number };

/** `reading` null: nothing plain is said, and the measure is kept as words alone. */
export type ReadMeasure = { words: string; reading: MeasureReading | null };

/** Below this the words stay words: a person says what they mean. */
const least = 0.5;

const ends = "(?:e?s|e?d|ing|[dt]?ing|al|ment)?";
const verb = (...stems: string[]) => `\\b(?:${stems.join("|")})${ends}\\b`;
const words = (...parts: string[]) => new RegExp(parts.join("|"), "giu");

type Sign = "warn" | "remove" | "label" | "demote" | "stop" | "close" | "expel" | "refer";
const signs: Record<Sign, RegExp> = {
  warn: words(
    verb("warn", "remind", "caution"),
    "\\breminders?\\b",
    "\\b(?:verwarnung|avertissement|advertencia)\\b|警告|警示|提醒",
  ),
  remove: words(
    verb("remov", "remove", "delet", "delete", "delist", "unpublish", "eras", "erase"),
    "\\b(?:tak(?:e|en|ing)|pull(?:ed|ing)?) (?:it |them |[^.]{0,30} )?(?:down|off)\\b|\\btakedown\\b",
    "删除|刪除|移除|下架|清除",
  ),
  label: words(verb("label", "labell", "tagg", "tag", "flag", "flagg"), "[标標][注註记記识識]|打[标標]"),
  demote: words(
    verb("demot", "demote", "downrank", "hid", "hide"),
    "\\bhidden\\b|\\b(?:reduc|lower|limit|restrict)\\w* (?:in |the |of |its )*(?:visibility|reach|rank\\w*|exposure)\\b",
    "\\b(?:visibility|reach|ranking|exposure) (?:is |will be )?(?:reduced|lowered|limited|restricted)\\b",
    "降[权權]|限流|屏蔽|[隐隱]藏|降低.{0,4}(?:排名|曝光|[权權]重)",
  ),
  stop: words(
    verb(
      "suspend",
      "freez",
      "freeze",
      "block",
      "restrict",
      "limit",
      "disabl",
      "disable",
      "mut",
      "mute",
      "lock",
      "stop",
    ),
    "\\bsuspensions?\\b|\\brestrictions?\\b|\\bfrozen\\b|\\bstopped\\b|\\b(?:may|can)(?:not| not) (?:post|publish|comment|sell)\\b",
    "限制|[暂暫]停|禁止|停用|[冻凍][结結]|禁[言用]|封[禁停]|停止|中止",
  ),
  close: words(
    verb("clos", "close", "terminat", "terminate", "cancel", "cancell", "revok", "revoke"),
    "\\bclosures?\\b|\\bterminations?\\b|\\bbans?\\b|\\bbann(?:ed|ing)\\b",
    "[关關][闭閉]|[注註][销銷]|[终終]止|取消|封[号號]",
  ),
  expel: words(verb("expel", "expell"), "\\bexpulsions?\\b", "清退|[开開]除"),
  refer: words("\\b(?:police|law enforcement|prosecutors?|authorit(?:y|ies))\\b", "移[送交]|公安|司法|[报報]警"),
};

/** "Limit the number of posts" says nothing of what becomes of a post. */
const limiting = words("\\b(?:limit|restrict)\\w*", "限制");
const features = words(
  "\\b(?:features?|functions?|rights?|privileges?|permissions?|access|messaging|chat|streaming|uploads?|search)\\b",
  "\\b(?:posting|publishing|commenting|listing new|selling|bidding|uploading|trading|replying|livestreaming)\\b",
  "\\b(?:may|can)(?:not| not) (?:post|publish|comment|sell)\\b",
  "功能|[权權]限|[权權]利|[发發]布|[发發]言|[发發]帖|直播|私信|禁言|上[传傳]|(?:禁止|限制|[暂暫]停|[关關][闭閉])[评評][论論]",
);
const accounts = words(
  "\\b(?:accounts?|memberships?|profiles?|log ?ins?)\\b",
  "[账賬帐帳][号號户戶]|[会會][员員][资資]格|登[录錄]|封[号號]",
);
/** Whose account it is said of, or what stands for it; less plain than the account itself. */
const holders = words(
  "\\b(?:members?|users?|sellers?|buyers?|shops?|stores?|stalls?|person|offenders?|bans?|banned)\\b",
  "用[户戶]|店[铺鋪]|[会會][员員]|[卖賣]家|商家",
);
const contents = words(
  "\\b(?:contents?|posts?|comments?|messages?|listings?|products?|items?|photos?|pictures?|images?|videos?|texts?)\\b",
  "\\b(?:ads?|advertisements?|adverts?|offers?|reviews?|information|materials?|links?|goods|articles?)\\b",
  "[内內]容|信息|[资資][讯訊料]|帖|[评評][论論]|商品|[视視][频頻]|[图圖]片|[链鏈]接|文章|作品",
);
/** Words that say two things of which one is done, or that nothing is done: no measure is read out of them. */
const unclear =
  /\b(?:or|and\/or|not|no|never|without|unless|if|depending|instead|possible|lift\w*|restor\w*|reinstat\w*|unblock\w*|appeal\w*)\b|或|如果|不[会會予]|[无無]需|解除|恢[复復]|[视視]情/iu;
const cannot = /\b(?:may|can)(?:not| not) (?:post|publish|comment|sell)\b/giu;
const fillers =
  /\b(?:the|an?|of|for|from|to|in|on|and|is|are|be|been|will|shall|its?|this|that|their|your|all|with|at|once|own|by|us|concerned|offending|violating|immediately|period|term|duration|temporar\w*|formal|written|serious|first|final|official|new|with immediate effect|until further notice|notice|letter|issued?|given|sent|receives?|penalty|violation)\b|[违違][规規]|[该該的被予以对對其并並及]|[书書]面|[严嚴]重|口[头頭]|一次/giu;

/** What a measure's words say by small general rules; null: nothing plain, so that they stay words alone. */
export function readMeasure(label: string): MeasureReading | null {
  const text = label.normalize("NFKC").trim();
  if (unclear.test(text.replace(cannot, "stop posting"))) return null;
  const said = new Set((Object.keys(signs) as Sign[]).filter((sign) => has(signs[sign], text)));
  const points = pointsIn(text);
  if (said.size === 0) return points === null ? null : reading(text, "point", "person", { points, sure: 0.95 });
  // A label that warns is a label, and limiting how far something is seen is no suspension.
  if (said.has("label")) said.delete("warn");
  if (said.has("demote")) said.delete("stop");
  if (said.size > 1) return null;
  const [sign] = said;
  const found = sign ? effectOf(sign, text) : null;
  return found ? reading(text, found.effect, found.target, { points, sure: found.sure }) : null;
}

const warning =
  /^(?:(?:issu\w+|giv\w+|send\w*|receiv\w+) )?(?:an? )?(?:(?:formal|written|serious|verbal|first|final|official) )*(?:warnings?|reminders?|verwarnung|avertissement|advertencia)(?: (?:letter|notice|issued|only|is (?:issued|given|sent)))?\.?$|^(?:[书書]面|[严嚴]重|口[头頭])?警告(?:一次)?$/iu;
const pointsAlone = /^(\d{1,4}) (?:penalty |violation )?(?:points?|strikes?)\.?$|^[扣记記](\d{1,4})分$/iu;

/** A bare warning or a bare number of points restricts nothing, so that nothing of it is reported (DSA Art. 17). */
export function restrictsNothing(label: string): boolean {
  return warning.test(label) || pointsAlone.test(label);
}

type Found = { effect: Effect; target: Action["target"]; sure: number };

/** From the sign and what it is said of to what is done: closing for a term is suspending, deleting an account closes it. */
function effectOf(sign: Sign, text: string): Found | null {
  if (sign === "warn") return { effect: "warn", target: "person", sure: 0.95 };
  if (sign === "refer") return { effect: "refer", target: "authorities", sure: 0.8 };
  if (sign === "expel") return { effect: "expel", target: "account", sure: 0.8 };
  const of = whatItFallsOn(text);
  const { durationDays, permanent, isExact } = termIn(text);
  const isForATerm = durationDays !== null || !isExact;
  // Only content has a reach or a rank, so that nothing else can be meant.
  if (of === null) return sign === "demote" ? { effect: "hide", target: "content", sure: 0.75 } : null;
  const { target, sure } = of;
  if (sign === "remove" && target === "account") return { effect: "close", target, sure };
  if (sign === "remove" || sign === "label" || sign === "demote") {
    if (target !== "content") return null;
    return { effect: sign === "demote" ? "hide" : sign, target, sure };
  }
  if (target === "content") return sign === "stop" && !has(limiting, text) ? { effect: "hide", target, sure } : null;
  if (sign === "close" && isForATerm && !permanent) return { effect: "suspend", target, sure: sure - 0.05 };
  return { effect: sign === "close" ? "close" : "suspend", target, sure };
}

/** A feature of an account is a feature; a holder is said for an account. */
function whatItFallsOn(text: string): { target: Action["target"]; sure: number } | null {
  if (has(features, text)) return { target: "feature", sure: 0.9 };
  if (has(accounts, text)) return has(contents, text) ? null : { target: "account", sure: 0.95 };
  if (has(contents, text)) return { target: "content", sure: 0.95 };
  return has(holders, text) ? { target: "account", sure: 0.7 } : null;
}

function reading(
  text: string,
  effect: Effect,
  target: Action["target"],
  { points, sure }: { points: number | null; sure: number },
): MeasureReading | null {
  const { durationDays, permanent, indefinite, isExact } = termIn(text);
  const takesTerm = effect === "suspend" || effect === "close" || effect === "expel" || effect === "hide";
  const states = durationDays !== null || permanent || indefinite;
  const lost = 0.1 * Math.min(4, unexplained(text)) + (isConverted(text) ? 0.1 : 0) + (isExact ? 0 : 0.2);
  // A term of something that has none was meant otherwise.
  const confidence = Math.round((sure - lost - (states && !takesTerm ? 0.3 : 0)) * 100) / 100;
  if (confidence < least) return null;
  const isOpen = effect === "close" || effect === "expel";
  return {
    ...{ effect, target, points, perInfringement: arePerInfringement(text), confidence },
    ...{ durationDays: takesTerm ? durationDays : null, permanent: takesTerm && permanent },
    indefinite: takesTerm && (indefinite || (isOpen && !states)),
    termNotStated: effect === "suspend" && !states,
  };
}

/** How many words neither say what is done nor to what nor for how long. */
function unexplained(text: string): number {
  const known = [...Object.values(signs), features, accounts, holders, contents, fillers];
  const left = known.reduce((rest, found) => rest.replace(found, " "), withoutTerms(text));
  const latin = left.match(/[\p{Script=Latin}\d]+/gu) ?? [];
  const han = left.match(/\p{Script=Han}{1,2}/gu) ?? [];
  return latin.length + han.length;
}

function has(found: RegExp, text: string): boolean {
  found.lastIndex = 0;
  return found.test(text);
}

/** Every measure of the rows once, in the order of the document, with what would be made of its words. */
export function measuresRead(rows: readonly { actions: readonly string[] }[]): ReadMeasure[] {
  const known = [...new Set(rows.flatMap(({ actions }) => actions))];
  return known.map((label) => ({ words: label, reading: readMeasure(label) }));
}
