import "server-only";
import { and, asc, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appeals, cases, decisions, sanctions, statements } from "@/db/schema";
import type { Localised } from "./account.contract";

/** A finding that fell, with the restrictions of it that hold until another takes its place. */
export type Replaced = { decidedAt: Date; measures: { action: string; label: Localised; dsaValue: string | null }[] };

const wasTold = sql<boolean>`exists (select 1 from ${statements} where ${statements.decisionId} = ${decisions.id} and ${statements.addressee} = 'affected' and ${statements.revokedAt} is null)`;
const fellOnTheirs = sql<boolean>`exists (select 1 from ${appeals} where ${appeals.decisionId} = ${decisions.id} and ${appeals.by} = 'affected' and ${appeals.outcome} = 'reversed')`;

/**
 * Of each item on which it is so: the violation that the affected person was told of, that fell without their own appeal,
 * and that nothing has taken the place of yet. The answer to their own appeal has told them already.
 */
export async function fallenOnEach(db: Db | Tx, itemIds: readonly string[]): Promise<Map<string, Replaced>> {
  if (itemIds.length === 0) return new Map();
  const { id, outcome, decidedAt, reversedAt } = decisions;
  const last = await db
    .selectDistinctOn([cases.itemId], {
      itemId: cases.itemId,
      id,
      outcome,
      decidedAt,
      reversedAt,
      wasTold,
      fellOnTheirs,
    })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(and(inArray(cases.itemId, [...itemIds]), isNull(decisions.undoneAt), ne(outcome, "referred")))
    .orderBy(asc(cases.itemId), desc(decidedAt));
  const fallen = last.filter(
    (row) => row.outcome === "violation" && row.reversedAt && row.wasTold && !row.fellOnTheirs,
  );
  const measures = await restrictionsStillOf(
    db,
    fallen.map((row) => row.id),
  );
  return new Map(
    fallen.map((row) => [
      row.itemId,
      { decidedAt: row.decidedAt, measures: measures.filter(({ decisionId }) => decisionId === row.id) },
    ]),
  );
}

/** Restrictions of these decisions that have not ended, in the platform's words; nobody is told of an authority's (K3). */
export async function restrictionsStillOf(db: Db | Tx, decisionIds: readonly string[]) {
  if (decisionIds.length === 0) return [];
  const { decisionId, action, label, dsaValue, needsStatement, state, target, id } = sanctions;
  const own = and(inArray(decisionId, [...decisionIds]), eq(needsStatement, true), ne(target, "authority"));
  return db
    .select({ decisionId, action, label, dsaValue })
    .from(sanctions)
    .where(and(own, inArray(state, ["held", "in_force"])))
    .orderBy(asc(id));
}
