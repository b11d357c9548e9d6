import "server-only";
import { and, asc, count, desc, eq, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, disputeBodies, disputes, people, platforms, statements } from "@/db/schema";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { canFall } from "./answer.rules";
import { endWithPlatform } from "./carried-out.queries";
import type {
  DisputeCounts,
  DisputeList,
  DisputeListRequest,
  DisputeRow,
  DisputeStep,
  DisputeView,
  DisputeViewName,
} from "./dispute.contract";
import {
  costRule,
  disputeClocks,
  implementedShare,
  isBeforeBody,
  mayDisputeMove,
  owedByPlatform,
} from "./dispute.rules";
import { leftOf } from "./dispute.store";
import { effectsOf } from "./effects.store";
import { disputeLedger } from "./ledger.queries";
import { liftsContent } from "./missing.rules";
import { authorityBehind } from "./ordered.store";

/** The answer that lifts the most: what it does not lift, none does. */
const wholly = { outcome: "reversed", decideAgain: false, liftSanctions: [] } as const;

function disputeRows(db: Db) {
  return db
    .select({
      dispute: disputes,
      platform: platforms.name,
      prefix: platforms.prefix,
      number: cases.number,
      caseId: cases.id,
      itemId: cases.itemId,
      body: disputeBodies.name,
      bodyUrl: disputeBodies.url,
      decision: decisions,
      language: statements.language,
    })
    .from(disputes)
    .innerJoin(decisions, eq(decisions.id, disputes.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, disputes.platformId))
    .innerJoin(statements, eq(statements.id, disputes.statementId))
    .innerJoin(disputeBodies, eq(disputeBodies.id, disputes.bodyId));
}
type Stored = Awaited<ReturnType<typeof disputeRows>>[number];

function toRow({ dispute, platform, prefix, number, caseId, body }: Stored, now: Date): DisputeRow {
  const { id, reference, by, bodyReference, state, outcome, receivedAt, dueAt, extendedAt } = dispute;
  return {
    ...{ id, reference, platform, by, body, bodyReference, state, outcome },
    case: { id: caseId, reference: caseReference(prefix, number) },
    receivedAt: receivedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    isExtended: extendedAt !== null,
    isLate: isBeforeBody(state) && dueAt < now,
  };
}

const statesOf = {
  open: ["received", "engaged", "refused"],
  decided: ["decided", "answered"],
  closed: ["closed"],
} as const;

const within = (view: DisputeViewName): SQL | undefined =>
  view === "all" ? undefined : inArray(disputes.state, [...statesOf[view]]);

/** What a body or we have still to do comes by the body's deadline; what is over, newest first. */
const orders = {
  due: {
    by: [asc(disputes.dueAt), asc(disputes.id)],
    after: (at: Date, id: string) =>
      sql`(${disputes.dueAt}, ${disputes.id}) > (${at.toISOString()}::timestamptz, ${id}::uuid)`,
  },
  newest: {
    by: [desc(disputes.receivedAt), desc(disputes.id)],
    after: (at: Date, id: string) =>
      sql`(${disputes.receivedAt}, ${disputes.id}) < (${at.toISOString()}::timestamptz, ${id}::uuid)`,
  },
};

/** One page of disputes. Fails as `forbidden`, or naming `after` when the cursor is not one of this list. */
export async function listDisputes(
  db: Db,
  { view, limit, after }: DisputeListRequest,
  actor: Actor,
  now: Date,
): Promise<Result<DisputeList>> {
  if (!can(actor, "dispute.view")) return fail("forbidden");
  const isDue = view === "open" || view === "decided";
  const order = isDue ? orders.due : orders.newest;
  const name = `disputes-${isDue ? "due" : "newest"}`;
  const place = after === undefined ? null : readPlace(name, after);
  if (after !== undefined && !place)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const rows = await disputeRows(db)
    .where(and(within(view), shownTo(actor), place ? order.after(place.at, place.id) : undefined))
    .orderBy(...order.by)
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1)?.dispute;
  const next =
    rows.length > limit && last ? writePlace(name, { at: isDue ? last.dueAt : last.receivedAt, id: last.id }) : null;
  return ok({ rows: shown.map((row) => toRow(row, now)), next });
}

/** How many wait, how many bodies are over their days, and what part 7 of the report asks for. */
export async function disputeCounts(db: Db, actor: Actor, now: Date): Promise<DisputeCounts> {
  const of = async (where: SQL | undefined) => {
    const rows = await db
      .select({ found: count() })
      .from(disputes)
      .innerJoin(decisions, eq(decisions.id, disputes.decisionId))
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(and(where, shownTo(actor)));
    return rows[0]?.found ?? 0;
  };
  const reversal = inArray(disputes.outcome, ["for_user", "partly"]);
  const [reversed, implemented] = [await of(reversal), await of(and(reversal, isNotNull(disputes.implementedAt)))];
  return {
    open: await of(within("open")),
    late: await of(and(within("open"), lt(disputes.dueAt, now))),
    decided: await of(within("decided")),
    reversed,
    share: implementedShare({ reversed, implemented }),
  };
}

