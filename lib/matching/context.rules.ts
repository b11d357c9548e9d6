import type { Scanner } from "./compile.rules";
import type { Hit } from "./scan.rules";

/** What the words around a hit make of it (Q23). `hits` of the groups named `context-*` are the cues. */
export const contextKinds = [
  "negated",
  "quoted",
  "condemned",
  "asked",
  "reported",
  "figurative",
  "fiction",
  "recovery",
] as const;
export type ContextKind = (typeof contextKinds)[number];
export type Context = { kind: ContextKind | null; factor: number };

/** How much of a hit is left. A negated or figurative one nearly vanishes, a quoted one may still break a rule. */
const left: Record<ContextKind, number> = {
  negated: 0.25,
  figurative: 0.1,
  recovery: 0.25,
  reported: 0.4,
  condemned: 0.3,
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
};

export type Cue = { kind: ContextKind; from: number; to: number };

/** Han takes about half the room of Latin for the same words. */
const hanReach = 0.3;

export function cuesIn(scanner: Scanner, hits: readonly Hit[]): Cue[] {
  return hits.flatMap((hit) => {
    const name = scanner.names[hit.group] ?? "";
    const kind = contextKinds.find((candidate) => name === `context-${candidate}`);
    return kind ? [{ kind, from: hit.from, to: hit.to }] : [];
  });
}

export type Sentences = { starts: number[] };

/** Sentence starts; a line break ends a sentence too. */
export function sentencesOf(text: string): Sentences {
  const starts = [0];
  for (const match of text.matchAll(/[.!?](?=\s|$)|[。！？；\n]+/gu)) starts.push(match.index + match[0].length);
  return { starts };
}

function sentenceAt({ starts }: Sentences, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function applies(cue: Cue, hit: { from: number; to: number }, text: string, sentences: Sentences): boolean {
  if (cue.kind === "figurative") return cue.from <= hit.from && hit.to <= cue.to;
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

export function stanceOf(text: string, cues: readonly Cue[]): ContextKind | null {
  if (text.length > shortText) return null;
  const kinds: ContextKind[] = ["recovery", "condemned"];
  return kinds.find((kind) => cues.filter((cue) => cue.kind === kind).length >= cuesForStance) ?? null;
}

const quotes = /"[^"\n]{1,160}"|《[^》\n]{1,60}》|『[^』\n]{1,160}』|「[^」\n]{1,160}」/gu;

/** Ranges between quotation marks, or in the brackets of a title. */
export function quotedRanges(text: string): { from: number; to: number }[] {
  return Array.from(text.matchAll(quotes), (match) => ({ from: match.index, to: match.index + match[0].length }));
}

/**
 * The context that takes most from a hit. In the notifier's words only a negation counts: a report condemns, quotes and
 * tells news by its nature.
 */
export function contextOf(
  hit: { from: number; to: number },
  around: {
    text: string;
    cues: readonly Cue[];
    stance: ContextKind | null;
    quoted: readonly { from: number; to: number }[];
    sentences: Sentences;
  },
  field: "text" | "explanation",
): Context {
  let best: Context = { kind: null, factor: 1 };
  const consider = (kind: ContextKind): void => {
    if (left[kind] < best.factor) best = { kind, factor: left[kind] };
  };
  for (const cue of around.cues) {
    if (field === "explanation" && cue.kind !== "negated") continue;
    if (applies(cue, hit, around.text, around.sentences)) consider(cue.kind);
  }
  if (field === "text" && around.stance) consider(around.stance);
  if (field === "text" && around.quoted.some((range) => range.from < hit.from && hit.to < range.to)) consider("quoted");
  return best;
}
