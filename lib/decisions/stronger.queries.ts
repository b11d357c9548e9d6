import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, platforms, sanctions, strongerPenalties } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { labelOf } from "./localised.rules";
import type { StrongerPage } from "./stronger.contract";
import { subjectKinds } from "./stronger.rules";
import { hiddenLink } from "./stronger.store";

const pageSize = 50;
/** Also said on the page. */
const lastShown = 20;

/** Our steps on every platform, the measures that are still to be carried out, and the last that were (AE5). `after`: a page's `next`. */
export async function strongerPage(db: Db, actor: Actor, after = "", now = new Date()): Promise<Result<StrongerPage>> {
  if (!can(actor, "settings.view")) return fail("forbidden");
  const place = after === "" ? null : readCursor(after);
  if (after !== "" && !place)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const stored = await db.select().from(strongerPenalties).orderBy(asc(strongerPenalties.step));
  const names = await db.select({ id: platforms.id, name: platforms.name }).from(platforms).orderBy(asc(platforms.id));
  const page: StrongerPage["platforms"] = [];
  for (const { id, name } of names) {
    const pack = await packFor(db, id);
    const actions = (pack ? packOn(pack, dayIn(now, pack.zone)).sanctions.actions : []).filter(
      ({ penalty }) => penalty,
    );
    page.push({
      id,
      name,
      actions: actions.map((action) => ({ action: action.id, label: labelOf(action) })),
      rows: subjectKinds.map((subjectKind) => ({
        subjectKind,
        steps: stored
          .filter((row) => row.platformId === id && row.subjectKind === subjectKind)
          .map(({ action }) => action),
      })),
    });
  }
  const { pending, next } = await pendingMeasures(db, actor, place);
  return ok({ platforms: page, pending, next, carriedOut: await lastCarriedOut(db, actor) });
}

const columns = {
  id: sanctions.id,
  decisionId: decisions.id,
  caseId: cases.id,
  prefix: platforms.prefix,
  number: cases.number,
  label: sanctions.label,
  state: sanctions.state,
  startsAt: sanctions.startsAt,
  executedAt: sanctions.executedAt,
};

/** Measures of decisions on hidden links that took effect; one that fell has nothing left to carry out. */
function onHiddenLinks(db: Db, actor: Actor, ...more: (SQL | undefined)[]) {
  return db
    .select(columns)
    .from(sanctions)
    .innerJoin(decisions, eq(decisions.id, sanctions.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(
      and(
        sql`${decisions.tags} @> ${JSON.stringify([hiddenLink])}::jsonb`,
        inArray(sanctions.state, ["in_force", "ended"]),
        shownTo(actor),
        ...more,
      ),
    )
    .$dynamic();
}

type Found = Awaited<ReturnType<typeof onHiddenLinks>>[number];
const toRow = ({ id, decisionId, caseId, prefix, number, label, state, startsAt }: Found) => ({
  ...{ id, decisionId, caseId, label },
  hasEnded: state === "ended",
  reference: caseReference(prefix, number),
  since: startsAt.toISOString(),
});

type Place = { at: string; id: string };
const cursorOf = ({ startsAt, id }: Found) => Buffer.from(`${startsAt.toISOString()} ${id}`).toString("base64url");
function readCursor(cursor: string): Place | null {
  const [at, id] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  return at && id && isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

/** What nobody said was carried out, the oldest first: also measures that ended meanwhile without anybody saying so. */
async function pendingMeasures(
  db: Db,
  actor: Actor,
  place: Place | null,
): Promise<Pick<StrongerPage, "pending" | "next">> {
  const past = place && sql`(${sanctions.startsAt}, ${sanctions.id}) > (${place.at}::timestamptz, ${place.id}::uuid)`;
  const rows = await onHiddenLinks(db, actor, isNull(sanctions.executedAt), past ?? undefined)
    .orderBy(asc(sanctions.startsAt), asc(sanctions.id))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { pending: shown.map(toRow), next: rows.length > pageSize && last ? cursorOf(last) : null };
}

/** The last that were carried out, each with when, and how long it took; the log says who recorded it. */
async function lastCarriedOut(db: Db, actor: Actor): Promise<StrongerPage["carriedOut"]> {
  const rows = await onHiddenLinks(db, actor, isNotNull(sanctions.executedAt))
    .orderBy(desc(sanctions.executedAt), desc(sanctions.id))
    .limit(lastShown);
  return rows.flatMap((row) => {
    const { executedAt, startsAt } = row;
    if (!executedAt) return [];
    const hours = Math.max(0, Math.round((executedAt.getTime() - startsAt.getTime()) / 3_600_000));
    return [{ ...toRow(row), executedAt: executedAt.toISOString(), hours }];
  });
}
