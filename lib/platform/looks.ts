import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { appendAudit } from "./audit";
import { lookAt, oneLookMs } from "./looks.rules";
import type { Person } from "./permissions.rules";

const verb = "auditor.look";

/**
 * Writes down what an auditor opens, by its address, before it is shown (issue 7). Of other roles nothing: they work with
 * what they open, and what is sensitive has entries of its own. Looks at one thing within a minute are one.
 */
export async function noteLook(db: Db, person: Person, address: string | null, now: Date): Promise<void> {
  const subject = person.role === "auditor" && address !== null ? lookAt(address) : null;
  if (!subject) return;
  const { subjectKind, subjectId, actorId, at, seq } = auditEntries;
  const [last] = await db
    .select({ at })
    .from(auditEntries)
    .where(
      and(
        eq(subjectKind, subject.kind),
        eq(subjectId, subject.id),
        eq(actorId, person.id),
        eq(auditEntries.verb, verb),
      ),
    )
    .orderBy(desc(seq))
    .limit(1);
  if (last && now.getTime() - last.at.getTime() < oneLookMs) return;
  await appendAudit(db, { actor: person, verb, outcome: "viewed", subject, now });
}
