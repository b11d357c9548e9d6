import type { FieldFailure } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { countryOf, reachesCountry, reachesRole, rolesAddressed, versionGoverning } from "@/lib/policy/governing.rules";
import type { Clause, PolicyVersion } from "@/lib/policy/pack.contract";
import { PolicyProblem, type Recommendation } from "@/lib/policy/recommend.contract";
import { recommend } from "@/lib/policy/recommend.rules";
import type { Action } from "@/lib/policy/sanctions.contract";
import type { ChosenSanction } from "./choice.contract";
import {
  type Choice,
  clauseProblem,
  contentDayOf,
  evidenceProblems,
  exceptionProblems,
  findingsOf,
  findingsProblems,
  roleOf,
} from "./choice.rules";
import { detectionForEngine, detectionOf } from "./detection.rules";
import { type CaseMaterial, priorsOf } from "./material.rules";
import { type Moment, type PlannedSanction, planSanction, sanctionProblems } from "./plan.rules";
import { actionsForLaw, type ChoiceScope, leavesTable, whyNeverChosen } from "./table.rules";

/** What would follow from a choice: the one place where card and commit get it from. */
export type Assessment = {
  contentDay: string;
  decisionDay: string;
  decidedAt: Date;
  effectiveAt: Date;
  role: string | null;
  clause: Clause | null;
  version: PolicyVersion | null;
  recommendation: Recommendation | null;
  /** Actions that may be chosen without leaving the table. */
  allowed: Action[];
  sanctions: PlannedSanction[];
  leavesTable: boolean;
  count: { before: number; after: number; counter: string } | null;
  points: { added: number; total: number } | null;
  /** The strikes that the counter counted: what a reversal of one of them must flag. */
  countedStrikeIds: string[];
  problems: FieldFailure[];
};

/** Assesses a violation: the engine's answer, the chosen sanctions with their dates, and everything that is still wrong. */
export function assess(material: CaseMaterial, choice: Choice, now: Date): Assessment {
  const day = contentDayOf(material, choice, now);
  const role = roleOf(material, choice);
  const cited = choice.ground === "law" ? null : clauseProblem(material.pack, choice.clause, day.value);
  const clause = cited?.clause ?? null;
  const version = clause ? versionGoverning(material.pack, clause.document, day.value) : null;
  const engine =
    clause && role.value !== null ? ask(material, { clause, choice, day: day.value, role: role.value }, now) : null;
  const recommendation = engine?.answer ?? null;
  const effectiveAt = new Date(now.getTime() + material.undoSeconds * 1000);
  const decisionDay = dayIn(now, material.platform.zone);
  const moment = {
    decisionDay,
    effectiveAt,
    zone: material.platform.zone,
    infringements: choice.findings.infringements ?? 1,
  };
  const scope = scopeOf(material, { choice, clause, day: day.value, role: role.value ?? "" });
  const chosen = choice.sanctions ?? (recommendation?.recommended ?? []).map((action) => ({ action }));
  const planned = plan(material, chosen, { moment, scope });
  const tally = recommendation?.tally ?? null;
  return {
    contentDay: day.value,
    decisionDay,
    decidedAt: now,
    effectiveAt,
    role: role.value,
    clause,
    version,
    recommendation,
    allowed:
      choice.ground === "law"
        ? actionsForLaw(material.pack, scope)
        : actionsNamed(material, recommendation?.allowed ?? []),
    sanctions: planned.sanctions,
    leavesTable: recommendation?.violation === true && leavesTable(recommendation, planned.chosen),
    count:
      tally && recommendation?.count != null
        ? { before: tally.before, after: tally.count, counter: tally.counter }
        : null,
    points: pointsOf(planned.sanctions, recommendation),
    countedStrikeIds: [
      ...(tally?.counted ?? []).flatMap((index) => material.priors[index]?.id ?? []),
      ...strikesRepeated(material, { clause, version, role: role.value, chosen: planned.chosen }),
    ],
    problems: [
      ...day.problems,
      ...(cited?.problems ?? []),
      ...(clause || choice.ground === "law" ? role.problems : []),
      ...(engine?.problems ?? []),
      ...(recommendation?.violation === false && cited?.problems.length === 0
        ? notBroken(material, { clause, version, role: role.value })
        : []),
      ...(clause && recommendation?.violation ? findingsProblems(clause, choice.findings) : []),
      ...(clause ? exceptionProblems(material.pack, clause, choice.exceptionsConsidered) : []),
      ...evidenceProblems(material, choice.evidence),
      ...detectionOf(material, choice).problems,
      ...planned.problems,
    ],
  };
}

/** Why the cited clause is not broken: it is not for this role or this country, or what was found speaks against it. */
function notBroken(
  { pack, account }: CaseMaterial,
  { clause, version, role }: Pick<Assessment, "clause" | "version" | "role">,
): FieldFailure[] {
  const [field, values] = ["clause", { clause: clause?.ref ?? "" }];
  const addressed = version && rolesAddressed(pack, version);
  const roles = [addressed ?? null, clause?.appliesTo.roles ?? null].find(
    (named) => role !== null && !reachesRole(named, role),
  );
  if (roles)
    return [{ field, reason: "clause_other_role", values: { ...values, role: role ?? "", roles: roles.join(", ") } }];
  if (clause && !reachesCountry(clause, account?.jurisdiction)) {
    const countries = clause.jurisdiction?.limitedTo?.join(", ") ?? "";
    const country = countryOf(account?.jurisdiction) ?? "none";
    return [{ field, reason: "clause_other_country", values: { ...values, countries, country } }];
  }
  return [{ field, reason: "not_a_violation", values }];
}

