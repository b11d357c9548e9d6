import type { Scanner } from "./compile.rules";
import { asksWhatItIs } from "./definition.rules";
import type { Hit } from "./scan.rules";

/** What the words around a hit make of it (Q23). `hits` of the groups named `context-*` are the cues. */
export const contextKinds = [
  "negated",
  "quoted",
  "condemned",
  "asked",
  "meaning",
  "reported",
  "figurative",
  "fiction",
  "recovery",
] as const;
export type ContextKind = (typeof contextKinds)[number];
/** The group of the lexicon whose words are the cues of a kind. */
export const cueGroup = (kind: ContextKind) => `context-${kind}`;
export type Context = { kind: ContextKind | null; factor: number };

/** How much of a hit is left (0–1). A negated or figurative one nearly vanishes, a quoted one may still break a rule. */
export const leftOf: Record<ContextKind, number> = {
  negated: 0.25,
  figurative: 0.1,
  recovery: 0.25,
  reported: 0.4,
  condemned: 0.3,
  meaning: 0.3,
  fiction: 0.5,
  quoted: 0.5,
  asked: 0.6,
};

/** How far before (and after) a hit a cue may stand, in characters; null: anywhere in the sentence. */
const reach: Record<ContextKind, { before: number | null; after: number | null }> = {
  negated: { before: 22, after: 0 },
  figurative: { before: 0, after: 0 },
  recovery: { before: 90, after: 90 },
  reported: { before: null, after: null },
  condemned: { before: 60, after: 60 },
  fiction: { before: 90, after: 90 },
  quoted: { before: 40, after: 24 },
  asked: { before: null, after: null },
  meaning: { before: 40, after: 40 },
};

export type Cue = { kind: ContextKind; from: number; to: number };
/** The cues of each kind, in the order of the text. */
export type Cues = Partial<Record<ContextKind, readonly Cue[]>>;

/** Han takes about half the room of Latin for the same words. */
const hanReach = 0.3;

/** `hits` as they come from a scan: those of one group in the order of the text. */
export function cuesIn(scanner: Scanner, hits: readonly Hit[]): Cues {
  const cues: Partial<Record<ContextKind, Cue[]>> = {};
  for (const hit of hits) {
    const name = scanner.names[hit.group] ?? "";
    const kind = contextKinds.find((candidate) => name === cueGroup(candidate));
    if (!kind) continue;
    const list = cues[kind] ?? [];
    list.push({ kind, from: hit.from, to: hit.to });
    cues[kind] = list;
  }
  return cues;
}

export type Sentences = { starts: number[] };

/** Sentence starts; a line break ends a sentence too. */
export function sentencesOf(text: string): Sentences {
  const starts = [0];
  for (const match of text.matchAll(/[.!?](?=\s|$)|[。！？；\n]+/gu)) starts.push(match.index + match[0].length);
  return { starts };
}

