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

const logs: number[] = [0];
/** The logarithm of n!. */
function logFactorial(n: number): number {
  for (let at = logs.length; at <= n; at += 1) logs.push((logs[at - 1] ?? 0) + Math.log(at));
  return logs[n] ?? 0;
}

/**
 * How many of `n` fall to a share of `p`, from one number from 0 to 1: chances are taken off it from the likeliest count
 * outwards, so that it costs about as many steps as the counts spread (the square root of n), never n.
 */
function binomialOf(n: number, p: number, number: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const ways = logFactorial(n) - logFactorial(mode) - logFactorial(n - mode);
  let up = Math.exp(ways + mode * Math.log(p) + (n - mode) * Math.log(1 - p));
  let left = number - up;
  let down = up;
  for (let step = 1; left >= 0 && (mode + step <= n || mode - step >= 0); step += 1) {
    const [above, below] = [mode + step, mode - step];
    if (above <= n) {
      up *= ((n - above + 1) / above) * odds;
      left -= up;
      if (left < 0) return above;
    }
    if (below >= 0) {
      down *= (below + 1) / (n - below) / odds;
      left -= down;
      if (left < 0) return below;
    }
  }
  return mode;
}

/** Pairs by kind, their values as numbers: what is drawn again and again is counted without words. */
function numbered(tallies: readonly Tally[]) {
  const values = new Map<string, number>();
  const numberOf = (value = "") => {
    const known = values.get(value) ?? values.size;
    values.set(value, known);
    return known;
  };
  const kinds = tallies.map(({ found: [first, second], times }) => ({
    first: numberOf(first),
    second: numberOf(second),
    times,
  }));
  return { kinds, valueCount: values.size };
}

type Drawn = { kappa: number | null; alpha: number | null };

/** Kappa and alpha of so many pairs of each kind, from their margins: the same numbers as `cohenKappa` and `krippendorffAlpha`. */
function coefficientsOf({ kinds, valueCount }: ReturnType<typeof numbered>, times: Float64Array, all: number): Drawn {
  const [firsts, seconds] = [new Float64Array(valueCount), new Float64Array(valueCount)];
  let same = 0;
  kinds.forEach(({ first, second }, kind) => {
    const here = times[kind] ?? 0;
    firsts[first] = (firsts[first] ?? 0) + here;
    seconds[second] = (seconds[second] ?? 0) + here;
    if (first === second) same += here;
  });
  let [byChance, expected] = [0, 4 * all * all];
  for (let value = 0; value < valueCount; value += 1) {
    const [one, other] = [firsts[value] ?? 0, seconds[value] ?? 0];
    byChance += one * other;
    expected -= (one + other) ** 2;
  }
  const room = all * all - byChance;
  return {
    kappa: room === 0 ? null : (all * same - byChance) / room,
    alpha: expected === 0 ? null : 1 - ((2 * all - 1) * 2 * (all - same)) / expected,
  };
}

/** The middle 95% of what came out; null where most draws say nothing. */
function middleOf(values: readonly (number | null)[]): Interval | null {
  const found = values.filter((value) => value !== null).sort((one, other) => one - other);
  if (found.length <= draws / 2) return null;
  const at = (share: number) => found[Math.round(share * (found.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/**
 * The 95% intervals of kappa and alpha of pairs, by drawing as many pairs again with replacement and taking the middle 95%
 * of what comes out (B. Efron's percentile bootstrap, 1979). It is drawn how many there are of each kind of pair, one
 * number for each kind: that is the same as drawing pair by pair, and costs by kinds, not by pairs. Draws in which the
 * coefficient says nothing are left out; null where that is most of them. The same tallies and seed give the same
 * intervals.
 * @param next numbers from 0 to 1, in place of those from the seed
 */
export function resampledIntervals(
  tallies: readonly Tally[],
  seed: number,
  next: () => number = numbersFrom(seed),
): { kappa: Interval | null; alpha: Interval | null } {
  const pairs = numbered(tallies);
  const all = tallies.reduce((sum, { times }) => sum + times, 0);
  const drawn: Drawn[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const times = new Float64Array(tallies.length);
    let [left, mass] = [all, all];
    pairs.kinds.forEach((kind, at) => {
      const here = at === tallies.length - 1 ? left : left > 0 ? binomialOf(left, kind.times / mass, next()) : 0;
      times[at] = here;
      left -= here;
      mass -= kind.times;
    });
    drawn.push(coefficientsOf(pairs, times, all));
  }
  return { kappa: middleOf(drawn.map(({ kappa }) => kappa)), alpha: middleOf(drawn.map(({ alpha }) => alpha)) };
}
