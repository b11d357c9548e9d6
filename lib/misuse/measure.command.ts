import "server-only";
import { randomBytes } from "node:crypto";
import { and, asc, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { decisions, heldAppeals, heldNotices, misuseMeasures, misuseSubjects, sanctions } from "@/db/schema";
import { fellInDispute } from "@/lib/appeals/dispute.store";
import { effectsOf } from "@/lib/appeals/effects.store";
import { planToLift } from "@/lib/appeals/outcome.rules";
import { carryOut } from "@/lib/appeals/reversal.store";
import { lockDecided } from "@/lib/appeals/store";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { type CommandContext, command } from "@/lib/platform/command";
import { enqueueAll } from "@/lib/platform/outbox";
import { mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { settingsFor, settingsForEach } from "@/lib/platform/settings";
import { endOfDay } from "@/lib/platform/time.rules";
import { countsOf, marksSince } from "./count.store";
import { clauseOf, sendLetter, tellPlatform } from "./letters.store";
import { LiftMisuse, SuspendMisuse, WarnMisuse } from "./misuse.contract";
import { endProblem, isLapsed, refusalToSuspend, refusalToWarn, type Warned } from "./misuse.rules";
import { lockSubject, type Measure, runningMeasure, warningToldAt } from "./subject.store";
import { decideSuspension, type OwnDecision } from "./suspend.store";
import { namesAroundMisuse, namingProblem } from "./withheld.store";

type Done = { measureId: string };
/** `decided`: of an account it is a decision on a case of its own; null of a sender of reports. */
type Suspended = Done & { decided: OwnDecision | null };
type Detail = Record<string, string | number | boolean | null>;
const about = (id: string, detail: Detail = {}) => ({ kind: "misuse", id, detail });
const dayMs = 86_400_000;
const invalid = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });

