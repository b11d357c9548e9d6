import "server-only";
import { type FieldFailure, fail, ok, type Result } from "@/lib/platform/result";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { automationColumns, automationUnasked } from "./automation.rules";
import { clearedMessage } from "./cleared-letter.rules";
import { clearedLetter } from "./cleared-letter.store";
import type { DecideCase } from "./contract";
import { type NotifierLetter, notifierRows } from "./letters.store";
import { snapshotDay } from "./material.rules";
import { explained } from "./material.store";
import { tellOfOrders } from "./order-letters.store";
import { placeholderProblem } from "./placeholder.rules";
import { composedRationale } from "./rationale.rules";
import { type Deciding, recordDecision, tellPlatform } from "./record.store";
import { refsOf } from "./suggested-before.store";
import { withheldNames } from "./withheld.rules";
import { namesWithheld } from "./withhold.rules";
import { localeOf, wordsOf } from "./words.store";
import { addLetters } from "./writing.store";

type Outcome<Name> = Extract<DecideCase, { outcome: Name }>;
type Done = Promise<Result<{ decisionId: string; effectiveAt: Date }>>;

/** What a finding without a violation and a referral store alike. */
export function baseRow({ actor, now, row, material, origin }: Deciding) {
  return {
    platformId: row.platformId,
    caseId: row.id,
    snapshotId: row.snapshotId,
    accountId: row.accountId,
    role: material.item.role,
    origin,
    contentDay: snapshotDay(material),
    ...automationColumns(automationUnasked(material)),
    decidedBy: actor.id,
    decidedAt: now,
    effectiveAt: new Date(now.getTime() + material.undoSeconds * 1000),
  };
}

/** What stops a finding without a violation from being made like this. */
export function rationaleProblems(
  { actor, material }: Pick<Deciding, "actor" | "material">,
  input: Outcome<"no_violation">,
): FieldFailure[] {
  const { rationale, clause } = input;
  const problems: FieldFailure[] = [];
  const problem = rationale === "" ? null : placeholderProblem(rationale);
  if (problem) problems.push({ field: "rationale", reason: `text_${problem}` });
  if (namesWithheld(rationale, withheldNames(material, actor.name)))
    problems.push({ field: "rationale", reason: "text_names_someone" });
  if (clause && !material.pack.clauses.some(({ ref }) => ref === clause))
    problems.push({ field: "clause", reason: "clause_unknown", values: { clause } });
  return problems;
}

/** Finds no violation: the content stays, every notifier is told, with the same redress (DSA Art. 16(5)). */
export async function decideNoViolation(deciding: Deciding, input: Outcome<"no_violation">): Done {
  const { tx, actor, now, row, material, writing } = deciding;
  const problems = rationaleProblems(deciding, input);
  if (problems.length > 0) return fail("refused", "decision_incomplete", { fields: await explained(tx, problems) });
  const base = baseRow(deciding);
  const { effectiveAt } = base;
  const toAffected = await clearedLetter(deciding, { clause: input.clause ?? null, effectiveAt });
  const decisionId = recordDecision(deciding, {
    ...base,
    outcome: "no_violation",
    ...(await pinned(deciding, input.clause)),
    rationale: input.rationale || rationaleFor(deciding, input),
    exceptionsConsidered: input.exceptionsConsidered,
    overrideCode: input.override ?? null,
    tags: input.tags.length > 0 ? input.tags : row.tags,
  });
  const finding = {
    rationale: input.rationale,
    clause: input.clause ?? null,
    decidedAt: now,
    effectiveAt,
  };
  const compose = (to: NotifierLetter) =>
    clearedMessage(material, finding, to, { deciderName: actor.name, words: wordsOf });
  const toNotifiers = notifierRows(material, compose, { decisionId, now, isAffectedTold: toAffected !== null });
  addLetters(writing, [...(toAffected ? [toAffected(decisionId)] : []), ...toNotifiers], effectiveAt);
  writing.answered.push({ case_id: row.id, decision_id: decisionId });
  await tellOfOrders(deciding, { decisionId, effectiveAt, hasEffect: false });
  const about = { outcome: "no_violation" };
  tellPlatform(deciding, { event: "decision.made", decisionId, runAt: effectiveAt, about });
  return ok({ decisionId, effectiveAt });
}

/** What is kept where nobody typed a reason, in the language of who decides: never nothing (N10). */
function rationaleFor({ actor, material, suggested }: Deciding, input: Outcome<"no_violation">): string {
  const language = localeOf(actor);
  const considered = {
    clause: input.clause ?? null,
    exceptions: input.exceptionsConsidered,
    suggested: suggested ? refsOf(suggested) : [],
  };
  return composedRationale(material, considered, { language, t: wordsOf(language, "decisions") });
}

/** The clause that was looked at, in the version that governs, where there is one. */
async function pinned({ material, clauseOf }: Deciding, ref: string | undefined) {
  const clause = material.pack.clauses.find((known) => known.ref === ref);
  const version = clause && versionGoverning(material.pack, clause.document, snapshotDay(material));
  if (!clause || !version) return { clauseRef: ref ?? null };
  const row = await clauseOf({ platformId: material.platform.id, versionRef: version.id, ref: clause.ref });
  return { clauseId: row?.id ?? null, clauseRef: clause.ref, versionRef: version.id };
}
