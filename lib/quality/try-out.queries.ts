import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { cases, people, platforms, tryOutCases, tryOuts } from "@/db/schema";
import { type Place, readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { isCleared } from "@/lib/platform/skills.rules";
import { beginningOf } from "@/lib/platform/text.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { VersionFile } from "@/lib/policy/import/version.contract";
import type { Localised } from "@/lib/policy/library.contract";
import { labelOf, titleOf } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import type { TriedTotals, UntoldWhy, Verdict } from "@/lib/policy/try-out/contract";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { TriedCase, TryOutAsked, TryOutRow, TryOutView } from "./try-out.contract";

const rowColumns = {
  id: tryOuts.id,
  platformId: tryOuts.platformId,
  version: tryOuts.versionRef,
  label: tryOuts.label,
  days: tryOuts.days,
  state: tryOuts.state,
  requestedBy: people.name,
  requestedAt: tryOuts.requestedAt,
  endedAt: tryOuts.endedAt,
  decisionsAll: tryOuts.decisionsAll,
  decisionsDone: tryOuts.decisionsDone,
};

/** What was tried with cases of child safety is for those who are cleared for them. */
const seenBy = (actor: Actor): SQL | undefined => (isCleared(actor) ? undefined : eq(tryOuts.withHidden, false));

/** Behind this row in a list that goes from the last to the first. */
function before(place: Place | null, at: AnyPgColumn, id: AnyPgColumn): SQL | undefined {
  return place ? sql`(${at}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined;
}

type Dated = { requestedAt: Date; endedAt: Date | null };
const inWords = <Row extends Dated>({ requestedAt, endedAt, ...row }: Row) => ({
  ...row,
  requestedAt: requestedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

const runs = "try-outs";
const mostRuns = 20;

/** The runs of a platform, those asked for last first. */
export async function tryOutList(
  db: Db,
  actor: Actor,
  { platformId, after }: { platformId: string; after: string },
): Promise<{ rows: TryOutRow[]; next: string | null }> {
  const place = readPlace(runs, after);
  const { requestedAt, id } = tryOuts;
  const past = before(place, requestedAt, id);
  const rows = await db
    .select(rowColumns)
    .from(tryOuts)
    .innerJoin(people, eq(people.id, tryOuts.requestedBy))
    .where(and(eq(tryOuts.platformId, platformId), seenBy(actor), past))
    .orderBy(desc(requestedAt), desc(id))
    .limit(mostRuns + 1);
  const last = rows[mostRuns] ? rows[mostRuns - 1] : undefined;
  const next = last ? writePlace(runs, { at: last.requestedAt, id: last.id }) : null;
  return { rows: rows.slice(0, mostRuns).map(inWords), next };
}

/** One run with its numbers as they are now; null where there is none that this person may see. */
export async function tryOutView(
  db: Db,
  actor: Actor,
  { platformId, id }: { platformId: string; id: string },
): Promise<TryOutView | null> {
  if (!isId(id) || !mayOn(actor, platformId)) return null;
  const [row] = await db
    .select({
      ...rowColumns,
      from: tryOuts.periodFrom,
      to: tryOuts.periodTo,
      totals: tryOuts.totals,
      withHidden: tryOuts.withHidden,
    })
    .from(tryOuts)
    .innerJoin(people, eq(people.id, tryOuts.requestedBy))
    .where(and(eq(tryOuts.id, id), eq(tryOuts.platformId, platformId), seenBy(actor)));
  if (!row) return null;
  const { from, to, totals, ...rest } = row;
  const sums = totals as TriedTotals;
  const pack = await packFor(db, platformId);
  return {
    ...inWords(rest),
    ...{ from: from.toISOString(), to: to.toISOString(), totals: sums },
    titles: titlesOf(pack, Object.keys(sums.clause)),
  };
}

function titlesOf(pack: PolicyPack | null, refs: readonly string[]): Record<string, Localised> {
  const asked = new Set(refs);
  const known = (pack?.clauses ?? []).filter(({ ref }) => asked.has(ref));
  return Object.fromEntries(known.map((clause) => [clause.ref, titleOf(clause)]));
}

const list = "tried";
const perPage = 50;
const excerptLength = 140;

/** The cases behind a number of a run, decided last first. Null: this person's role sees no cases. */
export async function tryOutCasesOf(
  db: Db,
  actor: Actor,
  { view, asked, now }: { view: Pick<TryOutView, "id" | "platformId">; asked: TryOutAsked; now: Date },
): Promise<{ rows: TriedCase[]; next: string | null } | null> {
  if (!can(actor, "case.view") || !mayOn(actor, view.platformId)) return null;
  const { decidedAt, id, tryOutId, verdict, clauseRef, role, language } = tryOutCases;
  const place = readPlace(list, asked.after ?? "");
  const found = await db
    .select({
      tried: tryOutCases,
      case: { number: cases.number, prefix: platforms.prefix, excerpt: cases.excerpt, harms: cases.harms },
    })
    .from(tryOutCases)
    .innerJoin(cases, eq(cases.id, tryOutCases.caseId))
    .innerJoin(platforms, eq(platforms.id, tryOutCases.platformId))
    .where(
      and(
        eq(tryOutId, view.id),
        asked.verdict ? eq(verdict, asked.verdict) : undefined,
        asked.clause ? eq(clauseRef, asked.clause) : undefined,
        asked.role === undefined ? undefined : eq(role, asked.role),
        asked.language ? eq(language, asked.language) : undefined,
        before(place, decidedAt, id),
        shownTo(actor),
      ),
    )
    .orderBy(desc(decidedAt), desc(id))
    .limit(perPage + 1);
  const rows = found.slice(0, perPage);
  const last = found.length > perPage ? rows.at(-1)?.tried : undefined;
  const labels = await labelsFor(db, view);
  const harms = rows.map((row) => row.case.harms);
  const notGiven = await notGivenTo(db, actor, harms, now);
  return {
    rows: rows.map(({ tried, case: of }) => ({
      ...triedCase(tried, labels),
      reference: caseReference(of.prefix, of.number),
      ...veiled({ harms: of.harms, excerpt: beginningOf(of.excerpt, excerptLength) }, notGiven),
    })),
    next: last ? writePlace(list, { at: last.decidedAt, id: last.id }) : null,
  };
}

type Labels = (id: string) => Localised;

/** The measures of the version that is tried before those of the pack in use: a draft may name them anew. */
async function labelsFor(db: Db, { id, platformId }: Pick<TryOutView, "id" | "platformId">): Promise<Labels> {
  const [row] = await db.select({ file: tryOuts.file }).from(tryOuts).where(eq(tryOuts.id, id));
  const tried = VersionFile.safeParse(row?.file).data?.sanctions.actions ?? [];
  const inUse = (await packFor(db, platformId))?.sanctions.actions ?? [];
  const labels = new Map([...inUse, ...tried].map((action) => [action.id, labelOf(action)]));
  return (action) => labels.get(action) ?? { en: action };
}

function triedCase(
  tried: typeof tryOutCases.$inferSelect,
  labelled: Labels,
): Omit<TriedCase, "reference" | "excerpt" | "notShown"> {
  const { id, caseId, decidedAt, clauseRef, wouldRef, role, language, verdict, why, was, would, imposed, count } =
    tried;
  const isAsRecommended = was.length === imposed.length && was.every((action) => imposed.includes(action));
  return {
    ...{ id, caseId, decidedAt: decidedAt.toISOString(), clauseRef, wouldRef, role, language, count },
    ...{ verdict: verdict as Verdict, why: why as UntoldWhy | null },
    ...{ was: was.map(labelled), would: would.map(labelled), imposed: isAsRecommended ? null : imposed.map(labelled) },
  };
}
