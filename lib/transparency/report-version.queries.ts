import "server-only";
import { and, asc, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people, platforms, reportVersions } from "@/db/schema";
import { casesKeptFrom } from "@/lib/appeals/blind.queries";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import type { Cell, ReportFacts, ReportNumbers, Service, Sheet } from "./report.contract";
import { reportSheets } from "./report.rules";
import { thingsBehind } from "./report-lists.store";
import type { CellSource, ListedThing } from "./report-source.contract";
import type { CellChange, VersionRow } from "./report-version.contract";
import { countingRules, rowNames } from "./report-version.rules";

const rowColumns = {
  id: reportVersions.id,
  platformId: reportVersions.platformId,
  platform: platforms.name,
  firstDay: reportVersions.firstDay,
  lastDay: reportVersions.lastDay,
  state: reportVersions.state,
  number: reportVersions.number,
  changeNote: reportVersions.changeNote,
  requestedBy: people.name,
  requestedAt: reportVersions.requestedAt,
  stepsDone: reportVersions.stepsDone,
  stepsAll: reportVersions.stepsAll,
  failedWhy: reportVersions.failedWhy,
  madeAt: reportVersions.madeAt,
  publishedAt: reportVersions.publishedAt,
};

const versionRows = (db: Db) =>
  db
    .select(rowColumns)
    .from(reportVersions)
    .innerJoin(platforms, eq(platforms.id, reportVersions.platformId))
    .innerJoin(people, eq(people.id, reportVersions.requestedBy));

