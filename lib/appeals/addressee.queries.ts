import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, decisions, platforms, statements } from "@/db/schema";
import { windowState } from "@/lib/decisions/appeal-window.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { caseReference } from "@/lib/queue/row.rules";
import type { AddresseeView } from "./contract";
import { statementIdOf } from "./file.command";

/**
 * What one addressee may see at their signed link: what they were told, until when they may appeal, their appeal and
 * its answer. Nothing about the other side, nothing about who moderated. Works after the window, too.
 */
export async function decisionAtLink(
  db: Db,
  token: string,
  now: Date,
): Promise<Result<AddresseeView & { statementId: string }>> {
  const statementId = statementIdOf(token);
  if (!statementId) return fail("not_found", "link_unknown");
  const [row] = await db
    .select({
      statement: statements,
      decision: decisions,
      platform: { name: platforms.name, prefix: platforms.prefix, zone: platforms.zone },
      number: cases.number,
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, statements.platformId))
    .where(eq(statements.id, statementId));
  if (!row) return fail("not_found", "link_unknown");
  const { statement, decision, platform } = row;
  if (statement.revokedAt) return fail("gone", "link_ended");
  if (decision.effectiveAt > now && !decision.undoneAt) return fail("not_found", "decision_not_final");
  const [appeal] = await db
    .select()
    .from(appeals)
    .where(eq(appeals.statementId, statementId))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  const window = windowState({ informedAt: statement.informedAt, zone: statement.zone }, now);
  return ok({
    statementId,
    addressee: statement.addressee,
    platform: platform.name,
    language: statement.language,
    subject: statement.subject,
    parts: statement.parts,
    reference: caseReference(platform.prefix, row.number),
    decidedOn: dayIn(decision.decidedAt, statement.zone),
    state: decision.undoneAt ? "taken_back" : decision.reversedAt ? "reversed" : "standing",
    window: { state: window.state, endsOn: window.endsOn },
    appeal: appeal
      ? {
          reference: appeal.reference,
          state: appeal.state,
          receivedOn: dayIn(appeal.receivedAt, statement.zone),
          outcome: appeal.notifiedAt ? appeal.outcome : null,
          answer:
            appeal.notifiedAt && appeal.answerParts
              ? { subject: appeal.answerSubject ?? "", parts: appeal.answerParts }
              : null,
        }
      : null,
  });
}
