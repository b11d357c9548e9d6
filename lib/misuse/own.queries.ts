import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { misuseAppeals, misuseLetters, misuseMeasures, misuseSubjects, statements } from "@/db/schema";
import { readLink, signLink } from "@/lib/decisions/link.rules";
import { linkSerial } from "@/lib/decisions/links.store";
import { secrets } from "@/lib/platform/env";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { appealUntil } from "./letters.store";
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

/** What the link in a letter about misuse opens: that letter, where it stands, and the complaint. `link_unknown` otherwise. */
export async function misuseAtLink(db: Db, token: string, now: Date): Promise<Result<OwnMisuse>> {
  const letterId = readLink(token, secrets().links)?.id;
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
    mayAppeal: isOpen && !appeal && !measure.decisionId,
    decisionPath: await decisionPath(db, measure.decisionId),
    appeal: appeal ? { reference: appeal.reference, outcome: appeal.outcome, reasons: appeal.reasons } : null,
  });
}
