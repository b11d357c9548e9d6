import "server-only";
import { and, asc, count, desc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, people, platforms, reviewFlags } from "@/db/schema";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { decisionShownTo, shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { AppealCounts, AppealList, AppealListRequest, AppealRow } from "./contract";
import { levelName, riskTold } from "./risk.rules";

const rowColumns = {
  id: appeals.id,
  reference: appeals.reference,
  prefix: platforms.prefix,
  platformId: platforms.id,
  platformName: platforms.name,
  number: cases.number,
  caseId: cases.id,
  harms: cases.harms,
  by: appeals.by,
  state: appeals.state,
  outcome: appeals.outcome,
  clauseRef: decisions.clauseRef,
  text: appeals.text,
  language: appeals.language,
  receivedAt: appeals.receivedAt,
  dueAt: appeals.dueAt,
  assignedTo: appeals.assignedTo,
  assignedName: people.name,
  version: appeals.version,
  risk: appeals.risk,
  riskWhy: appeals.riskWhy,
};

/** Appeals with their case, platform and reviewer; narrowed by the caller. */
export function appealRows(db: Db) {
  return db
    .select(rowColumns)
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, appeals.platformId))
    .leftJoin(people, eq(people.id, appeals.assignedTo));
}
type StoredRow = Awaited<ReturnType<typeof appealRows>>[number];

const excerptLength = 160;
const openStates = ["received", "assigned"] as const;

/** A line of the list. @param notGiven classes the reader is not given now: a line about those is without excerpt */
export function toAppealRow(row: StoredRow, actor: Actor, now: Date, notGiven: readonly HarmClass[] = []): AppealRow {
  const { harms, prefix, number, platformId, platformName, text, assignedTo, assignedName, risk, riskWhy, ...same } =
    row;
  const signs = [...text.replace(/\s+/g, " ")];
  const excerpt = signs.length > excerptLength ? `${signs.slice(0, excerptLength).join("")}…` : signs.join("");
  const isOpen = openStates.some((state) => state === row.state);
  // Who may answer reads the evidence first: which rule was applied is not said before.
  const isKept = isOpen && can(actor, "appeal.decide");
  return {
    ...same,
    clauseRef: isKept ? null : row.clauseRef,
    caseReference: caseReference(prefix, number),
    platform: { id: platformId, name: platformName },
    ...veiled({ harms, excerpt }, notGiven),
    receivedAt: row.receivedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    isLate: isOpen && row.dueAt < now,
    risk: levelName(risk),
    riskWhy: riskTold(riskWhy, { dueAt: row.dueAt, isOpen, isBlind: isKept }, now),
    assignedTo: assignedTo ? { id: assignedTo, name: assignedName ?? "", isMe: assignedTo === actor.id } : null,
  };
}

const mine = (actor: Actor) => and(eq(appeals.state, "assigned"), eq(appeals.assignedTo, actor.id ?? sql`null`));

function viewOf(state: AppealListRequest["state"], actor: Actor): SQL | undefined {
  if (state === "open") return inArray(appeals.state, [...openStates]);
  if (state === "mine") return mine(actor);
  return state === "answered" ? inArray(appeals.state, ["decided", "notified", "inadmissible"]) : undefined;
}

type After = { at: string; id: string; risk: number };

/** A cursor names a moment, an appeal and a level; those of one order say nothing wrong in another, only another place. */
function readAfter(cursor: string): After | null {
  const [at, id, risk] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  const isOurs = at && id && isId(id) && !Number.isNaN(Date.parse(at)) && /^[0-3]$/.test(risk ?? "");
  return isOurs ? { at, id, risk: Number(risk) } : null;
}

/** What is open comes by what is due first, or by its risk; what is over, newest first. Each order has its index. */
const orders = {
  due: {
    by: [asc(appeals.dueAt), asc(appeals.id)],
    after: ({ at, id }: After) => sql`(${appeals.dueAt}, ${appeals.id}) > (${at}::timestamptz, ${id}::uuid)`,
  },
  risk: {
    by: [desc(appeals.risk), asc(appeals.dueAt), asc(appeals.id)],
    after: ({ at, id, risk }: After) =>
      sql`(${appeals.risk} < ${risk} or (${appeals.risk} = ${risk} and (${appeals.dueAt}, ${appeals.id}) > (${at}::timestamptz, ${id}::uuid)))`,
  },
  newest: {
    by: [desc(appeals.receivedAt), desc(appeals.id)],
    after: ({ at, id }: After) => sql`(${appeals.receivedAt}, ${appeals.id}) < (${at}::timestamptz, ${id}::uuid)`,
  },
};

/** One page of appeals. Fails as `forbidden`, or naming `after` when the cursor is not one of this list. */
export async function listAppeals(
  db: Db,
  request: AppealListRequest,
  actor: Actor,
  now: Date,
): Promise<Result<AppealList>> {
  if (!can(actor, "appeal.view")) return fail("forbidden");
  const { state, platform, limit } = request;
  const isDue = state === "open" || state === "mine";
  const order = isDue ? orders[request.order] : orders.newest;
  const after = request.after === undefined ? null : readAfter(request.after);
  if (request.after !== undefined && !after)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const rows = await appealRows(db)
    .where(
      and(
        viewOf(state, actor),
        shownTo(actor),
        platform ? eq(appeals.platformId, platform) : undefined,
        after ? order.after(after) : undefined,
      ),
    )
    .orderBy(...order.by)
    .limit(limit + 1);
  const notGiven = await notGivenTo(
    db,
    actor,
    rows.map(({ harms }) => harms),
    now,
  );
  const shown = rows.slice(0, limit).map((row) => toAppealRow(row, actor, now, notGiven));
  const last = rows.slice(0, limit).at(-1);
  const cursor = last && `${(isDue ? last.dueAt : last.receivedAt).toISOString()} ${last.id} ${last.risk}`;
  const next = rows.length > limit && cursor ? Buffer.from(cursor).toString("base64url") : null;
  return ok({ rows: shown, next });
}

/** Flags that wait, on decisions and because of decisions that this actor may see. */
export function openFlags(actor: Actor): SQL | undefined {
  return and(isNull(reviewFlags.resolvedAt), flagsShownTo(actor));
}

export function flagsShownTo(actor: Actor): SQL | undefined {
  const { decisionId, becauseDecisionId } = reviewFlags;
  return and(decisionShownTo(actor, decisionId), decisionShownTo(actor, becauseDecisionId));
}

/** How many wait, how many of them are late, how many the person looking holds, and decisions to look at again. */
export async function appealCounts(db: Db, actor: Actor, now: Date): Promise<AppealCounts> {
  const shown = decisionShownTo(actor, appeals.decisionId);
  const of = async (where: SQL | undefined) =>
    (await db.select({ found: count() }).from(appeals).where(and(where, shown)))[0]?.found ?? 0;
  const open = viewOf("open", actor);
  const [flags] = await db.select({ found: count() }).from(reviewFlags).where(openFlags(actor));
  return {
    open: await of(open),
    late: await of(and(open, lt(appeals.dueAt, now))),
    mine: await of(mine(actor)),
    flags: flags?.found ?? 0,
  };
}

/** The platforms to filter by. */
export async function appealPlatforms(db: Db): Promise<AppealRow["platform"][]> {
  return db.select({ id: platforms.id, name: platforms.name }).from(platforms).orderBy(asc(platforms.id));
}
