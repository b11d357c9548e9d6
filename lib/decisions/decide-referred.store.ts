import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type DecisionReferral, decisions, statements } from "@/db/schema";
import { ok, type Result } from "@/lib/platform/result";
import type { CaseRow } from "@/lib/queue/store";
import type { DecideCase } from "./contract";
import { baseRow } from "./decide-other.store";
import { clearedFacts } from "./letter-facts.rules";
import { type NotifierLetter, notifierRows } from "./letters.store";
import { type Deciding, recordDecision, tellPlatform } from "./record.store";
import { composeReferral } from "./referral-letter.rules";
import { withheldNames } from "./withheld.rules";
import { wordsOf } from "./words.store";
import { addLetters } from "./writing.store";

type Referred = Extract<DecideCase, { outcome: "referred" }>;

/**
 * Hands the matter to an authority or another team (DSA Art. 18). It decides nothing about the content: the reports stay
 * unanswered until somebody does, and the person concerned is not told of it (K3). Who reported is told that it was
 * referred, never to whom or why (N9).
 */
export async function decideReferred(
  deciding: Deciding,
  input: Referred,
): Promise<Result<{ decisionId: string; effectiveAt: Date }>> {
  const { row } = deciding;
  const base = baseRow(deciding);
  const { to, country, why } = input;
  const decisionId = recordDecision(deciding, {
    ...base,
    outcome: "referred",
    referral: { to, country, why, before: restingPlace(row) },
    tags: row.tags,
  });
  const runAt = base.effectiveAt;
  await tellNotifiers(deciding, { decisionId, runAt });
  tellPlatform(deciding, { event: "decision.made", decisionId, runAt, about: { outcome: "referred" } });
  tellPlatform(deciding, { event: "referral.recorded", decisionId, runAt, about: { to, country } });
  return ok({ decisionId, effectiveAt: runAt });
}

async function tellNotifiers(
  { tx, actor, now, row, material, writing }: Deciding,
  { decisionId, runAt }: { decisionId: string; runAt: Date },
): Promise<void> {
  const told = await toldOfReferral(tx, row.id);
  const finding = { rationale: "", clause: null, decidedAt: now, effectiveAt: runAt };
  const withheld = withheldNames(material, actor.name);
  const compose = ({ language, zone, appealUrl }: NotifierLetter) => {
    const to = { language, zone, appealUrl, words: wordsOf(language, "decisions") };
    return composeReferral(clearedFacts(material, finding, to), wordsOf(language, "statement"), withheld);
  };
  const untold = { ...material, notices: material.notices.filter(({ id }) => !told.has(id)) };
  const rows = notifierRows(untold, compose, { decisionId, now, isAffectedTold: false }).map((each) => ({
    ...each,
    letter: "referral" as const,
  }));
  addLetters(writing, rows, runAt);
}

/** Where the case rests now, for whoever takes the referral back. */
function restingPlace({ restingState, waitingFor, waitingUntil, setAsideBy }: CaseRow): DecisionReferral["before"] {
  if (restingState === "claimed" || restingState === "decided") return undefined;
  return { restingState, waitingFor, waitingUntil: waitingUntil?.toISOString() ?? null, setAsideBy };
}

/** Reports on this case whose notifier has this letter, or will: a second referral tells them nothing new. */
async function toldOfReferral(tx: Tx, caseId: string): Promise<Set<string | null>> {
  const rows = await tx
    .select({ noticeId: statements.noticeId })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .where(and(eq(decisions.caseId, caseId), eq(statements.letter, "referral"), isNull(statements.revokedAt)));
  return new Set(rows.map(({ noticeId }) => noticeId));
}