/** The last of these places in order that is not after `at`; 0 where none is. */
function lastUpTo(size: number, placeOf: (index: number) => number, at: number): number {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (placeOf(middle) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sentenceAt({ starts }: Sentences, at: number): number {
  return lastUpTo(starts.length, (index) => starts[index] ?? 0, at);
}

/** Kinds whose cue may hold the word itself: "anti-gambling", 戒赌, "top gun". */
const around: readonly ContextKind[] = ["figurative", "condemned", "recovery"];

function applies(cue: Cue, hit: { from: number; to: number }, text: string, sentences: Sentences): boolean {
  if (around.includes(cue.kind) && cue.from <= hit.from && hit.to <= cue.to) return true;
  if (cue.kind === "figurative") return false;
  if (cue.from < hit.to && hit.from < cue.to) return false;
  if (sentenceAt(sentences, cue.from) !== sentenceAt(sentences, hit.from)) return false;
  const { before, after } = reach[cue.kind];
  const dense = text.charCodeAt(cue.from) > 0x2e7f ? hanReach : 1;
  if (cue.to <= hit.from) return before === null || hit.from - cue.to <= before * dense;
  return after === null || cue.from - hit.to <= after * dense;
}

/** A short text that warns or tells of recovery more than once speaks so as a whole, across its sentences. */
const shortText = 600;
const cuesForStance = 2;
/** A text of a sentence or two that asks what a word means is about the word. */
const askedText = 80;

/** One sentence and nothing beside it that forbids something: a notice on a door. */
const prohibition =
  /^\s*(?:请勿|严禁|切勿|禁止)[^，。！？；\n]{2,40}[。！]?\s*$|^\s*(?:please )?(?:do not|don't|never) (?:sell|give|offer|post|share|use|smoke|drink|bring|carry)\b[^,.!?;\n]{2,70}[.!]?\s*$/u;

export function stanceOf(text: string, cues: Cues): ContextKind | null {
  if (text.length > shortText) return null;
  if (text.length <= askedText && (cues.meaning || asksWhatItIs(text))) return "meaning";
  if (text.length <= askedText && prohibition.test(text)) return "negated";
  const kinds: ContextKind[] = ["recovery", "condemned"];
  return kinds.find((kind) => (cues[kind]?.length ?? 0) >= cuesForStance) ?? null;
}

// Curly ones too: what is compared with examples is the original, where they are not straightened yet.
const quotes = /"[^"\n]{1,160}"|“[^”\n]{1,160}”|《[^》\n]{1,60}》|『[^』\n]{1,160}』|「[^」\n]{1,160}」/gu;

/** Ranges between quotation marks, or in the brackets of a title. */
export function quotedRanges(text: string): { from: number; to: number }[] {
  return Array.from(text.matchAll(quotes), (match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** Without what is quoted, where anything is left beside it: others' words do not make a text like an example. */
export function ownWords(original: string): string {
  const pieces: string[] = [];
  let end = 0;
  // Once through: a text of quotations alone would otherwise be copied for each of them.
  for (const { from, to } of quotedRanges(original)) {
    pieces.push(original.slice(end, from), " ".repeat(to - from));
    end = to;
  }
  const own = end === 0 ? original : pieces.join("") + original.slice(end);
  return /[\p{L}\p{N}]{2}/u.test(own) ? own : original;
}

/**
 * What is denied after it is named: "replica is not offered here", 仿牌一律不做. Only a verb of dealing, so that "is not cheap"
 * denies nothing of the thing.
 */
const dealt =
  "offered|sold|allowed|permitted|accepted|tolerated|welcome|shipped|listed|stocked|made|produced|supported|available|for sale|" +
  "part of|what we|something we|in our";
const deniedAfter = new RegExp(
  `^s?(?: [a-z]+){0,2}? (?:(?:is|are|was|were)(?: not|n't)|(?:is|are) (?:never|no longer)|(?:will|must|may|can) not be|(?:cannot|can't|won't) be)` +
    `(?: [a-z]+)? (?:${dealt})\\b|` +
    "^[^，。！？；、,\\s]{0,3}?(?:一律|一概|概|我们|本店|本厂|绝|从|都|均)不(?:卖|做|售|接|生产|提供|代理|出售|碰)",
  "u",
);
const deniedWithin = 60;

const isDeniedAfter = (text: string, to: number): boolean => deniedAfter.test(text.slice(to, to + deniedWithin));

/** A text may be made of cues and hits alone: what decides is near, so only this many on each side are asked. */
const nearestCues = 8;

function isNear(cues: readonly Cue[], hit: { from: number; to: number }, text: string, sentences: Sentences): boolean {
  const at = lastUpTo(cues.length, (index) => cues[index]?.from ?? 0, hit.from);
  const last = Math.min(cues.length - 1, at + nearestCues);
  for (let index = Math.max(0, at - nearestCues); index <= last; index += 1) {
    const cue = cues[index];
    if (cue && applies(cue, hit, text, sentences)) return true;
  }
  return false;
}

/** `quoted` in the order of the text, as they are found; none stands in another. */
function isQuoted(quoted: readonly { from: number; to: number }[], hit: { from: number; to: number }): boolean {
  const range = quoted[lastUpTo(quoted.length, (index) => quoted[index]?.from ?? 0, hit.from - 1)];
  return range !== undefined && range.from < hit.from && hit.to < range.to;
}

/**
 * The context that takes most from a hit. In the notifier's words only a negation counts: a report condemns, quotes and
 * tells news by its nature. Costs the same however many cues and hits there are.
 */
export function contextOf(
  hit: { from: number; to: number },
  around: {
    text: string;
    cues: Cues;
    stance: ContextKind | null;
    quoted: readonly { from: number; to: number }[];
    sentences: Sentences;
  },
  field: "text" | "explanation",
): Context {
  let best: Context = { kind: null, factor: 1 };
  const met = new Set<ContextKind>();
  const consider = (kind: ContextKind): void => {
    met.add(kind);
    if (leftOf[kind] < best.factor) best = { kind, factor: leftOf[kind] };
  };
  for (const kind of contextKinds) {
    if (field === "explanation" && kind !== "negated") continue;
    const cues = around.cues[kind];
    if (kind === "negated" && isDeniedAfter(around.text, hit.to)) consider(kind);
    else if (cues && isNear(cues, hit, around.text, around.sentences)) consider(kind);
  }
  if (field === "text" && around.stance) consider(around.stance);
  if (field === "text" && isQuoted(around.quoted, hit)) consider("quoted");
  // What somebody says in a film, or is said to have said in the news: neither reason takes the other's place.
  const told = met.has("fiction") ? "fiction" : met.has("reported") ? "reported" : null;
  const both = told && met.has("quoted") ? leftOf.quoted * leftOf[told] : 1;
  return told && both < best.factor ? { kind: told, factor: both } : best;
}
