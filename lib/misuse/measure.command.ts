import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { misuseMeasures, misuseSubjects } from "@/db/schema";
import { type CommandContext, command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { settingsFor, settingsForEach } from "@/lib/platform/settings";
import { endOfDay } from "@/lib/platform/time.rules";
import { countsOf, marksSince } from "./count.store";
import { clauseOf, sendLetter, tellPlatform } from "./letters.store";
import { LiftMisuse, SuspendMisuse, WarnMisuse } from "./misuse.contract";
import { endProblem, isLapsed, refusalToSuspend, refusalToWarn } from "./misuse.rules";
import { lockSubject, type Measure, runningMeasure, warningToldAt } from "./subject.store";

type Done = { measureId: string };
type Detail = Record<string, string | number | boolean | null>;
const about = (id: string, detail: Detail = {}) => ({ kind: "misuse", id, detail });
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
    const { count, total } = counts;
    const row = { platformId: subject.platformId, subjectId, warnedAt: now, warnedBy: actor.id, warnedWhy: why };
    const [made] = await tx
      .insert(misuseMeasures)
      .values({ ...row, warnedCounts: { count, total } })
      .returning();
    if (!made) throw new Error("the warning was not stored");
    await sendLetter(tx, made, { kind: "warning", why, counts }, now);
    return ok({ measureId: made.id });
  },
});

/**
 * Suspends, until a day, after a warning that arrived (Art. 23(1), (2), M1, M2). A person weighs the four factors; numbers
 * and share are counted here, under the lock, and stored with the rest (M3).
 */
export const suspendMisuse = command<typeof SuspendMisuse, Done>({
  name: "misuse.suspend",
  permission: "misuse.manage",
  input: SuspendMisuse,
  subject: ({ subjectId, lastDay, intent }, value) => about(value?.measureId ?? subjectId, { lastDay, intent }),
  async run({ tx, actor, now, onPlatform }, { subjectId, lastDay, why, ...weighed }) {
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
    const warned = {
      state: before?.state ?? null,
      warnedAt: before?.warnedAt ?? null,
      toldAt: before && (await warningToldAt(tx, before.id)),
      since: before ? await marksSince(tx, subjectId, before.warnedAt) : 0,
    };
    const refusal = refusalToSuspend(subject.side, { counts, measure: warned, now }, settings);
    if (refusal || !before) return fail("refused", refusal ?? "misuse_warn_first");
    const assessment = { ...counts, ...weighed };
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
      })
      .where(eq(misuseMeasures.id, before.id))
      .returning();
    if (!made) throw new Error("the measure was locked and is gone");
    await sendLetter(tx, made, { kind: "suspension", why }, now);
    await tellPlatform(tx, "misuse.suspended", made, subject, now);
    return ok({ measureId: made.id });
  },
});

/** Ends a measure: by its day, on a complaint, or because somebody lifts it. Whoever was suspended is told, and so is the platform. */
export async function endMeasure(
  { tx, actor, now }: CommandContext,
  measure: Measure,
  endedHow: NonNullable<Measure["endedHow"]>,
): Promise<void> {
  const endedBy = actor.kind === "person" ? actor.id : null;
  const [ended] = await tx
    .update(misuseMeasures)
    .set({ state: "ended", endedAt: now, endedHow, endedBy })
    .where(eq(misuseMeasures.id, measure.id))
    .returning();
  if (!ended || measure.state !== "suspended") return;
  const [subject] = await tx.select().from(misuseSubjects).where(eq(misuseSubjects.id, measure.subjectId));
  await tellPlatform(
    tx,
    "misuse.ended",
    ended,
    { side: subject?.side ?? "", accountId: subject?.accountId ?? null },
    now,
  );
  if (endedHow !== "appeal") await sendLetter(tx, ended, { kind: "ended", why: "" }, now);
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
    await endMeasure(context, measure, "lifted");
    return ok({ measureId });
  },
});

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
    const isOver = measure.state === "suspended" && measure.suspendedUntil !== null && measure.suspendedUntil <= now;
    const hasLapsed = measure.state === "warned" && isLapsed(measure, await settingsFor(tx, measure.platformId), now);
    if (!isOver && !hasLapsed) return fail("stale", "misuse_ended");
    await endMeasure(context, measure, isOver ? "time" : "lapsed");
    return ok({ measureId });
  },
});

/** For the worker: ends suspensions that have run to their day, and warnings that nothing followed; answers how many. */
export async function endDueMisuse(db: Db, now: Date): Promise<number> {
  const due = await db
    .select({ measureId: misuseMeasures.id })
    .from(misuseMeasures)
    .where(and(eq(misuseMeasures.state, "suspended"), lte(misuseMeasures.suspendedUntil, now)))
    .limit(100);
  const old = await db
    .select({ measureId: misuseMeasures.id, platformId: misuseMeasures.platformId, warnedAt: misuseMeasures.warnedAt })
    .from(misuseMeasures)
    .where(eq(misuseMeasures.state, "warned"))
    .orderBy(asc(misuseMeasures.warnedAt))
    .limit(100);
  const settings = await settingsForEach(db, [...new Set(old.map(({ platformId }) => platformId))]);
  const lapsed = old.filter((each) => {
    const own = settings.get(each.platformId);
    return own !== undefined && isLapsed(each, own, now);
  });
  const all = [...due, ...lapsed.map(({ measureId }) => ({ measureId }))];
  for (const each of all) await endOne({ kind: "system", name: "worker" }, each, now);
  return all.length;
}
