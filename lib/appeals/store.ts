import "server-only";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appeals, decisions, people, qualifications, statements } from "@/db/schema";
import type { Reviewer } from "./independence.rules";

/** The statement behind a link with what decides whether an appeal may be filed; null when there is none. */
export async function statementForAppeal(tx: Tx, statementId: string) {
  const [row] = await tx
    .select({
      platformId: statements.platformId,
      decisionId: statements.decisionId,
      addressee: statements.addressee,
      language: statements.language,
      zone: statements.zone,
      informedAt: statements.informedAt,
      revokedAt: statements.revokedAt,
      undoneAt: decisions.undoneAt,
      supersededBy: decisions.supersededBy,
      effectiveAt: decisions.effectiveAt,
      hasAppealed: sql<boolean>`exists (select 1 from ${appeals} where ${appeals.statementId} = ${statements.id} and ${appeals.state} <> 'inadmissible')`,
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .where(eq(statements.id, statementId));
  return row ?? null;
}

/** The appeal under a row lock, with whose decision it contests. */
export async function lockAppeal(tx: Tx, appealId: string) {
  const [row] = await tx.select().from(appeals).where(eq(appeals.id, appealId)).for("update");
  if (!row) return null;
  const [decision] = await tx.select().from(decisions).where(eq(decisions.id, row.decisionId));
  if (!decision) throw new Error(`appeal ${appealId} has no decision`);
  return { appeal: row, decision };
}

/** A person as the rule of independence sees them; `kind` is the actor's, so that a key never passes for a person. */
export async function reviewerOf(db: Tx | Db, personId: string | undefined, kind: Reviewer["kind"]): Promise<Reviewer> {
  const nobody: Reviewer = { id: personId ?? "", kind, role: null, isDisabled: false, qualifications: [] };
  if (kind !== "person" || !personId) return nobody;
  const [person] = await db
    .select({ role: people.role, disabledAt: people.disabledAt })
    .from(people)
    .where(eq(people.id, personId));
  if (!person) return nobody;
  const held = await db
    .select({ validFrom: qualifications.validFrom, validUntil: qualifications.validUntil })
    .from(qualifications)
    .where(eq(qualifications.personId, personId));
  return { id: personId, kind, role: person.role, isDisabled: person.disabledAt !== null, qualifications: held };
}

/** Supervisors who hold a qualification at `now`, by name. */
export async function qualifiedSupervisors(db: Db | Tx, now: Date): Promise<{ id: string; name: string }[]> {
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(people)
    .innerJoin(qualifications, eq(qualifications.personId, people.id))
    .where(
      and(
        eq(people.role, "supervisor"),
        isNull(people.disabledAt),
        sql`${qualifications.validFrom} <= ${now.toISOString()}`,
        or(isNull(qualifications.validUntil), gt(qualifications.validUntil, now)),
      ),
    )
    .orderBy(people.name);
}