function shown(row: Awaited<ReturnType<typeof versionRows>>[number]): VersionRow {
  const { requestedAt, madeAt, publishedAt, ...same } = row;
  return {
    ...same,
    requestedAt: requestedAt.toISOString(),
    madeAt: madeAt?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}

const list = "reports";

/** Versions of all platforms or one, those asked for last first; a cursor that is not of this list shows the first page. */
export async function reportVersionList(
  db: Db,
  { platform, after, limit = 50 }: { platform?: string; after?: string; limit?: number },
): Promise<{ rows: VersionRow[]; next: string | null }> {
  const place = after ? readPlace(list, after) : null;
  const { requestedAt, id } = reportVersions;
  const past = place ? sql`(${requestedAt}, ${id}) < (${place.at.toISOString()}, ${place.id}::uuid)` : undefined;
  const ofPlatform = platform ? eq(reportVersions.platformId, platform) : undefined;
  const rows = await versionRows(db)
    .where(and(ofPlatform, past))
    .orderBy(desc(requestedAt), desc(id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit).map(shown),
    next: last ? writePlace(list, { at: last.requestedAt, id: last.id }) : null,
  };
}

export type ReadVersion = VersionRow & {
  templateVersion: string;
  sheets: Sheet[];
  doubts: string[];
  changes: CellChange[];
  sha256: string;
  publishedBy: string | null;
  /** When its period ends (ISO, exclusive): from then on it may be published. */
  periodTo: string;
  /** All that were made of the same period, the newest first. */
  versions: VersionRow[];
};

const content = {
  service: reportVersions.service,
  facts: reportVersions.facts,
  numbers: reportVersions.numbers,
  sheets: reportVersions.sheets,
  doubts: reportVersions.doubts,
  changes: reportVersions.changes,
  sha256: reportVersions.sha256,
  templateVersion: reportVersions.templateVersion,
  countingRules: reportVersions.countingRules,
  periodFrom: reportVersions.periodFrom,
  periodTo: reportVersions.periodTo,
  publishedBy: reportVersions.publishedBy,
};

async function contentOf(db: Db, id: string) {
  if (!isId(id)) return undefined;
  const [row] = await db.select(content).from(reportVersions).where(eq(reportVersions.id, id));
  return row;
}

/** One version: how far it is, or, once it is ready, all of it. Null: there is none by this id. */
export async function reportVersion(db: Db, id: string): Promise<ReadVersion | null> {
  const stored = await contentOf(db, id);
  if (!stored) return null;
  const { periodFrom, periodTo } = stored;
  const [row] = await versionRows(db).where(eq(reportVersions.id, id));
  if (!row) return null;
  const versions = await versionRows(db)
    .where(
      and(
        eq(reportVersions.platformId, row.platformId),
        eq(reportVersions.periodFrom, periodFrom),
        eq(reportVersions.periodTo, periodTo),
        isNotNull(reportVersions.number),
      ),
    )
    .orderBy(desc(reportVersions.number));
  const [publisher] = stored.publishedBy
    ? await db.select({ name: people.name }).from(people).where(eq(people.id, stored.publishedBy))
    : [];
  return {
    ...shown(row),
    templateVersion: stored.templateVersion ?? "",
    sheets: (stored.sheets ?? []) as Sheet[],
    doubts: stored.doubts ?? [],
    changes: (stored.changes ?? []) as CellChange[],
    sha256: stored.sha256 ?? "",
    publishedBy: publisher?.name ?? null,
    periodTo: periodTo.toISOString(),
    versions: versions.map(shown),
  };
}

/** The sheets of a ready version, for a file; of one that is published only, where `isPublic`. */
export async function sheetsOf(
  db: Db,
  id: string,
  { isPublic = false, platform }: { isPublic?: boolean; platform?: string } = {},
): Promise<{ platformId: string; firstDay: string; lastDay: string; number: number; sheets: Sheet[] } | null> {
  if (!isId(id)) return null;
  const { platformId, firstDay, lastDay, number, sheets, publishedAt } = reportVersions;
  const where: (SQL | undefined)[] = [
    eq(reportVersions.id, id),
    isNotNull(number),
    isPublic ? isNotNull(publishedAt) : undefined,
    platform ? eq(platformId, platform) : undefined,
  ];
  const [row] = await db
    .select({ platformId, firstDay, lastDay, number, sheets })
    .from(reportVersions)
    .where(and(...where));
  return row ? { ...row, number: row.number ?? 0, sheets: (row.sheets ?? []) as Sheet[] } : null;
}

export type CellAddress = { part: number; row: number; column: number };
export type BehindCell = {
  version: Pick<VersionRow, "id" | "platform" | "firstDay" | "lastDay" | "number" | "madeAt">;
  sheet: string;
  row: string;
  column: string;
  value: Cell;
  /** The number is a median or a share: the list is what it was computed over. */
  isComputed: boolean;
  /** The number was counted by rules of an earlier release, and the list is read by today's. */
  isOfEarlierRules: boolean;
  things: ListedThing[];
  next: string | null;
};

const isComputed = (source: CellSource) =>
  source.of === "waited" ||
  ("which" in source && (source.which === "hours" || source.which === "implemented")) ||
  (source.of === "orders" && (source.counts === "receipt" || source.counts === "effect"));

/**
 * What is behind one number of a version, read anew by the rule that counts it today: what was taken back since is missing,
 * and whether other rules counted it is told.
 * Not found: no such version or cell, or one that nothing can be listed for. A version of an earlier release whose sheets
 * this one would make otherwise is refused, for its cells may be others.
 */
export async function behindCell(
  db: Db,
  actor: Actor,
  { id, part, row, column, after }: { id: string; after?: string } & CellAddress,
  limit = 50,
  now = new Date(),
): Promise<Result<BehindCell>> {
  if (!can(actor, "report.view")) return fail("forbidden");
  const stored = await contentOf(db, id);
  const [about] = stored ? await versionRows(db).where(eq(reportVersions.id, id)) : [];
  if (!stored?.numbers || !about) return fail("not_found");
  const { firstDay, lastDay, platformId } = about;
  const period = { from: stored.periodFrom, to: stored.periodTo, firstDay, lastDay };
  const numbers = { numbers: stored.numbers as ReportNumbers, facts: stored.facts as ReportFacts };
  const { sheets, sourceAt } = reportSheets(stored.service as Service, { from: firstDay, to: lastDay }, numbers);
  const sheet = ((stored.sheets ?? []) as Sheet[])[part - 1];
  const source = sourceAt(part, row, column);
  const value = sheet?.rows[row]?.[column] ?? null;
  if (!sheet || !source) return fail("not_found");
  if (sheets[part - 1]?.rows[row]?.[column] !== value) return fail("refused", "report_of_earlier_release");
  const name = `cell-${id}-${part}-${row}-${column}`;
  const things = await thingsBehind(
    db,
    { platformId, period },
    { source, after: after ? readPlace(name, after) : null, limit: limit + 1, isCleared: isCleared(actor) },
  );
  const ids = things.map(({ caseId }) => caseId);
  const kept = await casesKeptFrom(db, actor, ids, now);
  const last = things.length > limit ? things[limit - 1] : undefined;
  return ok({
    version: shown(about),
    sheet: sheet.name,
    row: rowNames(sheet)[row] ?? "",
    column: sheet.columns[column]?.trim() ?? "",
    value,
    isComputed: isComputed(source),
    isOfEarlierRules: stored.countingRules < countingRules,
    things: things.slice(0, limit).map((thing) => withoutKept(thing, kept)),
    next: last ? writePlace(name, last) : null,
  });
}

/** A line about a case whose decision is kept from the reader says nothing, like one that only cleared people see. */
function withoutKept(thing: ListedThing, kept: ReadonlySet<string>): ListedThing {
  if (thing.caseId === null || !kept.has(thing.caseId)) return thing;
  return { ...thing, caseId: null, reference: null, clause: null, value: null, hours: null, isHidden: true };
}

/** The platforms that there can be a report of. */
export async function platformsToChoose(db: Db) {
  return db
    .select({ id: platforms.id, name: platforms.name, zone: platforms.zone })
    .from(platforms)
    .orderBy(asc(platforms.id));
}

/** Which cells of a ready version have a list behind them. */
export async function cellsWithLists(
  db: Db,
  id: string,
): Promise<(part: number, row: number, column: number) => boolean> {
  const stored = await contentOf(db, id);
  if (!stored?.numbers) return () => false;
  const given = { numbers: stored.numbers as ReportNumbers, facts: stored.facts as ReportFacts };
  const { sourceAt } = reportSheets(stored.service as Service, { from: "", to: "" }, given);
  return (part, row, column) => sourceAt(part, row, column) !== null;
}
