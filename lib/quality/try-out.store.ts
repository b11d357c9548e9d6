import "server-only";
import { and, asc, eq, getTableColumns, gte, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { isDatabaseAway } from "@/db/query-failed";
import { accounts, cases, decisions, sanctions, strikes, tryOutCases, tryOuts } from "@/db/schema";
import { plainError } from "@/lib/platform/plain-error.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { VersionFile } from "@/lib/policy/import/version.contract";
import { Findings } from "@/lib/policy/recommend.contract";
import type { TriedTotals } from "@/lib/policy/try-out/contract";
import { addTo } from "@/lib/policy/try-out/totals.rules";
import { type PastDecision, type PastStrike, type Trial, trialOf, tryOn } from "@/lib/policy/try-out/verdict.rules";
import { versionFileAt } from "@/lib/policy/version-file.queries";

// Without the file: it is read once a run, and a step is short.
const { file: _file, ...rowColumns } = getTableColumns(tryOuts);
type Row = Omit<typeof tryOuts.$inferSelect, "file">;
/** Read, tried and stored in one transaction: so much is lost at most, and a stop waits no longer. */
const perStep = 1000;
const daysKept = 90;

/** Decisions under the rules in question that stand: what was found wrong later is no measure of a rule. */
export function decisionsTried({
  platformId,
  earlierRefs,
  periodFrom,
  periodTo,
  withHidden,
}: Pick<Row, "platformId" | "earlierRefs" | "periodFrom" | "periodTo" | "withHidden">) {
  return and(
    eq(decisions.platformId, platformId),
    gte(decisions.decidedAt, periodFrom),
    lte(decisions.decidedAt, periodTo),
    eq(decisions.outcome, "violation"),
    inArray(decisions.versionRef, earlierRefs),
    isNull(decisions.undoneAt),
    isNull(decisions.reversedAt),
    isNull(decisions.supersededBy),
    withHidden ? undefined : sql`not ${cases.childSafety}`,
  );
}

const columns = {
  id: decisions.id,
  caseId: decisions.caseId,
  accountId: decisions.accountId,
  clauseRef: decisions.clauseRef,
  alsoBreaks: decisions.alsoBreaks,
  versionRef: decisions.versionRef,
  role: decisions.role,
  contentDay: decisions.contentDay,
  decidedAt: decisions.decidedAt,
  findings: decisions.findings,
  exceptions: decisions.exceptionsConsidered,
  // The rest of the recorded answer is sentences.
  recommended: sql<string[] | null>`${decisions.recommendation} -> 'recommended'`,
  jurisdiction: accounts.jurisdiction,
  language: cases.language,
};

async function nextDecisions(tx: Tx, row: Row) {
  const { decidedAt, id } = decisions;
  // As one row: the index is entered where the last step ended.
  const past = row.afterAt
    ? sql`(${decidedAt}, ${id}) > (${row.afterAt.toISOString()}::timestamptz, ${row.afterId}::uuid)`
    : undefined;
  const found = await tx
    .select(columns)
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .leftJoin(accounts, eq(accounts.id, decisions.accountId))
    .where(and(decisionsTried(row), past))
    .orderBy(asc(decidedAt), asc(id))
    .limit(perStep);
  return found.flatMap(({ clauseRef, versionRef, findings, exceptions, ...decision }) => {
    if (clauseRef === null || versionRef === null) return [];
    const exception = exceptions.find(({ applies }) => applies)?.letter ?? null;
    return { ...decision, clauseRef, versionRef, exception, findings: Findings.safeParse(findings).data ?? {} };
  });
}
type Found = Awaited<ReturnType<typeof nextDecisions>>[number];

/** Of the accounts of these decisions, every strike that was known by the last of them. */
async function strikesBehind(tx: Tx, found: readonly Found[]): Promise<Map<string, PastStrike[]>> {
  const ids = [...new Set(found.flatMap(({ accountId }) => accountId ?? []))];
  const until = found.at(-1)?.decidedAt;
  if (ids.length === 0 || !until) return new Map();
  const rows = await tx
    .select({
      accountId: strikes.accountId,
      decisionId: strikes.decisionId,
      clauseRef: strikes.clauseRef,
      versionRef: strikes.versionRef,
      role: strikes.role,
      contentDay: strikes.contentDay,
      confirmedAt: strikes.confirmedAt,
      overturnedAt: strikes.overturnedAt,
    })
    .from(strikes)
    .innerJoin(decisions, eq(decisions.id, strikes.decisionId))
    .where(and(inArray(strikes.accountId, ids), lte(strikes.confirmedAt, until), isNull(decisions.undoneAt)))
    .orderBy(asc(strikes.confirmedAt), asc(strikes.id));
  const byAccount = new Map<string, PastStrike[]>();
  for (const { accountId, ...strike } of rows) {
    const list = byAccount.get(accountId);
    if (list) list.push(strike);
    else byAccount.set(accountId, [strike]);
  }
  return byAccount;
}

async function imposedBy(tx: Tx, found: readonly Found[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ decisionId: sanctions.decisionId, action: sanctions.action })
    .from(sanctions)
    .where(
      and(
        inArray(
          sanctions.decisionId,
          found.map(({ id }) => id),
        ),
        eq(sanctions.isFollowOn, false),
      ),
    );
  const imposed = new Map<string, string[]>();
  for (const { decisionId, action } of rows) imposed.set(decisionId, [...(imposed.get(decisionId) ?? []), action]);
  return imposed;
}

