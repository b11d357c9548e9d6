import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { misuseAppeals, misuseLetters, misuseSubjects, statements } from "@/db/schema";
import { attachmentsOf } from "@/lib/appeals/attachments.store";
import { signLink } from "@/lib/decisions/link.rules";
import { linkSerial } from "@/lib/decisions/links.store";
import { withCurrentLinks } from "@/lib/decisions/signed-links.rules";
import { secrets } from "@/lib/platform/env";
import { ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { appealUntil } from "./letters.store";
import { letterAtMisuseLink, newestMisuseLink, suspensionToldAt } from "./links.store";
import type { OwnMisuse } from "./misuse.contract";

/** Where a suspension by decision is told and contested: at its statement's own link, which is the same person's. */
async function decisionPath(db: Db, decisionId: string | null): Promise<string | null> {
  if (!decisionId) return null;
  const own = and(
    eq(statements.decisionId, decisionId),
    eq(statements.addressee, "affected"),
    isNull(statements.revokedAt),
  );
  const [row] = await db
    .select({ id: statements.id, serial: linkSerial })
    .from(statements)
    .where(own)
    .orderBy(desc(statements.composedAt))
    .limit(1);
  return row ? `/decision/${signLink(row.id, secrets().links, row.serial)}` : null;
}

/** The letter that answered the complaint about a measure, or null before. */
async function answerOf(db: Db, measureId: string): Promise<OwnMisuse["answer"]> {
  const [row] = await db
    .select({ subject: misuseLetters.subject, parts: misuseLetters.parts, language: misuseLetters.language })
    .from(misuseLetters)
    .where(and(eq(misuseLetters.measureId, measureId), eq(misuseLetters.kind, "appeal_answer")))
    .orderBy(desc(misuseLetters.composedAt))
    .limit(1);
  return row ?? null;
}

async function appealOf(db: Db, row: typeof misuseAppeals.$inferSelect): Promise<NonNullable<OwnMisuse["appeal"]>> {
  const { id, reference, text, outcome, reasons } = row;
  return { reference, text, outcome, reasons, files: (await attachmentsOf(db, { misuseAppealId: id })).length };
}

/** What the link in a letter about misuse opens: that letter, where it stands, and the complaint. Fails as `link_unknown` or `link_replaced`. */
export async function misuseAtLink(db: Db, token: string, now: Date): Promise<Result<OwnMisuse>> {
  const found = await letterAtMisuseLink(db, token);
  if (!found.ok) return found;
  const { letter, measure } = found.value;
  const [known] = await db
    .select({ side: misuseSubjects.side })
    .from(misuseSubjects)
    .where(eq(misuseSubjects.id, measure.subjectId));
  if (!known) throw new Error("a measure has a subject");
  const { side } = known;
  const [appeal] = await db.select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measure.id));
  const { suspendedFrom, suspendedUntil, state } = measure;
  const toldAt = suspendedFrom && (await suspensionToldAt(db, measure.id));
  const endsAt = toldAt && appealUntil(toldAt, letter.zone);
  const isOpen = suspendedFrom !== null && (!endsAt || now <= endsAt);
  const { subject, language } = letter;
  const serial = (await newestMisuseLink(db, measure.id))?.serial ?? 0;
  const parts = withCurrentLinks(letter.parts, { id: letter.id, serial }, secrets().links);
  return ok({
    measureId: measure.id,
    letter: { subject, parts, language },
    state,
    side,
    until: suspendedUntil && dayIn(suspendedUntil, letter.zone),
    mayAppeal: isOpen && !appeal && !measure.decisionId,
    window: { endsOn: measure.decisionId ? null : endsAt && dayIn(endsAt, letter.zone), zone: letter.zone },
    decisionPath: await decisionPath(db, measure.decisionId),
    answer: await answerOf(db, measure.id),
    appeal: appeal ? await appealOf(db, appeal) : null,
  });
}
