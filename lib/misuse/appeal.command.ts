import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { misuseAppeals, misuseLetters, misuseMeasures, misuseSubjects } from "@/db/schema";
import { readLink } from "@/lib/decisions/link.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { command } from "@/lib/platform/command";
import { secrets } from "@/lib/platform/env";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { appealUntil, sendLetter } from "./letters.store";
import { endMeasure } from "./measure.command";
import { AnswerMisuseAppeal, AppealMisuse } from "./misuse.contract";
import { namesAroundMisuse, namingProblem } from "./withheld.store";

type Filed = { reference: string; dueAt: string };

/** Complains of a suspension (Art. 20(1), 23): by the link in any letter about it, free, for six months, once. */
export const appealMisuse = command<typeof AppealMisuse, Filed & { measureId: string }>({
  name: "misuse.appeal",
  permission: "appeal.file",
  input: AppealMisuse,
  subject: (_, value) => ({ kind: "misuse", id: value?.measureId ?? "unknown" }),
  async run({ tx, now, onPlatform }, { token, text }) {
    const letterId = readLink(token, secrets().links)?.id;
    const [found] = letterId
      ? await tx
          .select({ measure: misuseMeasures, zone: misuseLetters.zone })
          .from(misuseLetters)
          .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseLetters.measureId))
          .where(eq(misuseLetters.id, letterId))
      : [];
    if (!found) return fail("not_found", "link_unknown");
    const { measure, zone } = found;
    const { id: measureId, platformId, suspendedFrom } = measure;
    onPlatform(platformId);
    if (!suspendedFrom) return fail("refused", "misuse_nothing_to_appeal");
    if (measure.decisionId) return fail("refused", "misuse_appeal_at_decision");
    if (now > appealUntil(suspendedFrom, zone)) return fail("gone", "appeal_window_closed");
    const { appealTargetHours } = await settingsFor(tx, platformId);
    const dueAt = new Date(now.getTime() + appealTargetHours * 3_600_000);
    const reference = referenceFrom(randomBytes(5)).replace(/^N/, "A");
    const [made] = await tx
      .insert(misuseAppeals)
      .values({ platformId, reference, measureId, text, receivedAt: now, dueAt })
      .onConflictDoNothing()
      .returning({ id: misuseAppeals.id });
    if (!made) return fail("conflict", "appeal_already_filed");
    const appeal = { reference, dueDay: dayIn(dueAt, zone), outcome: null, reasons: null };
    await sendLetter(tx, measure, { kind: "appeal_receipt", why: "", appeal }, now);
    return ok({ measureId, reference, dueAt: dueAt.toISOString() });
  },
});

/**
 * Answers a complaint of a suspension, by somebody who neither warned nor suspended. Reversed: it ends at once, and the
 * reports that were not processed are taken in.
 */
export const answerMisuseAppeal = command<typeof AnswerMisuseAppeal, { appealId: string; takenIn: number }>({
  name: "misuse.answer",
  permission: "misuse.manage",
  input: AnswerMisuseAppeal,
  subject: ({ appealId, outcome }, value) => ({
    kind: "misuse",
    id: appealId,
    detail: { outcome, takenIn: value?.takenIn ?? null },
  }),
  async run(context, { appealId, outcome, reasons }) {
    const { tx, actor, now, onPlatform } = context;
    if (actor.kind !== "person") return fail("forbidden");
    const [appeal] = await tx.select().from(misuseAppeals).where(eq(misuseAppeals.id, appealId)).for("update");
    const [measure] = appeal
      ? await tx.select().from(misuseMeasures).where(eq(misuseMeasures.id, appeal.measureId)).for("update")
      : [];
    if (!appeal || !measure || !mayOn(actor, measure.platformId)) return fail("not_found", "appeal_not_found");
    const { platformId } = measure;
    onPlatform(platformId);
    if (appeal.decidedAt) return fail("stale", "misuse_appeal_answered");
    if ([measure.warnedBy, measure.suspendedBy].includes(actor.id)) return fail("refused", "misuse_own_measure");
    const [subject] = await tx.select().from(misuseSubjects).where(eq(misuseSubjects.id, measure.subjectId));
    if (!subject) throw new Error("a measure has a subject");
    const naming = namingProblem({ reasons }, await namesAroundMisuse(tx, subject, actor));
    if (naming) return naming;
    const answer = { outcome, reasons, decidedBy: actor.id, decidedAt: now };
    await tx.update(misuseAppeals).set(answer).where(eq(misuseAppeals.id, appealId));
    let takenIn = 0;
    if (outcome === "reversed") {
      // One that has run out meanwhile has sent in by itself what it had held.
      if (measure.state !== "ended") ({ takenIn } = await endMeasure(context, measure, "appeal"));
    }
    const { reference } = appeal;
    const said = { reference, dueDay: dayIn(appeal.dueAt, "UTC"), outcome, reasons };
    await sendLetter(tx, measure, { kind: "appeal_answer", why: "", appeal: said }, now);
    return ok({ appealId, takenIn });
  },
});
