import "server-only";
import { eq, inArray, or } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { decisions, misuseMarks, misuseMeasures, noticeContacts, noticeItems, people } from "@/db/schema";
import type { Withheld } from "@/lib/decisions/statement.contract";
import { namesWithheld } from "@/lib/decisions/withhold.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Failure, fail } from "@/lib/platform/result";
import type { Subject } from "./count.store";

const isName = (name: string | null): name is string => Boolean(name?.trim());

/**
 * Who must stay unnamed in whatever is written to somebody about misuse (S6): those who reported what was marked, also
 * where the mark no longer counts, and the staff who decided, marked, warned or suspended. To a sender their own name is
 * no secret.
 */
export async function namesAroundMisuse(db: Db | Tx, subject: Subject, actor: Actor): Promise<Withheld> {
  const marked = await db
    .select({ caseId: decisions.caseId, decidedBy: decisions.decidedBy, markedBy: misuseMarks.markedBy })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .where(eq(misuseMarks.subjectId, subject.id));
  const measures = await db
    .select({ warnedBy: misuseMeasures.warnedBy, suspendedBy: misuseMeasures.suspendedBy })
    .from(misuseMeasures)
    .where(eq(misuseMeasures.subjectId, subject.id));
  const staffIds = [
    ...marked.flatMap(({ decidedBy, markedBy }) => [decidedBy, markedBy]),
    ...measures.flatMap(({ warnedBy, suspendedBy }) => [warnedBy, suspendedBy]),
    actor.id ?? null,
  ].filter((id) => id !== null);
  const staff = await db
    .select({ name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(staffIds)]));
  const notifiers = await db
    .selectDistinct({ name: noticeContacts.name, email: noticeContacts.email })
    .from(noticeItems)
    .innerJoin(noticeContacts, eq(noticeContacts.noticeId, noticeItems.noticeId))
    .where(
      or(
        inArray(noticeItems.caseId, [...new Set(marked.map(({ caseId }) => caseId))]),
        // A report that came after the decision has no case of its own in the marks, but its notice may have been marked.
        inArray(
          noticeItems.noticeId,
          db.select({ id: misuseMarks.noticeId }).from(misuseMarks).where(eq(misuseMarks.subjectId, subject.id)),
        ),
      ),
    );
  const others = notifiers.filter(({ email }) => `mail ${email?.trim().toLowerCase()}` !== subject.sender);
  return [...staff.map(({ name }) => name), ...others.flatMap(({ name, email }) => [name, email])].filter(isName);
}

/** The fields of a form that name somebody who must stay unnamed, as a refusal; null where none does. */
export function namingProblem(said: Record<string, string>, withheld: Withheld): Failure | null {
  const fields = Object.entries(said)
    .filter(([, text]) => namesWithheld(text, withheld))
    .map(([field]) => ({ field, reason: "text_names_someone" }));
  return fields.length > 0 ? fail("invalid", "invalid", { fields }) : null;
}
