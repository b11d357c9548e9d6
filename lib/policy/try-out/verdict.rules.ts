import { against, type Measures, measuresOf } from "../compare/graver.rules";
import { matchClauses, renamed } from "../compare/match.rules";
import { packOfVersion } from "../compare/one-version.rules";
import type { PolicyPack } from "../contract";
import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import {
  type Findings,
  PolicyProblem,
  type Prior,
  type Recommendation,
  type RecommendInput,
} from "../recommend.contract";
import { recommend } from "../recommend.rules";
import type { UntoldWhy, Verdict } from "./contract";

/** A decision of the past with what it rested on. */
export type PastDecision = {
  id: string;
  accountId: string | null;
  clauseRef: string;
  alsoBreaks: readonly string[];
  versionRef: string;
  role: string | null;
  contentDay: string;
  decidedAt: Date;
  jurisdiction: string | null;
  findings: Findings;
  /** The letter of an exception that was found to apply. */
  exception: string | null;
  /** What the engine recommended then; null: it is not recorded, or it could say nothing. */
  recommended: readonly string[] | null;
};

/** A confirmed violation of an account, whenever it was. */
export type PastStrike = {
  decisionId: string;
  clauseRef: string;
  versionRef: string;
  role: string | null;
  contentDay: string;
  confirmedAt: Date;
  overturnedAt: Date | null;
};

export type Tried = {
  verdict: Verdict;
  why: UntoldWhy | null;
  /** The clause that it would be decided under; null: the version has none that says the same. */
  clause: string | null;
  was: string[];
  would: string[];
  count: number | null;
};

/** A version that is tried, made ready once: as a pack of its own, and with what its clauses were called before. */
export type Trial = {
  pack: PolicyPack;
  clauses: ReadonlyMap<string, Clause>;
  measures: Measures;
  /** By the version that decisions were made under. */
  earlier: Map<string, Earlier | null>;
  earlierFile: (versionRef: string) => VersionFile | null;
  file: VersionFile;
  /** The day on which the version is taken to have begun (YYYY-MM-DD in the platform's zone). */
  since: string;
  /** What the engine answered to the same question before: most cases of a year are alike. */
  answers: Map<string, Answer>;
};
type Answer = Pick<Recommendation, "violation" | "recommended" | "count"> | null;
type Earlier = { rename: (ref: string) => string | null; measures: Measures; clauses: ReadonlyMap<string, Clause> };

export function trialOf(file: VersionFile, since: string, earlierFile: Trial["earlierFile"]): Trial {
  const pack = packOfVersion(file);
  return {
    ...{ file, since, pack, earlierFile, earlier: new Map(), answers: new Map() },
    clauses: byRef(file.clauses),
    measures: measuresOf(file.sanctions.actions),
  };
}

const byRef = (clauses: readonly Clause[]) => new Map(clauses.map((clause) => [clause.ref, clause]));

/** Whether a decision was made under rules that the version would take the place of. */
export function isAbout(trial: Trial, { versionRef }: Pick<PastDecision, "versionRef">): boolean {
  return earlierIn(trial, versionRef) !== null;
}

function earlierIn(trial: Trial, versionRef: string): Earlier | null {
  const known = trial.earlier.get(versionRef);
  if (known !== undefined) return known;
  const file = trial.earlierFile(versionRef);
  const isOfThese = file?.version.documents.some((document) => trial.file.version.documents.includes(document));
  const made = file && isOfThese ? madeReady(file, trial.file) : null;
  trial.earlier.set(versionRef, made);
  return made;
}

function madeReady(from: VersionFile, to: VersionFile): Earlier {
  return {
    rename: renamed(matchClauses(from, to)),
    measures: measuresOf(from.sanctions.actions),
    clauses: byRef(from.clauses),
  };
}

/**
 * What would follow from a past decision if the version had begun on the trial's first day. As in the engine, the day of
 * the content picks the version: older content stays under the rules of its day, and a violation under those rules is not
 * counted, since counters begin anew with a version (DESIGN.md section 5, Counting). Only what was known on the day of
 * that decision counts: strikes confirmed by then, and not overturned by then. It is held against what the engine recommended then, not against what was imposed: who left the table did so by choice.
 */
export function tryOn(trial: Trial, decision: PastDecision, strikes: readonly PastStrike[]): Tried {
  const was = [...(decision.recommended ?? [])];
  const untold = (why: UntoldWhy, clause: string | null = null): Tried => ({
    ...{ verdict: "untold", why, clause, was, would: [], count: null },
  });
  const earlier = earlierIn(trial, decision.versionRef);
  if (decision.recommended === null || !earlier) return untold("not_recorded");
  if (!governs(trial, decision)) {
    const told = { why: "earlier_version", clause: decision.clauseRef, was, would: was, count: null } as const;
    return { verdict: "same", ...told };
  }
  if (!trial.file.version.textAvailable) return untold("no_text");
  const ref = earlier.rename(decision.clauseRef);
  const clause = ref === null ? undefined : trial.clauses.get(ref);
  const nothing = (why: UntoldWhy, now: string | null): Tried => ({
    ...{ verdict: was.length === 0 ? "same" : "nothing", why, clause: now, was, would: [], count: null },
  });
  if (!clause) return nothing("clause_retired", null);
  if (decision.role === null) return untold("no_role", clause.ref);
  const relation = relationOf(clause, earlier.clauses.get(decision.clauseRef), decision.findings);
  if (relation === "unknown") return untold("reporter_unknown", clause.ref);
  const question = {
    ...{ decision, role: decision.role, clause, earlier },
    findings: { ...decision.findings, ...(relation ? { reporterRelation: relation } : {}) },
  };
  const ask = (known: readonly PastStrike[]) => asked(trial, { ...question, priors: priorsOn(trial, decision, known) });
  const counted = strikes.filter((strike) => governs(trial, strike));
  const answer = ask(counted);
  if (!answer) return untold("unreadable", clause.ref);
  if (answer.recommended === null) return untold("engine_silent", clause.ref);
  if (answer.violation === false) return nothing("no_violation", clause.ref);
  const would = [...answer.recommended];
  const verdict = verdictOf(was, would, { earlier: earlier.measures, later: trial.measures });
  const isAnew = verdict !== "same" && counted.length < strikes.length && !isSameSet(ask(strikes)?.recommended, would);
  return { verdict, why: isAnew ? "counted_anew" : null, clause: clause.ref, was, would, count: answer.count };
}