/** Warns somebody who often provides manifestly illegal content, or sends manifestly unfounded reports (Art. 23(1), (2)). */
export const warnMisuse = command<typeof WarnMisuse, Done>({
  name: "misuse.warn",
  permission: "misuse.manage",
  input: WarnMisuse,
  subject: ({ subjectId }, value) => about(value?.measureId ?? "new", { subjectId }),
  async run({ tx, actor, now, onPlatform }, { subjectId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockSubject(tx, actor, subjectId);
    if (!found.ok) return found;
    const { subject, zone } = found.value;
    onPlatform(subject.platformId);
    const counts = await countsOf(tx, subject, zone, now);
    const before = await runningMeasure(tx, subjectId);
    const settings = await settingsFor(tx, subject.platformId);
    const refusal = refusalToWarn(subject.side, { counts, state: before?.state ?? null }, settings);
    if (refusal) return fail("refused", refusal);
    const naming = namingProblem({ why }, await namesAroundMisuse(tx, subject, actor));
    if (naming) return naming;
    const { count, total } = counts;
    const row = { platformId: subject.platformId, subjectId, warnedAt: now, warnedBy: actor.id, warnedWhy: why };
    const [made] = await tx
      .insert(misuseMeasures)
      .values({ ...row, reference: referenceFrom(randomBytes(5), "M"), warnedCounts: { count, total } })
      .returning();
    if (!made) throw new Error("the warning was not stored");
    await sendLetter(tx, made, { kind: "warning", why, counts }, now);
    return ok({ measureId: made.id });
  },
});

/** What a warning is worth when a suspension is to follow it. */
async function warnedBy(tx: Tx, before: Measure | null): Promise<Warned> {
  if (!before) return { state: null, warnedAt: null, toldAt: null, since: 0 };
  const { id, state, warnedAt, subjectId } = before;
  return {
    ...{ state, warnedAt },
    toldAt: await warningToldAt(tx, id),
    since: await marksSince(tx, subjectId, warnedAt),
  };
}

/**
 * Suspends, until a day, after a warning that arrived (Art. 23(1), (2), M1, M2). A person weighs the four factors; numbers
 * and share are counted here, under the lock, and stored with the rest (M3).
 */
export const suspendMisuse = command<typeof SuspendMisuse, Suspended>({
  name: "misuse.suspend",
  permission: "misuse.manage",
  input: SuspendMisuse,
  subject: ({ subjectId, lastDay, intent }, value) => [
    about(value?.measureId ?? subjectId, { lastDay, intent }),
    ...(value?.decided
      ? [{ kind: "case", id: value.decided.caseId, detail: { decisionId: value.decided.decisionId } }]
      : []),
  ],
  async run({ tx, actor, now, onPlatform, alsoLogged }, { subjectId, lastDay, why, ...weighed }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockSubject(tx, actor, subjectId);
    if (!found.ok) return found;
    const { subject, zone } = found.value;
    onPlatform(subject.platformId);
    const settings = await settingsFor(tx, subject.platformId);
    const until = endOfDay(lastDay, zone);
    const problem = endProblem(until, now, settings);
    if (problem) return invalid("lastDay", problem);
    const counts = await countsOf(tx, subject, zone, now);
    const before = await runningMeasure(tx, subjectId);
    const measure = await warnedBy(tx, before);
    const refusal = refusalToSuspend(subject.side, { counts, measure, now }, settings);
    if (refusal || !before) return fail("refused", refusal ?? "misuse_warn_first");
    const { gravity, consequences, intentWhy } = weighed;
    const withheld = await namesAroundMisuse(tx, subject, actor);
    const naming = namingProblem({ why, gravity, consequences, intentWhy }, withheld);
    if (naming) return naming;
    const assessment = { ...counts, ...weighed };
    const { accountId } = subject;
    const decided = accountId
      ? await decideSuspension(
          { tx, actor, now, onPlatform, alsoLogged },
          { subject, accountId, lastDay, until, why, assessment, withheld },
        )
      : null;
    if (decided && !decided.ok) return decided;
    const [made] = await tx
      .update(misuseMeasures)
      .set({
        state: "suspended",
        suspendedFrom: now,
        suspendedUntil: until,
        suspendedBy: actor.id,
        suspendedWhy: why,
        clause: clauseOf(subject.side),
        assessment,
        decisionId: decided?.value.decisionId ?? null,
      })
      .where(eq(misuseMeasures.id, before.id))
      .returning();
    if (!made) throw new Error("the measure was locked and is gone");
    // Of a decision they are told by its own statement of reasons.
    if (!decided) await sendLetter(tx, made, { kind: "suspension", why }, now);
    await tellPlatform(tx, "misuse.suspended", made, subject, now);
    return ok({ measureId: made.id, decided: decided?.value ?? null });
  },
});

/** What was held of their complaints is filed now, however the suspension ended. */
async function takeUpComplaints(tx: Tx, { id, platformId }: Measure, now: Date): Promise<void> {
  const waiting = and(eq(heldAppeals.measureId, id), isNull(heldAppeals.takenInAt));
  const held = await tx
    .select({ heldId: heldAppeals.id })
    .from(heldAppeals)
    .where(waiting)
    .orderBy(asc(heldAppeals.receivedAt));
  const kind = "appeal.take_in";
  const messages = held.map(({ heldId }) => ({
    kind,
    payload: { heldId },
    dedupeKey: `${kind} ${heldId}`,
    platformId,
  }));
  await enqueueAll(tx, messages, now);
}

/** What was held of their reports is sent in now, once each; answers how many. */
export async function takeInNotices(tx: Tx, { id, platformId }: Measure, now: Date): Promise<number> {
  const waiting = and(eq(heldNotices.measureId, id), isNull(heldNotices.takenInAt));
  const held = await tx
    .select({ noticeId: heldNotices.noticeId })
    .from(heldNotices)
    .where(waiting)
    .orderBy(asc(heldNotices.receivedAt));
  const kind = "notice.take_in";
  const messages = held.map(({ noticeId }) => ({
    ...{ kind, payload: { noticeId }, dedupeKey: `${kind} ${noticeId}`, platformId },
  }));
  await enqueueAll(tx, messages, now);
  return held.length;
}

/** What ended it is told by the answer to the complaint, or by what a body's finding led to. */
const toldByAnswer: readonly Measure["endedHow"][] = ["appeal", "dispute"];

/** Ends a measure: by its day, on a complaint, by what a body outside found, or because somebody lifts it. Whoever was suspended is told, and so is the platform. */
export async function endMeasure(
  { tx, actor, now }: CommandContext,
  measure: Measure,
  endedHow: NonNullable<Measure["endedHow"]>,
): Promise<{ takenIn: number }> {
  const endedBy = actor.kind === "person" ? actor.id : null;
  const [ended] = await tx
    .update(misuseMeasures)
    .set({ state: "ended", endedAt: now, endedHow, endedBy })
    .where(eq(misuseMeasures.id, measure.id))
    .returning();
  if (!ended || measure.state !== "suspended") return { takenIn: 0 };
  await takeUpComplaints(tx, measure, now);
  const takenIn = await takeInNotices(tx, measure, now);
  const [subject] = await tx.select().from(misuseSubjects).where(eq(misuseSubjects.id, measure.subjectId));
  await tellPlatform(
    tx,
    "misuse.ended",
    ended,
    { side: subject?.side ?? "", accountId: subject?.accountId ?? null },
    now,
  );
  if (!toldByAnswer.includes(endedHow)) await sendLetter(tx, ended, { kind: "ended", why: "" }, now);
  return { takenIn };
}

/**
 * A suspension that is lifted was a restriction by decision: what it did is undone through the ledger, and its copy for the
 * Transparency Database is marked, as after an appeal. One that has fallen already is left as it is.
 */
async function liftDecision({ tx, now }: CommandContext, decisionId: string): Promise<void> {
  const decision = await lockDecided(tx, decisionId);
  if (!decision || decisionState(decision) !== "standing") return;
  const { platformId, caseId } = decision;
  const { effects } = await effectsOf(tx, decisionId);
  await carryOut(tx, { decisionId, platformId, caseId, appealId: null }, planToLift(effects), now);
}

/** Lifts a warning or a suspension before its time; a new one begins with a new warning. */
export const liftMisuse = command<typeof LiftMisuse, Done>({
  name: "misuse.lift",
  permission: "misuse.manage",
  input: LiftMisuse,
  subject: ({ measureId }) => about(measureId),
  async run(context, { measureId }) {
    const { tx, actor, onPlatform } = context;
    const [measure] = await tx.select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId)).for("update");
    if (!measure || !mayOn(actor, measure.platformId)) return fail("not_found", "misuse_not_found");
    onPlatform(measure.platformId);
    if (measure.state === "ended") return fail("stale", "misuse_ended");
    if (measure.decisionId) await liftDecision(context, measure.decisionId);
    await endMeasure(context, measure, "lifted");
    return ok({ measureId });
  },
});

