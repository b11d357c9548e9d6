import { isStatementCategory, keywordOther, keywords, keywordsOf } from "@/lib/platform/statement-values.rules";
import type { VersionFile } from "../import/version.contract";
import type { Clause } from "../pack.contract";
import { type Problem, problem } from "./checks.contract";

/** Clauses, one by one: what a decision under them could not be reported or carried out with. */
export function clauseProblems(file: VersionFile, surfaces: readonly string[]): Problem[] {
  const ofEach = file.clauses.flatMap((clause) => [
    ...unknownValues(clause),
    ...(clause.enforceable ? [...taxonomyProblems(clause), ...consequenceProblems(file, clause)] : []),
    ...unknownSurfaces(clause, surfaces),
    ...tableOnly(file, clause),
  ]);
  return [...ofEach, ...languageProblems(file.clauses)];
}

const knownKeywords: ReadonlySet<string> = new Set(keywords);

/** The Transparency Database refuses a statement with a value that is not in its lists, whoever wrote it into the draft. */
function unknownValues({ ref, editorial: { dsaCategory, dsaCategoryAddition, dsaKeywords } }: Clause): Problem[] {
  const unknown = (field: string, values: readonly string[]) =>
    values.map((value) => problem("clauseUnknownValue", ["clauses", ref, "editorial", field], { ref, value }));
  const noCategory = (value: string | null): value is string => value !== null && !isStatementCategory(value);
  return [
    ...unknown("dsaCategory", [dsaCategory].filter(noCategory)),
    ...unknown("dsaCategoryAddition", dsaCategoryAddition.filter(noCategory)),
    ...unknown(
      "dsaKeywords",
      dsaKeywords.filter((value) => !knownKeywords.has(value)),
    ),
  ];
}

function taxonomyProblems({ ref, editorial }: Clause): Problem[] {
  const { dsaCategory, dsaCategoryAddition, dsaKeywords, severity } = editorial;
  const at = (field: string) => ["clauses", ref, "editorial", field];
  const problems: Problem[] = [];
  if (dsaCategory === null) problems.push(problem("clauseNoCategory", at("dsaCategory"), { ref }));
  // The one category of the template that has no keywords needs none.
  const takesKeyword =
    dsaCategory === null || !isStatementCategory(dsaCategory) || keywordsOfCategory(dsaCategory).length > 0;
  if (takesKeyword && dsaKeywords.length === 0) problems.push(problem("clauseNoKeyword", at("dsaKeywords"), { ref }));
  if (dsaCategory !== null) {
    const fitting = [dsaCategory, ...dsaCategoryAddition].flatMap(keywordsOfCategory);
    const other = dsaKeywords.find(
      (keyword) => knownKeywords.has(keyword) && keyword !== keywordOther && !fitting.includes(keyword),
    );
    if (other) problems.push(problem("clauseOtherKeyword", at("dsaKeywords"), { ref, keyword: other }));
  }
  if (severity === null) problems.push(problem("clauseNoSeverity", at("severity"), { ref }));
  return problems;
}

function keywordsOfCategory(category: string): readonly string[] {
  return isStatementCategory(category) ? keywordsOf[category] : [];
}

/** An enforceable clause that nothing follows from, or not for everybody whom it addresses. */
function consequenceProblems(file: VersionFile, clause: Clause): Problem[] {
  const { ref, rows, appliesTo } = clause;
  const { table } = file.sanctions;
  const own = (table?.rows ?? []).filter((row) => rows.includes(row.item));
  if (own.length === 0 && !isCovered(file, clause)) return [problem("clauseNoSanction", ["clauses", ref], { ref })];
  if (own.length === 0) return [];
  const roles = appliesTo.suggestTo ?? appliesTo.roles;
  return roles
    .filter((role) => role !== "any" && !own.some((row) => Object.values(row.cells[role] ?? {}).some(Boolean)))
    .map((role) => problem("clauseRoleWithoutRow", ["clauses", ref, "rows"], { ref, role }));
}

function isCovered(file: VersionFile, clause: Clause): boolean {
  const above = new Set<string>();
  for (let at: Clause | undefined = clause; at && !above.has(at.ref); ) {
    above.add(at.ref);
    const { parent }: Clause = at;
    at = file.clauses.find((other) => other.ref === parent);
  }
  const reaches = (limits: readonly string[], wanted: (limit: string) => boolean) =>
    limits.length === 0 || limits.some(wanted);
  return file.sanctions.sets.some(
    ({ covers }) =>
      reaches(covers.clauses, (ref) => above.has(ref)) && reaches(covers.documents, (id) => id === clause.document),
  );
}

/** No report is of a place that the platform does not have, so a clause for that place alone would never be suggested. */
function unknownSurfaces({ ref, appliesTo }: Clause, surfaces: readonly string[]): Problem[] {
  if (surfaces.length === 0) return [];
  return appliesTo.surfaces
    .filter((surface) => surface !== "any" && !surfaces.includes(surface))
    .map((surface) => {
      const values = { ref, surface, options: surfaces.join(", ") };
      return problem("clauseUnknownSurface", ["clauses", ref, "appliesTo", "surfaces"], values);
    });
}

/** The engine sanctions nothing under a clause that is no rule, so its row would never be read. */
function tableOnly({ sanctions }: VersionFile, { ref, rows, enforceable, kind }: Clause): Problem[] {
  const isRule = enforceable && kind !== "gate";
  const named = (sanctions.table?.rows ?? []).some((row) => rows.includes(row.item));
  return !isRule && named ? [problem("clauseNotEnforceableInTable", ["clauses", ref, "enforceable"], { ref })] : [];
}

const mostNamed = 8;

/** One line for all clauses: dozens of them would bury what stands against publishing. It leads to the first. */
function languageProblems(clauses: readonly Clause[]): Problem[] {
  const lacking = clauses.filter(({ titleZh, zh }) => !((titleZh || zh?.title) && zh?.summary)).map(({ ref }) => ref);
  const [first] = lacking;
  if (first === undefined) return [];
  const refs = lacking.slice(0, mostNamed).join(", ");
  const values = { count: lacking.length, refs, more: Math.max(0, lacking.length - mostNamed) };
  return [problem("clauseNoChinese", ["clauses", first, "zh"], values)];
}
