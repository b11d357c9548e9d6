/** What each person found in one decision, in any order of people for alpha; `times`: how often exactly this was seen. */
export type Tally = { found: readonly string[]; times: number };

/** Fewer than this, and no coefficient is shown: its interval would reach over most of the scale. */
export const fewestToSay = 10;

/**
 * Equal findings counted together, always in one order: what is computed from them costs by their kinds, not by their number,
 * and whoever draws from them kind by kind comes to the same however they were read.
 */
export function merged(tallies: readonly Tally[]): Tally[] {
  const kinds = new Map<string, Tally>();
  for (const { found, times } of tallies) {
    const key = JSON.stringify(found);
    const known = kinds.get(key);
    if (known) known.times += times;
    else kinds.set(key, { found, times });
  }
  return [...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, kind]) => kind);
}

/** The same of findings one by one. */
export const tally = (all: readonly (readonly string[])[]): Tally[] =>
  merged(all.map((found) => ({ found, times: 1 })));

function addTo(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

/**
 * Cohen's kappa of pairs [first, second]: agreement beyond what the two margins would give by chance (J. Cohen, "A
 * coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960). Null without pairs,
 * and where both always said the same one thing: chance alone then explains everything.
 */
export function cohenKappa(tallies: readonly Tally[]): number | null {
  const [firsts, seconds] = [new Map<string, number>(), new Map<string, number>()];
  let [all, same] = [0, 0];
  for (const { found, times } of tallies) {
    const [first, second] = found;
    if (first === undefined || second === undefined) continue;
    all += times;
    if (first === second) same += times;
    addTo(firsts, first, times);
    addTo(seconds, second, times);
  }
  if (all === 0) return null;
  let byChance = 0;
  for (const [value, times] of firsts) byChance += times * (seconds.get(value) ?? 0);
  // Whole numbers until the last division, so that "only one value" is told exactly.
  const room = all * all - byChance;
  return room === 0 ? null : (all * same - byChance) / room;
}

/**
 * Krippendorff's alpha for nominal values, any number of people, any of them missing: one minus observed by expected
 * disagreement (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section C). Units that fewer than two
 * people judged say nothing. Null where nothing could be compared, or only one value was ever given.
 */
export function krippendorffAlpha(tallies: readonly Tally[]): number | null {
  const values = new Map<string, number>();
  let [all, disagreeing] = [0, 0];
  for (const { found, times } of tallies) {
    const judged = found.length;
    if (judged < 2) continue;
    const inUnit = new Map<string, number>();
    for (const value of found) addTo(inUnit, value, 1);
    let alike = 0;
    for (const [value, count] of inUnit) {
      alike += count * (count - 1);
      addTo(values, value, count * times);
    }
    all += judged * times;
    disagreeing += (times * (judged * (judged - 1) - alike)) / (judged - 1);
  }
  let expected = all * all;
  for (const count of values.values()) expected -= count * count;
  return all === 0 || expected === 0 ? null : 1 - ((all - 1) * disagreeing) / expected;
}

export type Interval = { low: number; high: number };

/**
 * The 95% interval of a share: E. B. Wilson's score interval ("Probable inference, the law of succession, and statistical
 * inference", JASA 22, 1927), which stays within 0 and 1 and keeps its word for few cases too. Null of nothing.
 */
export function wilsonInterval(part: number, all: number): Interval | null {
  if (all === 0) return null;
  const z = 1.959964;
  const share = part / all;
  const bottom = 1 + (z * z) / all;
  const middle = share + (z * z) / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  return { low: Math.max(0, (middle - spread) / bottom), high: Math.min(1, (middle + spread) / bottom) };
}
