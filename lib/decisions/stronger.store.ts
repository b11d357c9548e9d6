import "server-only";
import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, decisions, strongerPenalties } from "@/db/schema";
import type { FieldFailure } from "@/lib/platform/result";
import type { Assessment } from "./assess.rules";
import type { CaseMaterial } from "./material.rules";
import { type Step, type SubjectKind, strongerProblem, subjectKindOf } from "./stronger.rules";

export const hiddenLink = "hidden_link";

/** Our steps for one kind of person on a platform, from the first on. */
export async function stepsOf(db: Db | Tx, platformId: string, subjectKind: SubjectKind): Promise<Step[]> {
  const { step, action } = strongerPenalties;
  return db
    .select({ step, action })
    .from(strongerPenalties)
    .where(
      and(
        eq(strongerPenalties.platformId, platformId),
        eq(strongerPenalties.violationType, hiddenLink),
        eq(strongerPenalties.subjectKind, subjectKind),
      ),
    )
    .orderBy(asc(step));
}

/** How often this account was found in a scheme of hidden links before, as far as it stands. */
async function timesBefore(db: Db | Tx, accountId: string): Promise<number> {
  const [row] = await db
    .select({ found: count() })
    .from(decisions)
    .where(
      and(
        eq(decisions.accountId, accountId),
        eq(decisions.outcome, "violation"),
        sql`${decisions.tags} @> ${JSON.stringify([hiddenLink])}::jsonb`,
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
        isNull(decisions.supersededBy),
      ),
    );
  return row?.found ?? 0;
}

type Chosen = { tags: readonly string[]; hasDeviation: boolean; assessment: Assessment };

/** What stops a violation in a scheme of hidden links from being decided too mildly (AE5); null for every other one. */
export async function strongerProblems(
  db: Db | Tx,
  material: CaseMaterial,
  { tags, hasDeviation, assessment }: Chosen,
): Promise<FieldFailure[]> {
  if (!tags.includes(hiddenLink) || !material.account) return [];
  const steps = await stepsOf(db, material.platform.id, subjectKindOf(assessment.role));
  if (steps.length === 0) return [];
  const problem = strongerProblem({
    chosen: assessment.sanctions.map(({ action }) => action),
    general: assessment.recommendation?.recommended ?? [],
    steps,
    time: (await timesBefore(db, material.account.id)) + 1,
    actions: material.pack.sanctions.actions,
    hasDeviation,
  });
  return problem ? [problem] : [];
}

/** The same while it is being chosen, by the tags that the case has; whether a reason is given is not asked yet. */
export async function strongerOnCase(
  db: Db | Tx,
  material: CaseMaterial,
  assessment: Assessment,
): Promise<FieldFailure | null> {
  const [row] = await db.select({ tags: cases.tags }).from(cases).where(eq(cases.id, material.caseId));
  const [problem] = await strongerProblems(db, material, { tags: row?.tags ?? [], hasDeviation: false, assessment });
  return problem ?? null;
}
