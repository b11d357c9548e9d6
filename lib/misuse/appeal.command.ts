import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { misuseAppeals, misuseFirstLooks, misuseMeasures, misuseSubjects, platforms } from "@/db/schema";
import type { KeptFile, SentFile } from "@/lib/appeals/attachment.rules";
import { attachFiles, keepFilesAtLink } from "@/lib/appeals/attachments.store";
import { FileAppeal } from "@/lib/appeals/contract";
import { withdrawMarks } from "@/lib/appeals/misuse-marks.store";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { type CommandContext, command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn, endOfDay } from "@/lib/platform/time.rules";
import { appealUntil, sendLetter } from "./letters.store";
import { letterAtMisuseLink, suspensionToldAt } from "./links.store";
import { complaintFor, hasLookedAt } from "./look.command";
import { endMeasure } from "./measure.command";
import { AnswerMisuseAppeal } from "./misuse.contract";
import type { Measure } from "./subject.store";
import { namesAroundMisuse, namingProblem } from "./withheld.store";

type Filed = { reference: string; dueAt: string };

function fileWith(files: readonly (SentFile | KeptFile)[]) {
  return command<typeof FileAppeal, Filed & { measureId: string }, KeptFile[]>({
    name: "misuse.appeal",
    permission: "appeal.file",
    input: FileAppeal,
    subject: (_, value) => ({ kind: "misuse", id: value?.measureId ?? "unknown" }),
    prepare: ({ db, now }, { token }) => keepFilesAtLink(db, token, files, now),
    async run({ tx, now, onPlatform }, { token, text }, kept) {
      const found = await letterAtMisuseLink(tx, token);
      if (!found.ok) return found;
      const { measure, letter } = found.value;
      const { zone } = letter;
      const { id: measureId, platformId, suspendedFrom } = measure;
      onPlatform(platformId);
      if (!suspendedFrom) return fail("refused", "misuse_nothing_to_appeal");
      if (measure.decisionId) return fail("refused", "misuse_appeal_at_decision");
      if (!text && kept.length === 0)
        return fail("invalid", "invalid", { fields: [{ field: "text", reason: "appeal_empty" }] });
      const toldAt = await suspensionToldAt(tx, measureId);
      if (toldAt && now > appealUntil(toldAt, zone)) return fail("gone", "appeal_window_closed");
      const { appealTargetHours } = await settingsFor(tx, platformId);
      const dueAt = new Date(now.getTime() + appealTargetHours * 3_600_000);
      const reference = referenceFrom(randomBytes(5), "A");
      const [made] = await tx
        .insert(misuseAppeals)
        .values({ platformId, reference, measureId, text, receivedAt: now, dueAt })
        .onConflictDoNothing()
        .returning({ id: misuseAppeals.id });
      if (!made) return fail("conflict", "appeal_already_filed");
      await attachFiles(tx, { misuseAppealId: made.id, platformId }, kept, now);
      const appeal = { reference, dueDay: dayIn(dueAt, zone), outcome: null, reasons: null };
      await sendLetter(tx, measure, { kind: "appeal_receipt", why: "", appeal }, now);
      return ok({ measureId, reference, dueAt: dueAt.toISOString() });
    },
  });
}

/**
 * Complains of a suspension (Art. 20(1), 23): by the link in any letter about it, free, for six months, once; in words, by
 * files, or both. `files` are kept as those of an appeal are (attachment.rules.ts).
 */
export function appealMisuse(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
  files: readonly (SentFile | KeptFile)[] = [],
): Promise<Result<Filed & { measureId: string }>> {
  return fileWith(files)(actor, raw, now);
}

type Answered = { appealId: string; takenIn: number };

/** What an answer in part cannot be, or null: it makes shorter what still runs, and is no longer than that. */
function partProblem(measure: Measure, until: Date | null, now: Date): Failure | null {
  if (measure.state !== "suspended") return fail("refused", "misuse_ended");
  if (!until) return null;
  const reason = until <= now ? "date_in_past" : until >= (measure.suspendedUntil ?? now) ? "misuse_not_shorter" : null;
  return reason && fail("invalid", "invalid", { fields: [{ field: "lastDay", reason }] });
}

/** A warning in the place of a suspension: what was suspended ends, and the warning is one of its own (Art. 23, M1). */
async function warnInstead(context: CommandContext, measure: Measure, why: string): Promise<number> {
  const { tx, actor, now } = context;
  const { takenIn } = await endMeasure(context, measure, "appeal");
  if (actor.kind !== "person") throw new Error("a person answers");
  const { platformId, subjectId, warnedCounts, assessment } = measure;
  const reference = referenceFrom(randomBytes(5), "M");
  const row = { platformId, subjectId, reference, warnedAt: now, warnedBy: actor.id, warnedWhy: why, warnedCounts };
  const [made] = await tx.insert(misuseMeasures).values(row).returning();
  if (!made) throw new Error("the warning was not stored");
  await sendLetter(tx, made, { kind: "warning", why, counts: assessment }, now);
  return takenIn;
}

