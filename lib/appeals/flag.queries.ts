import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, platforms, reviewFlags, sanctions } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { caseReference } from "@/lib/queue/row.rules";
import type { Localised } from "./contract";
import type { ReviewFlagRow } from "./flag.contract";
import { openFlags } from "./list.queries";
import { proposalsFor } from "./proposal.store";

/** More than anybody looks through at once; the list says when there are more. */
const most = 100;

/** Decisions to look at again, oldest first. Fails as `forbidden`. */
export async function openReviewFlags(db: Db, actor: Actor): Promise<Result<ReviewFlagRow[]>> {
  if (!can(actor, "appeal.view")) return fail("forbidden");
  const because = alias(decisions, "because");
  const becauseCase = alias(cases, "because_case");
  const rows = await db
    .select({
      id: reviewFlags.id,
      decisionId: reviewFlags.decisionId,
      becauseId: reviewFlags.becauseDecisionId,
      reason: reviewFlags.reason,
      createdAt: reviewFlags.createdAt,
      caseId: cases.id,
      number: cases.number,
      becauseCaseId: becauseCase.id,
      becauseNumber: becauseCase.number,
      platform: { id: platforms.id, name: platforms.name, prefix: platforms.prefix },
      clauseRef: decisions.clauseRef,
      count: decisions.count,
      decidedBy: decisions.decidedBy,
    })
    .from(reviewFlags)
    .innerJoin(decisions, eq(decisions.id, reviewFlags.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(because, eq(because.id, reviewFlags.becauseDecisionId))
    .innerJoin(becauseCase, eq(becauseCase.id, because.caseId))
    .innerJoin(platforms, eq(platforms.id, reviewFlags.platformId))
    .where(openFlags(actor))
    .orderBy(asc(reviewFlags.createdAt), asc(reviewFlags.id))
    .limit(most);
  const labels = await labelsOf(
    db,
    rows.map(({ decisionId }) => decisionId),
  );
  const proposals = await proposalsFor(
    db,
    rows.map(({ decisionId }) => decisionId),
  );
  const appealIds = await appealsThatReversed(
    db,
    rows.map(({ becauseId }) => becauseId),
  );
  return ok(
    rows.map((row) => ({
      id: row.id,
      isOwn: actor.kind === "person" && row.decidedBy === actor.id,
      case: { id: row.caseId, reference: caseReference(row.platform.prefix, row.number) },
      because: {
        caseId: row.becauseCaseId,
        reference: caseReference(row.platform.prefix, row.becauseNumber),
        appealId: appealIds.get(row.becauseId) ?? null,
      },
      platform: { id: row.platform.id, name: row.platform.name },
      reason: row.reason,
      clauseRef: row.clauseRef,
      count: row.count,
      sanctions: labels.get(row.decisionId) ?? [],
      proposal: proposals.get(row.decisionId) ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  );
}

async function labelsOf(db: Db, decisionIds: readonly string[]): Promise<Map<string, Localised[]>> {
  const found = new Map<string, Localised[]>();
  if (decisionIds.length === 0) return found;
  const rows = await db
    .select({ decisionId: sanctions.decisionId, label: sanctions.label })
    .from(sanctions)
    .where(inArray(sanctions.decisionId, [...decisionIds]))
    .orderBy(asc(sanctions.id));
  for (const { decisionId, label } of rows) found.set(decisionId, [...(found.get(decisionId) ?? []), label]);
  return found;
}

async function appealsThatReversed(db: Db, decisionIds: readonly string[]): Promise<Map<string, string>> {
  if (decisionIds.length === 0) return new Map();
  const rows = await db
    .select({ decisionId: appeals.decisionId, id: appeals.id })
    .from(appeals)
    .where(
      and(inArray(appeals.decisionId, [...decisionIds]), inArray(appeals.outcome, ["reversed", "partly_reversed"])),
    )
    .orderBy(desc(appeals.decidedAt));
  return new Map(rows.map(({ decisionId, id }) => [decisionId, id]));
}