/** Made ready once for a run; another run takes its place. */
let ready: { id: string; trial: Trial } | null = null;

async function trialFor(tx: Tx, { id, platformId, earlierRefs, periodFrom }: Row): Promise<Trial> {
  if (ready?.id === id) return ready.trial;
  const files = new Map<string, VersionFile | null>();
  for (const ref of earlierRefs) files.set(ref, await versionFileAt(tx, platformId, ref));
  const [stored] = await tx.select({ file: tryOuts.file }).from(tryOuts).where(eq(tryOuts.id, id));
  const file = VersionFile.parse(stored?.file);
  const trial = trialOf(file, dayIn(periodFrom, file.zone), (ref) => files.get(ref) ?? null);
  ready = { id, trial };
  return trial;
}

/** One step of a run, in one transaction. False: it is over. */
async function step(tx: Tx, id: string, now: Date): Promise<boolean> {
  const [row] = await tx.select(rowColumns).from(tryOuts).where(eq(tryOuts.id, id)).for("update");
  if (!row || !["waiting", "running"].includes(row.state)) return false;
  const found = await nextDecisions(tx, row);
  const last = found.at(-1);
  if (!last) {
    const done = { state: "done", endedAt: now, decisionsAll: row.decisionsDone } as const;
    await tx.update(tryOuts).set(done).where(eq(tryOuts.id, id));
    return false;
  }
  const trial = await trialFor(tx, row);
  const [behind, imposed] = [await strikesBehind(tx, found), await imposedBy(tx, found)];
  const totals = row.totals as TriedTotals;
  const made = found.map((decision) => {
    const strikesOf = behind.get(decision.accountId ?? "") ?? [];
    const { verdict, why, clause, was, would, count } = tryOn(trial, decision satisfies PastDecision, strikesOf);
    const groups = { clause: decision.clauseRef, role: decision.role ?? "", language: decision.language };
    addTo(totals, verdict, groups);
    return {
      ...{ platformId: row.platformId, tryOutId: id, decisionId: decision.id, caseId: decision.caseId },
      ...{ decidedAt: decision.decidedAt, clauseRef: decision.clauseRef, wouldRef: clause },
      ...{ role: groups.role, language: groups.language, verdict, why, was, would, count },
      imposed: imposed.get(decision.id) ?? [],
    };
  });
  await tx.insert(tryOutCases).values(made);
  await tx
    .update(tryOuts)
    .set({
      ...{ state: "running", startedAt: row.startedAt ?? now, totals },
      ...{ afterAt: last.decidedAt, afterId: last.id, decisionsDone: row.decisionsDone + found.length },
    })
    .where(eq(tryOuts.id, id));
  return true;
}

async function nextRun(db: Db): Promise<string | null> {
  const [row] = await db
    .select({ id: tryOuts.id })
    .from(tryOuts)
    .where(inArray(tryOuts.state, ["waiting", "running"]))
    .orderBy(asc(tryOuts.requestedAt))
    .limit(1);
  return row?.id ?? null;
}

/**
 * Carries on the runs that were asked for, the oldest first, for about `forMs` (one step at least): the worker calls it
 * again and again, after a crash as well. Answers whether anything is left.
 */
export async function carryTryOuts(db: Db, clock: () => Date, forMs: number): Promise<boolean> {
  const until = performance.now() + forMs;
  for (let id = await nextRun(db); id; id = await nextRun(db)) {
    const running = id;
    try {
      while (await db.transaction((tx) => step(tx, running, clock()))) if (performance.now() >= until) return true;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      console.error(`trying out ${running} failed: ${plainError(error)}`);
      await db.update(tryOuts).set({ state: "failed", endedAt: clock() }).where(eq(tryOuts.id, running));
    }
    if (performance.now() >= until) return true;
  }
  return false;
}

/** Runs that ended long ago go, with what they said of each case. */
export async function forgetTryOuts(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - daysKept * 86_400_000);
  await db.delete(tryOuts).where(lt(tryOuts.endedAt, before));
}