async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = ids.flatMap((id) => id ?? []);
  if (known.length === 0) return new Map();
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, known));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What happened, in the order of time. */
async function stepsOf(db: Db, { dispute }: Stored): Promise<DisputeStep[]> {
  const { recordedBy, engagedBy, refusedBy, answeredBy, implementedBy } = dispute;
  const names = await namesOf(db, [recordedBy, engagedBy, refusedBy, answeredBy, implementedBy]);
  const step = (name: string, at: Date | null, more: { by?: string | null; text?: string | null } = {}) =>
    at === null
      ? []
      : [
          {
            step: name,
            at: at.toISOString(),
            by: more.by ? (names.get(more.by) ?? null) : null,
            text: more.text ?? "",
          },
        ];
  const steps = [
    ...step("received", dispute.receivedAt, { text: dispute.claim }),
    ...step("recorded", dispute.recordedAt, { by: recordedBy }),
    ...step("engaged", dispute.engagedAt, { by: engagedBy, text: dispute.position }),
    ...step("refused", dispute.refusedAt, { by: refusedBy, text: dispute.refusedWhy }),
    ...step("extended", dispute.extendedAt, { text: dispute.extendedWhy }),
    ...step("reminded90", dispute.reminded90At),
    ...step("reminded180", dispute.reminded180At),
    ...step(`outcome_${dispute.outcome ?? ""}`, dispute.outcomeAt, { text: dispute.outcomeText }),
    ...step(`answer_${dispute.answer ?? ""}`, dispute.answeredAt, { by: answeredBy, text: dispute.answerWhy }),
    ...step("implemented", dispute.implementedAt, { by: implementedBy }),
    ...step("paid", dispute.costsPaidAt),
    ...step("closed", dispute.closedAt),
  ];
  return steps.sort((a, b) => a.at.localeCompare(b.at));
}

/** The complaint to us of the same person about the same letter, where there is one; none has to be. */
async function appealBeside(db: Db, statementId: string): Promise<DisputeView["appeal"]> {
  const [row] = await db
    .select({ id: appeals.id, reference: appeals.reference })
    .from(appeals)
    .where(eq(appeals.statementId, statementId))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  return row ?? null;
}

function costsOf({
  outcome,
  bodyFees,
  userCosts,
  manifestBadFaith,
  costsPaidAt,
}: Stored["dispute"]): DisputeView["costs"] {
  if (outcome === null) return null;
  const owed = owedByPlatform(outcome, { bodyFees, userCosts, manifestBadFaith });
  const { userOwes } = costRule(outcome, manifestBadFaith);
  return { bodyFees, userCosts, owed, userOwes, paidAt: costsPaidAt?.toISOString() ?? null };
}

/** What this reader may do with it now. */
function mayOf(stored: Stored, actor: Actor, left: number): DisputeView["may"] {
  const { dispute, decision } = stored;
  const manages = can(actor, "dispute.manage");
  const { state, extendedAt } = dispute;
  return {
    engage: manages && mayDisputeMove(state, "engaged"),
    refuse: manages && mayDisputeMove(state, "refused"),
    extend: manages && isBeforeBody(state) && extendedAt === null,
    outcome: manages && isBeforeBody(state),
    answer: manages && state === "decided" && decision.decidedBy !== actor.id,
    implement: manages && state === "answered" && left === 0,
    pay: manages && dispute.costsPaidAt === null && (costsOf(dispute)?.owed ?? 0) > 0,
  };
}

/** One dispute with its time line, its ledger and its costs. Answers `dispute_not_found` also to who may not know of it. */
export async function disputeView(db: Db, disputeId: string, actor: Actor, now: Date): Promise<Result<DisputeView>> {
  if (!can(actor, "dispute.view")) return fail("forbidden");
  const [stored] = isId(disputeId) ? await disputeRows(db).where(and(eq(disputes.id, disputeId), shownTo(actor))) : [];
  if (!stored) return fail("not_found", "dispute_not_found");
  const { dispute, decision, bodyUrl, language, itemId } = stored;
  const clocks = disputeClocks(dispute.receivedAt);
  const { measures, hasStrike } = await effectsOf(db, decision.id);
  const [earlier] = dispute.earlierId
    ? await db
        .select({ id: disputes.id, reference: disputes.reference })
        .from(disputes)
        .where(eq(disputes.id, dispute.earlierId))
    : [];
  const left = dispute.state === "answered" ? await leftOf(db, { ...dispute, itemId }) : 0;
  return ok({
    ...toRow(stored, now),
    version: dispute.version,
    claim: dispute.claim,
    language,
    clocks: { by90: clocks.by90.toISOString(), by180: clocks.by180.toISOString() },
    bodyUrl,
    decision: {
      id: decision.id,
      outcome: decision.outcome,
      decidedAt: decision.decidedAt.toISOString(),
      stands: decisionState(decision) === "standing",
    },
    appeal: await appealBeside(db, dispute.statementId),
    earlier: earlier ?? null,
    steps: await stepsOf(db, stored),
    costs: costsOf(dispute),
    answer: dispute.answer,
    ledger: await disputeLedger(db, { id: dispute.id, decisionId: decision.id }, actor),
    ledgerLeft: left,
    withPlatform: await endWithPlatform(db, { decisionId: decision.id, disputeId: dispute.id }),
    measures: measures.map((measure) => ({ id: measure.id, label: measure.label, isRunning: canFall(measure) })),
    hasStrike,
    ordered: liftsContent({ by: dispute.by, sanctions: measures }, wholly) ? await authorityBehind(db, decision) : null,
    departure: dispute.departure,
    may: mayOf(stored, actor, left),
  });
}
