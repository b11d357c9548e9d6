import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, decisions } from "@/db/schema";
import { Findings } from "@/lib/decisions/choice.contract";
import { labelOf } from "@/lib/decisions/localised.rules";
import { type PriorStrike, priorsOf } from "@/lib/decisions/material.rules";
import { strikesOf } from "@/lib/decisions/material.store";
import type { PolicyPack } from "@/lib/policy/contract";
import { packOn } from "@/lib/policy/editions.rules";
import { PolicyProblem } from "@/lib/policy/recommend.contract";
import { recommend } from "@/lib/policy/recommend.rules";
import { packFor } from "@/lib/policy/store";
import type { Proposal } from "./flag.contract";

type Decided = Pick<
  typeof decisions.$inferSelect,
  "id" | "platformId" | "accountId" | "role" | "clauseRef" | "contentDay" | "decidedAt" | "findings"
> & { jurisdiction: string | null };

/** The strikes that stood when a decision was made, as they are today: what fell since counts no longer. */
function priorsThen(strikes: readonly PriorStrike[], decided: Decided): PriorStrike[] {
  return strikes.filter(({ decisionId, confirmedAt }) => decisionId !== decided.id && confirmedAt <= decided.decidedAt);
}

/** What only the desk keeps, why something is malicious, is not the engine's to know. */
function engineFindings({ maliciousWhy: _, ...findings }: Findings) {
  return findings;
}

function recomputed(pack: PolicyPack, decided: Decided, strikes: readonly PriorStrike[]): Proposal | null {
  if (decided.clauseRef === null || decided.role === null) return null;
  const read = Findings.safeParse(decided.findings);
  const input = {
    platform: decided.platformId,
    role: decided.role,
    clause: decided.clauseRef,
    contentDate: decided.contentDay,
    decisionDate: decided.decidedAt.toISOString(),
    jurisdiction: decided.jurisdiction,
    priors: priorsOf(priorsThen(strikes, decided)),
    findings: read.success ? engineFindings(read.data) : {},
  };
  try {
    const { count, recommended } = recommend(pack, input, decided.decidedAt);
    const actions = packOn(pack, decided.contentDay).sanctions.actions.filter(({ id }) => recommended?.includes(id));
    return { count, sanctions: recommended === null ? null : actions.map((action) => labelOf(action)) };
  } catch (error) {
    // A clause that the pack of today no longer has: nothing can be proposed, and a person decides.
    if (error instanceof PolicyProblem) return null;
    throw error;
  }
}

/** For each decision what its rules would give without the strikes that fell since; none where they cannot say. */
export async function proposalsFor(db: Db, decisionIds: readonly string[]): Promise<Map<string, Proposal>> {
  const found = new Map<string, Proposal>();
  if (decisionIds.length === 0) return found;
  const { id, platformId, accountId, role, clauseRef, contentDay, decidedAt, findings } = decisions;
  const rows = await db
    .select({
      id,
      platformId,
      accountId,
      role,
      clauseRef,
      contentDay,
      decidedAt,
      findings,
      jurisdiction: accounts.jurisdiction,
    })
    .from(decisions)
    .leftJoin(accounts, eq(accounts.id, accountId))
    .where(inArray(id, [...decisionIds]));
  for (const row of rows) {
    const pack = await packFor(db, row.platformId);
    const strikes = row.accountId ? await strikesOf(db, row.accountId) : [];
    const proposal = pack && recomputed(pack, row, strikes);
    if (proposal) found.set(row.id, proposal);
  }
  return found;
}
