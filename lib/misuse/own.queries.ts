import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { misuseAppeals, misuseLetters, misuseMeasures, misuseSubjects } from "@/db/schema";
import { readLink } from "@/lib/decisions/link.rules";
import { secrets } from "@/lib/platform/env";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { appealUntil } from "./letters.store";
import type { OwnMisuse } from "./misuse.contract";

/** What the link in a letter about misuse opens: that letter, where it stands, and the complaint. `link_unknown` otherwise. */
export async function misuseAtLink(db: Db, token: string, now: Date): Promise<Result<OwnMisuse>> {
  const letterId = readLink(token, secrets().links);
  const [row] = letterId
    ? await db
        .select({ letter: misuseLetters, measure: misuseMeasures, side: misuseSubjects.side })
        .from(misuseLetters)
        .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseLetters.measureId))
        .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
        .where(eq(misuseLetters.id, letterId))
    : [];
  if (!row) return fail("not_found", "link_unknown");
  const { letter, measure, side } = row;
  const [appeal] = await db.select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measure.id));
  const { suspendedFrom, suspendedUntil, state } = measure;
  const isOpen = suspendedFrom !== null && now <= appealUntil(suspendedFrom, letter.zone);
  const { subject, parts, language } = letter;
  return ok({
    measureId: measure.id,
    letter: { subject, parts, language },
    state,
    side,
    until: suspendedUntil && dayIn(suspendedUntil, letter.zone),
    mayAppeal: isOpen && !appeal,
    appeal: appeal ? { reference: appeal.reference, outcome: appeal.outcome, reasons: appeal.reasons } : null,
  });
}