/** Whether the version that is tried is the one for that content: its own day says so, or it was decided under it. */
function governs({ file, since }: Trial, { versionRef, contentDay }: Pick<PastStrike, "versionRef" | "contentDay">) {
  return contentDay >= since || versionRef === file.version.id;
}

function isSameSet(set: readonly string[] | null | undefined, other: readonly string[]): boolean {
  return Boolean(set) && set?.length === other.length && set.every((id) => other.includes(id));
}

function verdictOf(was: string[], would: string[], measures: Parameters<typeof against>[2]): Verdict {
  if (would.length === 0 && was.length > 0) return "nothing";
  const standing = against(was, would, measures);
  return standing === "stronger" ? "more" : standing === "milder" ? "less" : standing;
}

type Question = {
  decision: PastDecision;
  role: string;
  clause: Clause;
  earlier: Earlier;
  findings: Findings;
  priors: Prior[];
};

const mostAnswers = 20_000;

function asked(trial: Trial, { decision, role, clause, earlier, findings, priors }: Question): Answer {
  const { pack, clauses, answers } = trial;
  const alsoBreaks = decision.alsoBreaks.flatMap((ref) => {
    const now = earlier.rename(ref);
    return now !== null && clauses.has(now) ? [now] : [];
  });
  const exception = findings.exception ?? decision.exception;
  const input = {
    ...{ platform: pack.platform, role, clause: clause.ref, jurisdiction: decision.jurisdiction, priors },
    contentDate: decision.contentDay,
    decisionDate: decision.decidedAt.toISOString(),
    findings: { ...findings, alsoBreaks, ...(exception === null || exception === undefined ? {} : { exception }) },
  };
  const question = questionOf(pack, input);
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = answerOf(pack, input, decision.decidedAt);
  // What was typed with a finding is part of the question: where all differ, none is worth keeping.
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(question, answer);
  return answer;
}

function answerOf(pack: PolicyPack, input: RecommendInput, now: Date): Answer {
  try {
    const { violation, recommended, count } = recommend(pack, input, now);
    return { violation, recommended, count };
  } catch (error) {
    if (error instanceof PolicyProblem) return null;
    throw error;
  }
}

/**
 * What the answer depends on. The version governs any day and later strikes are left out already, so dates matter only
 * where a counter forgets.
 */
function questionOf(pack: PolicyPack, { priors = [], contentDate, decisionDate, ...input }: RecommendInput): string {
  const forgets = pack.sanctions.counters.some(({ windowDays }) => windowDays !== null);
  if (forgets) return JSON.stringify({ ...input, contentDate, decisionDate, priors });
  const counted = (priors ?? []).map(({ clause, role, status }) => [clause, role ?? "", status].join(" "));
  return JSON.stringify({ ...input, priors: counted.sort((a, b) => (a < b ? -1 : 1)) });
}

/** Strikes as they were known when the decision was made, by what the version that is tried calls their clauses. */
function priorsOn(trial: Trial, decision: PastDecision, strikes: readonly PastStrike[]): Prior[] {
  return strikes.flatMap((strike): Prior[] => {
    if (strike.decisionId === decision.id || strike.confirmedAt > decision.decidedAt) return [];
    const earlier = earlierIn(trial, strike.versionRef);
    const clause = earlier?.rename(strike.clauseRef);
    if (!clause || !trial.clauses.has(clause)) return [];
    const wasOverturned = strike.overturnedAt !== null && strike.overturnedAt <= decision.decidedAt;
    return [
      {
        ...{ clause, role: strike.role, contentDate: strike.contentDay },
        decisionDate: strike.confirmedAt.toISOString(),
        status: wasOverturned ? "overturned" : "confirmed",
      },
    ];
  });
}

/**
 * Who reported is not kept with a decision. Where the clause it was made under asked for somebody, it was one of those;
 * where only the version that is tried asks, nobody can tell.
 */
function relationOf(clause: Clause, before: Clause | undefined, findings: Findings) {
  const wanted = clause.needs.reporter?.relations;
  if (!wanted || findings.reporterRelation) return null;
  const found = before?.needs.reporter?.relations;
  if (!found) return "unknown";
  return found.every((relation) => wanted.includes(relation)) ? (found[0] ?? null) : "unknown";
}
