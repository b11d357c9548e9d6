import type { VersionFile } from "../import/version.contract";
import { brokenIn } from "./broken.rules";
import { type Problem, problem, type Surroundings } from "./checks.contract";
import { clauseProblems } from "./clause-checks.rules";
import { knownRoles } from "./roles.rules";
import { sanctionProblems } from "./sanction-checks.rules";
import { tableProblems } from "./table-checks.rules";
import { versionDraftProblems } from "./version-checks.rules";

const alone: Surroundings = { others: [], refsElsewhere: new Set() };

/** What is inconsistent in a draft, in the order in which it is read: the version, its clauses, the table, the sanctions. */
export function checksOf(file: VersionFile, around: Surroundings = alone): Problem[] {
  return [
    ...versionDraftProblems(file, around),
    ...brokenProblems(file, around.refsElsewhere),
    ...clauseProblems(file, around.surfaces ?? []),
    ...tableProblems(file, knownRoles(around.roles ?? [], file)),
    ...sanctionProblems(file),
  ];
}

/** Whether a version with these problems may be published. */
export function mayPublish(problems: readonly Problem[]): boolean {
  return problems.every(({ severity }) => severity === "warns");
}

function brokenProblems(file: VersionFile, elsewhere: ReadonlySet<string>): Problem[] {
  return brokenIn(file)
    .filter(({ code, kind, target }) => !(code === "missing" && kind === "clause" && elsewhere.has(target)))
    .map(({ code, kind, target, place }) =>
      problem(code === "missing" ? "broken" : code, place, { kind, name: target, at: place[1] ?? "" }),
    );
}
