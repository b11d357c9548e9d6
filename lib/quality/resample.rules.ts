import type { Interval, Tally } from "./agreement.rules";

/** So many samples are drawn again: the ends of the interval then move in the second digit at most. */
const draws = 400;

/** A row of numbers from 0 to 1 that is the same for the same seed (mulberry32): two readers see one interval. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The 95% interval of a coefficient, by drawing as many units again with replacement and taking the middle 95% of what
 * comes out (B. Efron's percentile bootstrap, 1979). Draws in which the coefficient says nothing are left out; null where
 * that is most of them. The same tallies and seed give the same interval.
 */
export function resampledInterval(
  tallies: readonly Tally[],
  coefficient: (tallies: readonly Tally[]) => number | null,
  seed: number,
): Interval | null {
  const next = numbersFrom(seed);
  const kindOf = tallies.flatMap(({ times }, kind) => Array<number>(times).fill(kind));
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const times = Array<number>(tallies.length).fill(0);
    for (let unit = 0; unit < kindOf.length; unit += 1) {
      const kind = kindOf[Math.floor(next() * kindOf.length)] ?? 0;
      times[kind] = (times[kind] ?? 0) + 1;
    }
    const value = coefficient(tallies.map(({ found: said }, kind) => ({ found: said, times: times[kind] ?? 0 })));
    if (value !== null) found.push(value);
  }
  if (found.length <= draws / 2) return null;
  found.sort((one, other) => one - other);
  const at = (share: number) => found[Math.round(share * (found.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
