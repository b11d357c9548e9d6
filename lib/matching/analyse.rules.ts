import type { Scanner } from "./compile.rules";
import {
  type Context,
  type ContextKind,
  contextOf,
  cuesIn,
  quotedRanges,
  sentencesOf,
  stanceOf,
} from "./context.rules";
import type { MatchField } from "./contract";
import type { Found } from "./disguise.rules";
import { farPatterns } from "./far-patterns.rules";
import { type Covered, languageOf } from "./language.rules";
import { type Normalised, normalise } from "./normalise.rules";
import { type PatternHit, patternsIn } from "./patterns.rules";
import { type Hit, scan } from "./scan.rules";
import type { WeighedHit } from "./signals.rules";

/** Beyond this only patterns are looked for (`farPatterns`), so that time stays in bounds. In UTF-16 units. */
export const fullyRead = 20_000;

/** How groups behave, by group number. */
export type GroupTraits = { describes: boolean };

export type Analysis = {
  field: MatchField;
  /** All of it; `normalised` holds what was read in full. */
  original: string;
  normalised: Normalised;
  byGroup: Map<number, WeighedHit[]>;
  /** Words that were hidden, as the lexicon spells them: the one thing that other words in the lexicon can change. */
  hidden: readonly Found[];
  language: Covered;
  wordCount: number;
  /** The text as a whole warns, or tells of recovery. */
  stance: ContextKind | null;
  /** What the words around a place in the plain text leave of what stands there, whatever it is. */
  contextAt: (place: { from: number; to: number }) => Context;
  /** Whether there is any place that they take something from. */
  hasContext: boolean;
  cut: boolean;
};

const describedInContent = 0.35;
const describedByNotifier = 1.15;
/** A notifier's link says mostly where something stands, and is not itself what was posted. */
const linkByNotifier = 0.5;
const mostHitsPerGroup = 24;

function addHit(byGroup: Map<number, WeighedHit[]>, hit: WeighedHit): void {
  const list = byGroup.get(hit.group);
  if (!list) byGroup.set(hit.group, [hit]);
  else if (list.length < mostHitsPerGroup) list.push(hit);
}

function isFull(byGroup: ReadonlyMap<number, WeighedHit[]>, group: number): boolean {
  return (byGroup.get(group)?.length ?? 0) >= mostHitsPerGroup;
}

/** Ends no surrogate pair in the middle. */
function beginning(text: string): string {
  if (text.length <= fullyRead) return text;
  const last = text.charCodeAt(fullyRead - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? fullyRead - 1 : fullyRead);
}

/** Everything a field says, before any clause is looked at. Offsets in hits are those of the plain text. */
export function analyse(
  scanner: Scanner,
  traits: readonly GroupTraits[],
  field: MatchField,
  original: string,
): Analysis {
  const head = beginning(original);
  const normalised = normalise(head);
  const { hits, words, hidden } = scan(scanner, normalised);
  const cues = cuesIn(scanner, hits);
  const around = {
    text: normalised.text,
    cues,
    stance: stanceOf(normalised.text, cues),
    quoted: quotedRanges(normalised.text),
    sentences: sentencesOf(normalised.text),
  };
  const factorOf = (hit: Hit) => {
    const { factor, kind } = contextOf(hit, around, field);
    return { factor: factor * voiceOf(traits[hit.group], field), kind };
  };
  const byGroup = weighedHits(scanner, hits, factorOf);
  const far = farPatterns(original, head.length, normalised.text.length);
  for (const hit of [...patternsIn(normalised.text), ...far]) addPattern(scanner, byGroup, hit, field);
  return {
    field,
    original,
    normalised,
    byGroup,
    hidden,
    language: languageOf(normalised.text, head),
    stance: around.stance,
    contextAt: (place) => contextOf(place, around, field),
    hasContext: around.stance !== null || around.quoted.length > 0 || Object.keys(cues).length > 0,
    wordCount: words.length + (normalised.hasHan ? normalised.text.length / 2 : 0),
    cut: head.length < original.length,
  };
}

/** The name of an offence says little in the content, and more in the notifier's words. */
function voiceOf(trait: GroupTraits | undefined, field: MatchField): number {
  if (!trait?.describes) return 1;
  return field === "text" ? describedInContent : describedByNotifier;
}

type Factor = { factor: number; kind: ContextKind | null };

/** Hits by their groups, each with what its context leaves of it; a disguised one counts as a disguise too. */
function weighedHits(scanner: Scanner, hits: readonly Hit[], factorOf: (hit: Hit) => Factor) {
  const byGroup = new Map<number, WeighedHit[]>();
  const disguised = scanner.names.indexOf("#disguised");
  for (const hit of hits) {
    // What no list would take is not weighed either.
    const isHidden = hit.disguise !== null && scanner.evasive[hit.group] === true;
    if (isFull(byGroup, hit.group) && !(isHidden && !isFull(byGroup, disguised))) continue;
    const { factor, kind } = factorOf(hit);
    const weighed = { ...hit, strength: hit.weight * factor, context: kind };
    addHit(byGroup, weighed);
    if (isHidden) addHit(byGroup, { ...weighed, group: disguised });
  }
  return byGroup;
}

function addPattern(
  scanner: Scanner,
  byGroup: Map<number, WeighedHit[]>,
  { name, ...at }: PatternHit & Pick<WeighedHit, "place">,
  field: MatchField,
): void {
  const group = scanner.names.indexOf(`#${name}`);
  const strength = name === "link" && field === "explanation" ? linkByNotifier : 1;
  if (group >= 0) addHit(byGroup, { group, ...at, strength, disguise: null, context: null });
}