function ask(
  material: CaseMaterial,
  { clause, choice, day, role }: { clause: Clause; choice: Choice; day: string; role: string },
  now: Date,
): { answer: Recommendation | null; problems: FieldFailure[] } {
  const input = {
    platform: material.platform.id,
    role,
    clause: clause.ref,
    contentDate: day,
    decisionDate: now.toISOString(),
    jurisdiction: material.account?.jurisdiction ?? null,
    priors: priorsOf(material.priors),
    findings: findingsOf(material, choice, clause),
  };
  try {
    return { answer: recommend(material.pack, input, now), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    return {
      answer: null,
      problems: [
        {
          field: error.field,
          reason: error.code === "unknown_clause" ? "clause_unknown" : "wrong_format",
          values: { clause: refNamed(error.field, input.findings?.alsoBreaks) ?? clause.ref },
        },
      ],
    };
  }
}

/** The reference that a field of the engine's input names: of the clauses broken as well, the one at that place. */
function refNamed(field: string, alsoBreaks: readonly string[] | null | undefined): string | undefined {
  const at = /^findings\.alsoBreaks\[(\d+)\]$/.exec(field)?.[1];
  return at === undefined ? undefined : alsoBreaks?.[Number(at)];
}

function scopeOf(
  material: CaseMaterial,
  at: { choice: Choice; clause: Clause | null; day: string; role: string },
): ChoiceScope {
  const documents = at.clause ? [at.clause.document] : material.pack.documents.map((document) => document.id);
  const versions = documents.flatMap((document) => versionGoverning(material.pack, document, at.day)?.id ?? []);
  const findings = { ...detectionForEngine(material, at.choice), ...at.choice.findings };
  return { versions, role: at.role, country: countryOf(material.account?.jurisdiction), findings };
}

function actionsNamed({ pack }: CaseMaterial, ids: readonly string[]): Action[] {
  return ids.flatMap((id) => pack.sanctions.actions.find((action) => action.id === id) ?? []);
}

/** The chosen actions with their dates, then what follows by itself; `chosen` leaves out what only follows. */
function plan(
  material: CaseMaterial,
  wanted: readonly ChosenSanction[],
  { moment, scope }: { moment: Moment; scope: ChoiceScope },
): { sanctions: PlannedSanction[]; chosen: string[]; problems: FieldFailure[] } {
  const problems: FieldFailure[] = [];
  const known = wanted.flatMap((chosen, index) => {
    const [action] = actionsNamed(material, [chosen.action]);
    const reason = action ? whyNeverChosen(action, scope) : "action_unknown";
    if (reason) problems.push({ field: `sanctions.${index}.action`, reason, values: { action: chosen.action } });
    else if (action) problems.push(...sanctionProblems(action, chosen, index, moment));
    return action ? [{ action, chosen }] : [];
  });
  const first = known.filter(
    ({ action }, index) => known.findIndex((other) => other.action.id === action.id) === index,
  );
  const followOn = new Set(first.flatMap(({ action }) => action.triggers));
  const chosen = first.filter(({ action }) => !followOn.has(action.id));
  const sanctions = [
    ...chosen.map(({ action, chosen }) => planSanction(action, chosen, moment)),
    ...actionsNamed(material, [...followOn]).map((action) => planSanction(action, { action: action.id }, moment, true)),
  ];
  return { sanctions, chosen: chosen.map(({ action }) => action.id), problems };
}

/** Points of what is imposed, and the total they lead to; the engine's total is that of its own recommendation. */
function pointsOf(sanctions: readonly PlannedSanction[], recommendation: Recommendation | null): Assessment["points"] {
  const added = sanctions.reduce((sum, sanction) => sum + sanction.points, 0);
  const earlier = recommendation ? recommendation.pointsTotal - recommendation.points : 0;
  return added + earlier === 0 ? null : { added, total: earlier + added };
}

/** Earlier strikes that opened a set for repeated violations of one document (WeChat's guidelines): chosen from it, relied on. */
function strikesRepeated(
  { pack, priors }: CaseMaterial,
  {
    clause,
    version,
    role,
    chosen,
  }: { clause: Clause | null; version: PolicyVersion | null; role: string | null; chosen: string[] },
): string[] {
  const opened = pack.sanctions.sets.some(
    (set) =>
      set.priorsRepeat &&
      set.covers.documents.includes(clause?.document ?? "") &&
      set.actions.some((id) => chosen.includes(id)),
  );
  if (!opened) return [];
  const documentOf = new Map(pack.clauses.map((known) => [known.ref, known.document]));
  return priors
    .filter(
      (strike) => strike.overturnedAt === null && strike.versionRef === version?.id && (strike.role ?? role) === role,
    )
    .filter((strike) => documentOf.get(strike.clauseRef) === clause?.document)
    .map((strike) => strike.id);
}
