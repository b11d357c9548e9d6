import { createHash } from "node:crypto";
import { csvOf } from "./csv.rules";
import { halfYearOf } from "./public-period.rules";
import type { Cell, MeasureCount, Period, Sheet } from "./report.contract";
import { isWholeDays } from "./report.rules";
import type { Tier } from "./report-scopes.rules";
import type { CellChange } from "./report-version.contract";

/**
 * By which rules a release counts. Raised whenever a number of the same decisions would come out otherwise; a version keeps
 * the number it was counted by, and 1 stands for all rules before this was kept.
 */
export const countingRules = 2;

/** The template that versions are made by; told with each, because another one may follow. */
export const templateVersion = "Implementing Regulation (EU) 2024/2835, Annex I";

/**
 * Whether reports are due of such a period under the template (Implementing Regulation (EU) 2024/2835, Art. 2): calendar
 * years, and the second half of 2025 as the first; of very large platforms half-years (DSA Art. 42). Whole days only.
 */
export function isDuePeriod(period: Period, zone: string, tier: Tier | null): boolean {
  const { firstDay, lastDay } = period;
  const { firstDay: first, lastDay: last } = halfYearOf(firstDay);
  const isHalf = firstDay === first && lastDay === last;
  const isYear = firstDay.endsWith("-01-01") && lastDay === `${firstDay.slice(0, 4)}-12-31`;
  const isFirstEver = isHalf && firstDay === "2025-07-01";
  if (!isWholeDays(period, zone)) return false;
  if (tier === null) return isHalf || isYear;
  return tier === "vlop" ? isHalf : isYear || isFirstEver;
}

/** The same in words, for whoever asked for another. */
export const duePeriods: Record<Tier, string> = {
  hosting: "reports are of calendar years, and the first of the second half of 2025",
  platform: "reports are of calendar years, and the first of the second half of 2025",
  vlop: "reports of very large platforms are of half-years",
};

/**
 * Whether a version may be published: its period is over. `periodTo` is the instant of its end, exclusive. The screen offers
 * the button by the same rule by which the command refuses.
 */
export const isPeriodOver = (periodTo: Date, now: Date) => now.getTime() >= periodTo.getTime();

const dayMs = 86_400_000;
const mostParts = 400;
/** What is counted with one question, so that no step takes long and the progress is told. */
const mostTogether = 2_000;

type Span = Pick<Period, "from" | "to">;

/** The parts of a period, in which its progress is told: a day each, or longer where that would be too many. */
export function partsOf({ from, to }: Span): { stepMs: number; count: number } {
  const whole = to.getTime() - from.getTime();
  const stepMs = Math.max(dayMs, Math.ceil(whole / mostParts));
  return { stepMs, count: Math.ceil(whole / stepMs) };
}

/** A stretch of a period that is counted with one question; `parts` is how many parts of the period end with it. */
export type Slice = Span & { parts: number };

/**
 * The stretches of a period that have something to count, by how much there is in each part: parts that follow each other
 * are counted together as long as they hold little (`most` restrictions), and where nothing is, nothing is asked.
 */
export function slicesOf(period: Span, inPart: ReadonlyMap<number, number>, most = mostTogether): Slice[] {
  const slices: Slice[] = [];
  let together = 0;
  for (const [part, count] of [...inPart].sort(([a], [b]) => a - b)) {
    const last = slices.at(-1);
    const own = sliceOf(period, part);
    const joins = last !== undefined && together + count <= most;
    together = joins ? together + count : count;
    if (joins) slices[slices.length - 1] = { ...own, from: last.from };
    else slices.push(own);
  }
  return slices;
}

/** One part of a period by its place. */
function sliceOf(period: Span, part: number): Slice {
  const { stepMs } = partsOf(period);
  const begins = (place: number) => period.from.getTime() + place * stepMs;
  return {
    from: new Date(begins(part)),
    to: new Date(Math.min(begins(part + 1), period.to.getTime())),
    parts: part + 1,
  };
}

/** The slice that a part of the period is counted with, by its place; one of its own where nothing of it was counted yet. */
export function sliceWith(period: Span, slices: readonly Slice[], part: number): Slice {
  const own = sliceOf(period, part);
  return slices.find(({ from, to }) => from <= own.from && own.from < to) ?? own;
}

const groupOf = ({ count: _, ...group }: MeasureCount) => {
  const {
    category,
    keyword,
    description,
    isIllegal,
    isOwn,
    isComplaint,
    isSolelyDetected,
    automated,
    language,
    value,
  } = group;
  return JSON.stringify([
    ...[category, keyword, description, isIllegal, isOwn, isComplaint, isSolelyDetected, automated, language, value],
  ]);
};

/** Groups of two slices as one list: equal ones are added up. */
export function mergedMeasures(first: readonly MeasureCount[], second: readonly MeasureCount[]): MeasureCount[] {
  const all = new Map(first.map((group) => [groupOf(group), group]));
  for (const group of second) {
    const key = groupOf(group);
    const before = all.get(key);
    all.set(key, before ? { ...before, count: before.count + group.count } : group);
  }
  return [...all.values()];
}

/** SHA-256, in hexadecimal, of the CSV files one after the other, in the order of the sheets. */
export function hashOf(sheets: readonly Sheet[]): string {
  const hash = createHash("sha256");
  for (const sheet of sheets) hash.update(csvOf(sheet));
  return hash.digest("hex");
}

const saysWhich = /^(Category of|Category label|Description|Section|Indicator|Scope)/;
const saysHow = /^(Applicability|Service|Reporting period)/;

/**
 * What each row is about, in the template's own words: "STATEMENT_CATEGORY_VIOLENCE / KEYWORD_OTHER / TOTAL". A keyword
 * stands under several categories, so its row is named with the category before it. No two rows have one name.
 */
export function rowNames({ columns, rows }: Sheet): string[] {
  const which = columns.flatMap((title, at) => (saysWhich.test(title) ? [at] : []));
  const seen = new Map<string, number>();
  let category = "";
  return rows.map((row) => {
    const words = which.flatMap((at) => (row[at] === null ? [] : [String(row[at]).trim()]));
    const [first = ""] = words;
    if (first.startsWith("STATEMENT_CATEGORY_")) category = first;
    const name = (first.startsWith("KEYWORD_") ? [category, ...words] : words).join(" / ");
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Whether a column holds what is told of a row, and not which row it is. */
export const isTold = (title: string) => !saysWhich.test(title) && !saysHow.test(title);

function rowsByName(sheet: Sheet | undefined): Map<string, readonly Cell[]> {
  const names = sheet ? rowNames(sheet) : [];
  return new Map(names.map((name, at) => [name, sheet?.rows[at] ?? []]));
}

/** The cells of two versions that differ, in the order of the later one; a row that only one of them has is blank in the other. */
export function changesBetween(before: readonly Sheet[], after: readonly Sheet[]): CellChange[] {
  return after.flatMap((sheet) => {
    const old = rowsByName(before.find(({ name }) => name === sheet.name));
    const now = rowsByName(sheet);
    return [...new Set([...now.keys(), ...old.keys()])].flatMap((row) =>
      sheet.columns.flatMap((column, at): CellChange[] => {
        const [was, is] = [old.get(row)?.[at] ?? null, now.get(row)?.[at] ?? null];
        return was === is || !isTold(column)
          ? []
          : [{ sheet: sheet.name, row, column: column.trim(), before: was, after: is }];
      }),
    );
  });
}
