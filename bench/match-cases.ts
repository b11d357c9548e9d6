import { readFileSync } from "node:fs";
import { z } from "zod";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import { match } from "@/lib/matching/match.rules";

/** A line of `bench/match/*.ndjson`: written from clause titles and summaries by people who had not seen the lexicon. */
const difficulties = ["keyword", "natural", "paraphrase", "near-miss", "innocent"] as const;
const Case = z.object({
  id: z.string(),
  platform: z.string(),
  text: z.string(),
  explanation: z.string().optional(),
  surface: z.string().optional(),
  role: z.string().optional(),
  contentDate: z.string().optional(),
  lang: z.string(),
  difficulty: z.enum(difficulties),
  obfuscated: z.boolean().optional(),
  /** The best clause; null: nothing matches. */
  label: z.string().nullable(),
  /** Every clause that a careful moderator would accept. */
  labels: z.array(z.string()).optional(),
});
export type MatchCase = z.infer<typeof Case>;
export const matchSets = [
  "cases-a",
  "cases-b",
  "cases-c",
  "cases-d",
  "cases-e",
  "cases-f",
  "cases-g",
  "cases-h",
  "cases-i",
  "cases-j",
] as const;
export type MatchSet = (typeof matchSets)[number];

/** What the matcher made of a case. `right` is the place of the first right clause in its list, from 0; null: not there. */
export type Answered = { of: MatchCase; right: number | null; score: number; confident: boolean };

export function casesOf(set: MatchSet): MatchCase[] {
  const lines = readFileSync(new URL(`match/${set}.ndjson`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => Case.parse(JSON.parse(line)));
}

export type AnsweredBy = typeof match;

/** `now` dates content without a date; `by` is who is asked, one who learned from nobody unless told. Throws for a platform that is not built in. */
export function answered(cases: readonly MatchCase[], now: Date, by: AnsweredBy = match): Answered[] {
  return cases.map((of) => {
    const matcher = builtInMatcher(of.platform);
    if (!matcher) throw new Error(`${of.id}: ${of.platform} is not a platform here`);
    const { matches, confident } = by(matcher, of, now);
    const right = matches.findIndex(({ ref }) => ref === of.label || of.labels?.includes(ref));
    return { of, right: right < 0 ? null : right, score: matches[0]?.score ?? 0, confident };
  });
}

export type Shares = { n: number; top1: number; top3: number; confident: number; confidentRight: number };

/** Shares (0 to 1) of a group of cases; where nothing matches, only `confident` says something: how many were flagged. */
export function shares(list: readonly Answered[]): Shares {
  const count = (test: (one: Answered) => boolean) => list.filter(test).length / Math.max(1, list.length);
  const sure = list.filter(({ confident }) => confident);
  return {
    n: list.length,
    top1: count(({ right }) => right === 0),
    top3: count(({ right }) => right !== null && right < 3),
    confident: count(({ confident }) => confident),
    confidentRight: sure.filter(({ right }) => right === 0).length / Math.max(1, sure.length),
  };
}

export type Bin = { from: number; n: number; said: number; was: number };

/** Ten bins of the first suggestion's score: what it said on average, and how often it was right. */
export function reliability(list: readonly Pick<Answered, "score" | "right">[]): Bin[] {
  const bins = Array.from({ length: 10 }, (_, bin) => ({ from: bin / 10, n: 0, said: 0, was: 0 }));
  for (const { score, right } of list) {
    const bin = bins[Math.min(9, Math.floor(score * 10))];
    if (!bin) continue;
    bin.n += 1;
    bin.said += score;
    bin.was += right === 0 ? 1 : 0;
  }
  return bins.map(({ from, n, said, was }) => ({ from, n, said: n ? said / n : 0, was: n ? was / n : 0 }));
}

/** Expected calibration error: the mean distance of said and was, by how many cases are in a bin. */
export function calibrationError(bins: readonly Bin[]): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  return bins.reduce((sum, { n, said, was }) => sum + (n / Math.max(1, all)) * Math.abs(said - was), 0);
}
