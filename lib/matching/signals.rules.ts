import type { ContextKind } from "./context.rules";
import type { Disguise } from "./disguise.rules";
import type { Signal } from "./lexicon.contract";

/** A hit with what the context left of it. */
export type WeighedHit = {
  group: number;
  from: number;
  to: number;
  strength: number;
  disguise: Disguise | null;
  context: ContextKind | null;
  /** Where it stands in the original, for a hit past the part that was read in full: the plain text ends before it. */
  place?: { start: number; end: number };
};
export type HitsByGroup = ReadonlyMap<number, readonly WeighedHit[]>;

/** A signal read from the lexicon: every part must be met (by any of its groups), none of `without`. */
export type ReadSignal = {
  parts: readonly (readonly number[])[];
  without: readonly number[];
  points: number;
  within: number;
  source: string;
};
export type Fired = { points: number; hits: readonly WeighedHit[] };

const usualDistance = 90;
const perFurtherHit = 0.12;
const mostFurtherHits = 3;

/** "drug | pill & sell !recovery" as names of groups. */
export function namesIn(source: string): { parts: string[][]; without: string[] } {
  const names = (part: string) => part.split("|").map((name) => name.trim());
  const [wanted = "", ...unwanted] = source.split("!");
  return { parts: wanted.split("&").map(names), without: unwanted.flatMap(names) };
}

/** "drug | pill & sell !recovery" in group numbers. An unknown group is a mistake in the lexicon and throws when it is built. */
export function readSignal(
  [source, points, within = usualDistance]: Signal,
  numberOf: ReadonlyMap<string, number>,
): ReadSignal {
  const number = (name: string): number => {
    const found = numberOf.get(name);
    if (found === undefined) throw new Error(`The lexicon has no word group "${name}" (in "${source}").`);
    return found;
  };
  const { parts, without } = namesIn(source);
  return {
    parts: parts.map((part) => part.map(number)),
    without: without.map(number),
    points,
    within,
    source,
  };
}

/** Most signals of a lexicon have nothing to do with a text: asked first, before anything is gathered for them. */
function isMet({ parts }: ReadSignal, byGroup: HitsByGroup): boolean {
  for (const part of parts) {
    let met = false;
    for (const group of part) met ||= byGroup.has(group);
    if (!met) return false;
  }
  return true;
}

function hitsOf(part: readonly number[], byGroup: HitsByGroup): readonly WeighedHit[] {
  const [only] = part;
  if (part.length === 1 && only !== undefined) return byGroup.get(only) ?? [];
  return part.flatMap((group) => byGroup.get(group) ?? []);
}

function strongest(hits: readonly WeighedHit[]): WeighedHit | undefined {
  let best = hits[0];
  for (const hit of hits) if (best && hit.strength > best.strength) best = hit;
  return best;
}

/** Two spans that cover the same words prove only one thing. */
function overlaps(one: WeighedHit, other: WeighedHit): boolean {
  return one.from < other.to && other.from < one.to;
}

function distance(one: WeighedHit, other: WeighedHit): number {
  return Math.max(0, Math.max(one.from, other.from) - Math.min(one.to, other.to));
}

/** What a signal is worth in one field, or null if it does not fire. Chinese packs more into a distance than English. */
export function fire(signal: ReadSignal, byGroup: HitsByGroup): Fired | null {
  if (!isMet(signal, byGroup) || signal.without.some((group) => byGroup.has(group))) return null;
  const [first = [], ...others] = signal.parts.map((part) => hitsOf(part, byGroup));
  if (others.length === 0) return alone(signal, first);
  return together(signal, first, others);
}

function alone(signal: ReadSignal, hits: readonly WeighedHit[]): Fired | null {
  const best = strongest(hits);
  if (!best) return null;
  const more = Math.min(mostFurtherHits, hits.length - 1) * perFurtherHit;
  return { points: signal.points * best.strength * (1 + more), hits: hits.slice(0, 6) };
}

const mostAnchors = 12;

function together(
  signal: ReadSignal,
  anchors: readonly WeighedHit[],
  others: readonly (readonly WeighedHit[])[],
): Fired | null {
  let best: Fired | null = null;
  for (const anchor of anchors.slice(0, mostAnchors)) {
    const members = [anchor];
    for (const list of others) {
      const near = list.filter(
        (hit) => distance(anchor, hit) <= signal.within && !members.some((member) => overlaps(member, hit)),
      );
      const member = strongest(near);
      if (!member) break;
      members.push(member);
    }
    if (members.length <= others.length) continue;
    const weakest = Math.min(...members.map((member) => member.strength));
    const mean = members.reduce((sum, member) => sum + member.strength, 0) / members.length;
    const points = signal.points * Math.sqrt(Math.max(0, weakest) * Math.max(0, mean));
    if (!best || points > best.points) best = { points, hits: members };
  }
  return best;
}

const decays = [1, 0.5, 0.3, 0.2, 0.12];

/** Evidence of one kind adds less and less. */
export function addUp(points: readonly number[]): number {
  if (points.length < 2) return points[0] ?? 0;
  const positive = points.filter((value) => value > 0).sort((a, b) => b - a);
  const negative = points.filter((value) => value < 0).reduce((sum, value) => sum + value, 0);
  return positive.reduce((sum, value, index) => sum + value * (decays[index] ?? 0.06), 0) + negative;
}
