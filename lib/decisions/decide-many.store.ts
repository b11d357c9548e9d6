import "server-only";
import type { Tx } from "@/db/client";
import { heldByReferral } from "@/lib/crime/referral.store";
import type { CommandContext } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import { clauseGoverning } from "@/lib/policy/store";
import { type CaseRow, casesFor, moveCase, moveCases, notHeld } from "@/lib/queue/store";
import type { DecideCase, Decided } from "./contract";
import { decideNoViolation } from "./decide-other.store";
import { decideReferred } from "./decide-referred.store";
import { decideViolation } from "./decide-violation.store";
import type { CaseMaterial } from "./material.rules";
import { materialsOf } from "./material.store";
import { type Deciding, lockAccounts, originsOf } from "./record.store";
import { afterReferral } from "./referral.rules";
import { sealsOfDecisions } from "./row-seal.store";
import { standingSuggestions } from "./suggested-before.store";
import { nothingYet, storeWriting, type Writing } from "./writing.store";

/** What to decide: as it was sent, or as it follows from what is known under the locks. */
export type Asked = {
  caseId: string;
  version: number;
  input: (material: CaseMaterial) => Result<DecideCase>;
  /** The least undo window, where a decision is one of many that are taken back together. */
  undoSeconds?: number;
};
type Verb = "decide" | "refer";

/** One decision on one case, inside the transaction of the command that a person gives. */
export async function decideOne(
  context: CommandContext,
  { verb, ...asked }: Asked & { verb: Verb },
): Promise<Result<Decided>> {
  const [decided] = await decideMany(context, verb, [asked]);
  return decided ?? fail("not_found", "case_not_found");
}

/**
 * Decisions of one person on cases of one platform, inside one transaction: one, or a batch of a wave, with as many
 * statements as one. Locks the cases, then the accounts, and reads under the locks what each choice is then made from; a
 * later case of an account counts the earlier ones; the log gets the hash of each row that is written. Answers for each case, in their order; of one that is refused nothing
 * is written.
 */
export async function decideMany(
  { tx, actor, now, alsoLogged }: CommandContext,
  verb: Verb,
  asked: readonly Asked[],
): Promise<Result<Decided>[]> {
  // A decision is a named person's: a key or a schedule has nobody who could answer for it.
  if (actor.kind !== "person") return asked.map(() => fail("forbidden"));
  const found = await casesFor(tx, { verb, actor, asked }, now);
  const rows = found.flatMap(({ row }) => row ?? []);
  await lockAccounts(
    tx,
    rows.map(({ accountId }) => accountId),
  );
  const read = await readAll(tx, rows);
  const held = await heldByReferral(
    tx,
    rows.map(({ id }) => id),
  );
  const writing = nothingYet();
  const answers: Result<Decided>[] = [];
  const decided: CaseRow[] = [];
  for (const [at, { input, undoSeconds = 0 }] of asked.entries()) {
    const { row, failure } = found[at] ?? {};
    const known = row && read(row, writing);
    if (!row || !known) {
      answers.push(failure ?? fail("not_found", "case_not_found"));
      continue;
    }
    const openedBy = held.get(row.id);
    // DSA Art. 18: what threatens a life is told, or refused by a second person, before the case is closed.
    if (verb === "decide" && openedBy !== undefined) {
      answers.push(fail("refused", "referral_is_open", { values: { name: openedBy } }));
      continue;
    }
    const material = { ...known.material, undoSeconds: Math.max(known.material.undoSeconds, undoSeconds) };
    const answer = await decideOn({ tx, actor, now, row, writing, ...known, material }, input);
    answers.push(answer);
    if (answer.ok && answer.value.outcome !== "referred") decided.push(row);
  }
  await storeWriting(tx, writing, now);
  for (const [caseId, rows] of await sealsOfDecisions(tx, writing.decisions)) alsoLogged(caseId, { rows });
  await moveCases(tx, decided, { state: "decided", decidedAt: now, ...notHeld });
  return answers;
}

/** Everything about these cases that their decisions are made from, in as many queries as for one. */
async function readAll(tx: Tx, rows: readonly CaseRow[]) {
  const caseIds = rows.map(({ id }) => id);
  const some = rows.length > 0;
  const materials = new Map((some ? await materialsOf(tx, caseIds) : []).map((each) => [each.caseId, each]));
  const origins = some ? await originsOf(tx, rows) : new Map<string, never>();
  const suggestions = some ? await standingSuggestions(tx, caseIds) : new Map<string, never>();
  const clauses = new Map<string, ReturnType<typeof clauseGoverning>>();
  const clauseOf: Deciding["clauseOf"] = (cited) => {
    const key = JSON.stringify(cited);
    const clause = clauses.get(key) ?? clauseGoverning(tx, cited);
    clauses.set(key, clause);
    return clause;
  };
  return (row: CaseRow, writing: Writing) => {
    const material = materials.get(row.id);
    const origin = origins.get(row.id);
    if (!material || !origin) return null;
    return { material: withEarlier(material, writing), origin, suggested: suggestions.get(row.id), clauseOf };
  };
}

/** What was decided for the same account in this transaction counts as if it stood already. */
function withEarlier(material: CaseMaterial, { strikes }: Writing): CaseMaterial {
  const own = strikes.filter(({ accountId }) => accountId === material.account?.id);
  if (own.length === 0) return material;
  const priors = own.map(({ points = 0, role = null, ...strike }) => ({
    ...strike,
    points,
    role,
    overturnedAt: null,
  }));
  return { ...material, priors: [...material.priors, ...priors] };
}

async function decideOn(deciding: Deciding, chosen: Asked["input"]): Promise<Result<Decided>> {
  const { tx, actor, row, material } = deciding;
  const choice = chosen(material);
  if (!choice.ok) return choice;
  const input = choice.value;
  const made = await byOutcome(deciding, input);
  if (!made.ok) return made;
  const { decisionId, effectiveAt } = made.value;
  const { outcome } = input;
  if (outcome === "referred") {
    const after = afterReferral({ to: input.to, dueAt: row.dueAt, effectiveAt });
    await moveCase(tx, row, { ...after, setAsideBy: actor.id, ...notHeld });
  }
  const undoUntil = effectiveAt.toISOString();
  const { reference } = material;
  return ok({ decisionId, caseId: row.id, platform: row.platformId, reference, undoUntil, outcome });
}

function byOutcome(deciding: Deciding, input: DecideCase): Promise<Result<{ decisionId: string; effectiveAt: Date }>> {
  switch (input.outcome) {
    case "violation":
      return decideViolation(deciding, input);
    case "no_violation":
      return decideNoViolation(deciding, input);
    case "referred":
      return decideReferred(deciding, input);
  }
}
