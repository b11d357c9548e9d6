import "server-only";
import { randomBytes } from "node:crypto";
import { and, asc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { disputeBodies, disputes } from "@/db/schema";
import { isCertified } from "@/lib/administration/dispute-body.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { dayIn, startOfDay } from "@/lib/platform/time.rules";
import {
  type DisputeWritten,
  EngageDispute,
  ExtendDispute,
  LogDispute,
  PayDispute,
  RecordOutcome,
  RefuseDispute,
} from "./dispute.contract";
import {
  bodyZone,
  disputeClocks,
  isBeforeBody,
  owedByPlatform,
  refusalProblem,
  reminderDue,
  stateAfterOutcome,
} from "./dispute.rules";
import { disputedDecision, invalidField, letterOf, lockDispute, moveDispute, setDispute } from "./dispute.store";

type Detail = Record<string, string | number | boolean | null>;
const about = (id: string, detail: Detail = {}) => ({ kind: "dispute", id, detail });
const personOf = (actor: { kind: string; id?: string | undefined }) =>
  actor.kind === "person" ? (actor.id ?? null) : null;

/**
 * Records that a certified body told of a dispute about a decision (DSA Art. 21(1), D1, D2). No complaint to us has to be
 * on file, and none is made. Fails naming `case`, `notice` or `bodyId`, or as `dispute_known`.
 */
export const logDispute = command({
  name: "dispute.log",
  permission: "dispute.manage",
  input: LogDispute,
  subject: ({ by }, value?: DisputeWritten) => about(value?.disputeId ?? "new", { by }),
  async run({ tx, actor, now, onPlatform }, input) {
    const { by, bodyId, bodyReference, claim, receivedOn } = input;
    const decision = await disputedDecision(tx, input.case, actor, now);
    if (!decision) return invalidField("case", "dispute_no_decision");
    onPlatform(decision.platformId);
    const statementId = await letterOf(tx, decision.id, input);
    if (!statementId)
      return invalidField(
        by === "notifier" ? "notice" : "by",
        by === "notifier" ? "dispute_no_report" : "dispute_no_letter",
      );
    if (receivedOn > dayIn(now, bodyZone)) return invalidField("receivedOn", "date_in_future");
    const [body] = await tx.select().from(disputeBodies).where(eq(disputeBodies.id, bodyId));
    if (!body) return invalidField("bodyId", "dispute_body_unknown");
    if (!isCertified(body, receivedOn)) return invalidField("bodyId", "dispute_body_not_certified");
    const receivedAt = startOfDay(receivedOn, bodyZone);
    const [made] = await tx
      .insert(disputes)
      .values({
        platformId: decision.platformId,
        reference: referenceFrom(randomBytes(5), "D"),
        decisionId: decision.id,
        statementId,
        ...{ by, bodyId, bodyReference, claim, receivedAt },
        dueAt: disputeClocks(receivedAt).by90,
        recordedBy: personOf(actor),
        recordedAt: now,
      })
      .onConflictDoNothing()
      .returning({ disputeId: disputes.id, version: disputes.version });
    return made ? ok<DisputeWritten>(made) : fail("conflict", "dispute_known");
  },
});

/** Takes part in good faith (Art. 21(2)): from now on there is no refusing. */
export const engageDispute = command({
  name: "dispute.engage",
  permission: "dispute.manage",
  input: EngageDispute,
  subject: ({ disputeId }) => about(disputeId),
  async run({ tx, actor, now, onPlatform }, { position, ...seen }) {
    const found = await lockDispute(tx, actor, seen);
    if (!found.ok) return found;
    onPlatform(found.value.platformId);
    return moveDispute(tx, found.value, "engaged", { engagedAt: now, engagedBy: personOf(actor), position });
  },
});

/**
 * Refuses to take part, which only a dispute settled before on the same content and grounds allows (Art. 21(2), D2): it is
 * named by our reference. The body may decide all the same.
 */
export const refuseDispute = command({
  name: "dispute.refuse",
  permission: "dispute.manage",
  input: RefuseDispute,
  subject: ({ disputeId, earlier }) => about(disputeId, { earlier }),
  async run({ tx, actor, now, onPlatform }, { earlier, why, ...seen }) {
    const found = await lockDispute(tx, actor, seen);
    if (!found.ok) return found;
    const dispute = found.value;
    onPlatform(dispute.platformId);
    const [named] = await tx
      .select({ id: disputes.id, version: disputes.version })
      .from(disputes)
      .where(eq(disputes.reference, earlier.toUpperCase()));
    const before = named ? await lockDispute(tx, actor, { disputeId: named.id, version: named.version }) : null;
    const problem = refusalProblem(dispute, before?.ok ? before.value : null);
    if (problem) return fail("refused", "refused", { fields: [{ field: "earlier", reason: problem }] });
    const refused = { refusedAt: now, refusedBy: personOf(actor), refusedWhy: why, earlierId: named?.id ?? null };
    return moveDispute(tx, dispute, "refused", refused);
  },
});

/** The body says that the dispute is very complex: it has until its 180th day (Art. 21(4), D3). */
export const extendDispute = command({
  name: "dispute.extend",
  permission: "dispute.manage",
  input: ExtendDispute,
  subject: ({ disputeId }) => about(disputeId),
  async run({ tx, actor, now, onPlatform }, { why, ...seen }) {
    const found = await lockDispute(tx, actor, seen);
    if (!found.ok) return found;
    const { state, extendedAt, receivedAt, platformId } = found.value;
    onPlatform(platformId);
    if (!isBeforeBody(state) || extendedAt) return fail("refused", "dispute_not_now");
    const dueAt = disputeClocks(receivedAt).by180;
    return setDispute(tx, found.value, { extendedAt: now, extendedWhy: why, dueAt });
  },
});

/** Records what the body found. It binds nobody (Art. 21(2)); who pays follows from it (Art. 21(5), D4). */
export const recordOutcome = command({
  name: "dispute.outcome",
  permission: "dispute.manage",
  input: RecordOutcome,
  subject: ({ disputeId, outcome }) => about(disputeId, { outcome }),
  async run({ tx, actor, now, onPlatform }, { decidedOn, text, ...input }) {
    const { disputeId, version, ...found } = input;
    const held = await lockDispute(tx, actor, { disputeId, version });
    if (!held.ok) return held;
    const dispute = held.value;
    onPlatform(dispute.platformId);
    if (!isBeforeBody(dispute.state)) return fail("refused", "dispute_not_now");
    if (decidedOn > dayIn(now, bodyZone)) return invalidField("decidedOn", "date_in_future");
    if (decidedOn < dayIn(dispute.receivedAt, bodyZone)) return invalidField("decidedOn", "dispute_before_receipt");
    const state = stateAfterOutcome(found.outcome);
    const closed = state === "closed" ? { closedAt: now } : {};
    const outcomeAt = startOfDay(decidedOn, bodyZone);
    return moveDispute(tx, dispute, state, { ...found, outcomeAt, outcomeText: text, ...closed });
  },
});

/** That the platform paid what the outcome puts on it. */
export const payDispute = command({
  name: "dispute.pay",
  permission: "dispute.manage",
  input: PayDispute,
  subject: ({ disputeId }, value?: DisputeWritten & { cents: number }) =>
    about(disputeId, { cents: value?.cents ?? null }),
  async run({ tx, actor, now, onPlatform }, seen) {
    const found = await lockDispute(tx, actor, seen);
    if (!found.ok) return found;
    const { outcome, costsPaidAt, platformId } = found.value;
    onPlatform(platformId);
    const cents = outcome === null ? 0 : owedByPlatform(outcome, found.value);
    if (costsPaidAt || cents === 0) return fail("refused", "dispute_nothing_to_pay");
    const paid = await setDispute(tx, found.value, { costsPaidAt: now });
    return paid.ok ? ok({ ...paid.value, cents }) : paid;
  },
});

const batch = 100;
const worker = { kind: "system", name: "disputes" } as const;

/** Marks reminders that the clock made due: the desk's list and the dispute's time line show them from then on (D3). */
const remindBatch = command({
  name: "dispute.remind",
  permission: "dispute.remind",
  input: z.object({}),
  subject: (_, ids?: readonly string[]) => (ids?.length ? ids.map((id) => about(id)) : null),
  async run({ tx, now }) {
    const before90 = new Date(now.getTime() - 89 * 86_400_000);
    const rows = await tx
      .select()
      .from(disputes)
      .where(
        and(
          inArray(disputes.state, ["received", "engaged", "refused"]),
          lt(disputes.receivedAt, before90),
          or(isNull(disputes.reminded90At), isNull(disputes.reminded180At)),
        ),
      )
      .orderBy(asc(disputes.receivedAt), asc(disputes.id))
      .for("update", { skipLocked: true });
    const due = rows.flatMap((row) => {
      const at = reminderDue(row, now);
      return at === null ? [] : [{ row, at }];
    });
    for (const { row, at } of due.slice(0, batch))
      await setDispute(tx, row, at === 90 ? { reminded90At: now } : { reminded180At: now });
    return ok(due.slice(0, batch).map(({ row }) => row.id));
  },
});

/** For the worker: reminds of bodies that are over their 90 or 180 days. @returns how many */
export async function remindOfDisputes(_db: Db, now: Date): Promise<number> {
  const done = await remindBatch(worker, {}, now);
  if (!done.ok) throw new Error(`disputes were not looked at: ${done.reason}`);
  return done.value.length;
}
