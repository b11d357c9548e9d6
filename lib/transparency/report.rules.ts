import { addDays, dayIn, parsePossibleDay, startOfDay } from "@/lib/platform/time.rules";
import type { Period, ReportFacts, ReportNumbers, Service, Sheet, WrittenPeriod } from "./report.contract";
import { categories, notices, orders, ownInitiative } from "./report-counts.rules";
import { automated, complaints } from "./report-indicators.rules";
import { identification, people, recipients, texts } from "./report-sheets.rules";
import type { CellSource } from "./report-source.contract";

/**
 * A period as it is asked for: two days of the platform's zone, both within it, or instants, the second outside it.
 * @throws UnreadableDate; null: it ends before it begins
 */
export function periodOf(from: string, to: string, zone: string): Period | null {
  const first = parsePossibleDay(from, zone);
  const last = parsePossibleDay(to, zone);
  const begins = first.instant ?? startOfDay(first.day, zone);
  const ends = last.instant ?? startOfDay(addDays(last.day, 1), zone);
  if (ends <= begins) return null;
  return { from: begins, to: ends, firstDay: first.day, lastDay: dayIn(new Date(ends.getTime() - 1), zone) };
}

/** Whether it begins and ends with a day of `zone`. */
export const isWholeDays = ({ from, to, firstDay, lastDay }: Period, zone: string): boolean =>
  from.getTime() === startOfDay(firstDay, zone).getTime() &&
  to.getTime() === startOfDay(addDays(lastDay, 1), zone).getTime();

/** A period as its report writes it: its first and its last day; or its instants, the second outside it, where it is no whole days. */
export function writtenPeriod(period: Period, zone: string): WrittenPeriod {
  if (isWholeDays(period, zone)) return { from: period.firstDay, to: period.lastDay };
  return { from: period.from.toISOString(), to: period.to.toISOString() };
}

/** What a cell counts, by the number of its sheet (from 1) and its row and column (from 0); null: nothing to list. */
export type SourceAt = (part: number, row: number, column: number) => CellSource | null;

/**
 * The eleven sheets of a transparency report (Implementing Regulation (EU) 2024/2835, Annex I; DSA Art. 15, 24, 42) from
 * what was counted: exact titles, blank where something does not apply, 0 where it does and did not happen.
 * `doubts` are sentences on what somebody should look at before it is published.
 */
export function reportSheets(
  service: Service,
  written: WrittenPeriod,
  { numbers, facts, madeBy = "screen" }: { numbers: ReportNumbers; facts: ReportFacts; madeBy?: "screen" | "terminal" },
): { sheets: Sheet[]; doubts: string[]; sourceAt: SourceAt } {
  const heading = { service: service.name, period: `${written.from}/${written.to}` };
  const { measures } = numbers;
  const values = [...new Set([...service.values, ...measures.map(({ value }) => value)])];
  const illegal = ownInitiative(heading, { measures, values, isIllegal: true });
  const terms = ownInitiative(heading, { measures, values, isIllegal: false });
  const made = [
    identification(heading, facts, written),
    categories(service.rules),
    orders(heading, numbers.orders),
    notices(heading, numbers.notices, facts.tier),
    illegal.made,
    terms.made,
    complaints(heading, numbers, { tier: facts.tier, values }),
    automated(heading, numbers, facts),
    people(heading, facts),
    recipients(heading, facts),
    texts(heading, facts),
  ];
  return {
    sheets: made.map(({ sheet }) => sheet),
    doubts: doubtsAbout(facts, { unplaced: illegal.unplaced, where: places[madeBy] }),
    sourceAt: (part, row, column) => made[part - 1]?.sourceAt(row, column) ?? null,
  };
}

/** Where what is missing is given, for whoever reads it on a screen or in a terminal. */
const places = {
  screen: {
    provider: "enter it under “What the product cannot know”",
    published: "give the “Day of publication” when the next version is made (“Make a report”)",
  },
  terminal: {
    provider: "enter it on the desk under /reports/facts, or give it as “provider” in the file of --facts",
    published: "give it as “published” in the file of --facts",
  },
};

function doubtsAbout(
  { provider, published, tier, recipients: counted }: ReportFacts,
  { unplaced, where }: { unplaced: number; where: { provider: string; published: string } },
): string[] {
  return [
    ...(provider ? [] : [`The name of the provider is not known: ${where.provider}.`]),
    ...(published ? [] : [`The date of publication is not known: ${where.published}.`]),
    ...(unplaced > 0
      ? [`${unplaced} measures on the ground of law have no category and stand in the total only.`]
      : []),
    ...(tier === "vlop" && counted.TOTAL === undefined ? ["The number of recipients is not known."] : []),
  ];
}