/**
 * Where whoever answers found that nothing bears a measure, what the suspension was built on accuses nobody any more: its
 * marks are taken back and stay on record. Those made since were never contested.
 */
async function takeBackMarks(
  { tx, actor, now }: CommandContext,
  { appealId, measure }: { appealId: string; measure: Measure },
) {
  if (actor.kind !== "person" || !measure.suspendedFrom) return;
  const { finding } = misuseFirstLooks;
  const own = and(eq(misuseFirstLooks.appealId, appealId), eq(misuseFirstLooks.by, actor.id), eq(finding, "nothing"));
  if ((await tx.$count(misuseFirstLooks, own)) === 0) return;
  const { subjectId, suspendedFrom } = measure;
  await withdrawMarks(tx, { subjectId, suspendedFrom }, { by: actor.id, now });
}

/** Does what the answer says; answers the measure as it is now and how many reports are taken in. */
async function carryAnswer(
  context: CommandContext,
  measure: Measure,
  given: AnswerMisuseAppeal,
  until: Date | null,
): Promise<{ measure: Measure; takenIn: number }> {
  const { tx } = context;
  // One that has run out meanwhile has sent in by itself what it had held.
  if (given.outcome === "reversed")
    return measure.state === "ended"
      ? { measure, takenIn: 0 }
      : { measure, ...(await endMeasure(context, measure, "appeal")) };
  if (given.outcome !== "partly_reversed") return { measure, takenIn: 0 };
  if (given.change === "warning") return { measure, takenIn: await warnInstead(context, measure, given.reasons) };
  const [shorter] = await tx
    .update(misuseMeasures)
    .set({ suspendedUntil: until })
    .where(eq(misuseMeasures.id, measure.id))
    .returning();
  return { measure: shorter ?? measure, takenIn: 0 };
}

/**
 * Answers a complaint of a suspension, by somebody who may answer complaints at all, neither warned nor suspended, and has
 * said first what they find. Reversed: it ends at once, and the reports that were not processed are taken in. In part:
 * it is made shorter, or a warning takes its place.
 */
export const answerMisuseAppeal = command<typeof AnswerMisuseAppeal, Answered>({
  name: "misuse.answer",
  permission: "misuse.manage",
  input: AnswerMisuseAppeal,
  subject: ({ appealId, outcome, change }, value) => ({
    kind: "misuse",
    id: appealId,
    detail: { outcome, change: change ?? null, takenIn: value?.takenIn ?? null },
  }),
  async run(context, given) {
    const { tx, actor, now, onPlatform } = context;
    const { appealId, outcome, reasons } = given;
    if (actor.kind !== "person") return fail("forbidden");
    const held = await complaintFor(tx, actor, appealId, now);
    if (!held.ok) return held;
    const { appeal, measure } = held.value;
    const { platformId } = measure;
    onPlatform(platformId);
    if (!(await hasLookedAt(tx, appealId, actor.id))) return fail("refused", "appeal_look_first");
    const [subject] = await tx.select().from(misuseSubjects).where(eq(misuseSubjects.id, measure.subjectId));
    const [platform] = await tx.select({ zone: platforms.zone }).from(platforms).where(eq(platforms.id, platformId));
    if (!subject || !platform) throw new Error("a measure has a subject and a platform");
    const naming = namingProblem({ reasons }, await namesAroundMisuse(tx, subject, actor));
    if (naming) return naming;
    const change = outcome === "partly_reversed" ? (given.change ?? null) : null;
    const until = change === "shorter" && given.lastDay ? endOfDay(given.lastDay, platform.zone) : null;
    const problem = change && partProblem(measure, until, now);
    if (problem) return problem;
    const untilBefore = change === "shorter" ? measure.suspendedUntil : null;
    const answer = { outcome, change, untilBefore, reasons, decidedBy: actor.id, decidedAt: now };
    await tx.update(misuseAppeals).set(answer).where(eq(misuseAppeals.id, appealId));
    if (outcome === "reversed") await takeBackMarks(context, { appealId, measure });
    const carried = await carryAnswer(context, measure, given, until);
    const { reference } = appeal;
    const said = { reference, dueDay: dayIn(appeal.dueAt, "UTC"), outcome, change, reasons };
    await sendLetter(tx, carried.measure, { kind: "appeal_answer", why: "", appeal: said }, now);
    return ok({ appealId, takenIn: carried.takenIn });
  },
});