/** Suspensions whose decision holds no longer: it fell on appeal, or no measure of it runs any more. */
const hasFallen = sql`${misuseMeasures.decisionId} is not null and not exists (select 1 from ${decisions} inner join ${sanctions} on ${sanctions.decisionId} = ${decisions.id}
  where ${decisions.id} = ${misuseMeasures.decisionId} and ${decisions.undoneAt} is null and ${decisions.reversedAt} is null and ${inArray(sanctions.state, ["held", "in_force"])})`;

/** The measures that the clock or an appeal has ended. */
const isOver = (now: Date): SQL | undefined =>
  and(eq(misuseMeasures.state, "suspended"), or(lte(misuseMeasures.suspendedUntil, now), hasFallen));

const endOne = command<z.ZodObject<{ measureId: z.ZodUUID }>, Done>({
  name: "misuse.end",
  permission: "misuse.end",
  input: z.object({ measureId: z.uuid() }),
  subject: ({ measureId }) => about(measureId),
  async run(context, { measureId }) {
    const { tx, now, onPlatform } = context;
    const [measure] = await tx.select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId)).for("update");
    if (!measure) return fail("not_found", "misuse_not_found");
    onPlatform(measure.platformId);
    const [over] = await tx
      .select({ id: misuseMeasures.id })
      .from(misuseMeasures)
      .where(and(eq(misuseMeasures.id, measureId), isOver(now)));
    const hasLapsed = measure.state === "warned" && isLapsed(measure, await settingsFor(tx, measure.platformId), now);
    if (!over && !hasLapsed) return fail("stale", "misuse_ended");
    const isByClock = measure.suspendedUntil !== null && measure.suspendedUntil <= now;
    const fell = measure.decisionId && (await fellInDispute(tx, measure.decisionId)) ? "dispute" : "appeal";
    await endMeasure(context, measure, over ? (isByClock ? "time" : fell) : "lapsed");
    return ok({ measureId });
  },
});

const batch = 100;

/** Every row of a question, a batch at a time by id, each done before the next is asked for. */
async function eachOf(ask: (after: SQL | undefined) => Promise<{ measureId: string }[]>, now: Date): Promise<number> {
  let [done, last] = [0, ""];
  for (;;) {
    const rows = await ask(last ? gt(misuseMeasures.id, last) : undefined);
    for (const { measureId } of rows) {
      const ended = await endOne({ kind: "system", name: "worker" }, { measureId }, now);
      if (ended.ok) done += 1;
    }
    if (rows.length < batch) return done;
    last = rows.at(-1)?.measureId ?? last;
  }
}

/** For the worker: ends suspensions that have run to their day or have fallen, and warnings that nothing followed; answers how many. */
export async function endDueMisuse(db: Db, now: Date): Promise<number> {
  const { id, platformId, warnedAt, state } = misuseMeasures;
  const some = (which: SQL | undefined) =>
    db.select({ measureId: id }).from(misuseMeasures).where(which).orderBy(asc(id)).limit(batch);
  const over = await eachOf((after) => some(and(isOver(now), after)), now);
  const warned = await db.selectDistinct({ platformId }).from(misuseMeasures).where(eq(state, "warned"));
  const settings = await settingsForEach(
    db,
    warned.map((row) => row.platformId),
  );
  const lapsed = [...settings].map(([platform, { misuseWarningDays }]) =>
    and(eq(platformId, platform), lt(warnedAt, new Date(now.getTime() - misuseWarningDays * dayMs))),
  );
  if (lapsed.length === 0) return over;
  return over + (await eachOf((after) => some(and(eq(state, "warned"), or(...lapsed), after)), now));
}
