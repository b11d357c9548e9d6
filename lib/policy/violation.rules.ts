import type { CaseContext } from "./case-context.rules";
import { reachesCountry, reachesRole, rolesAddressed, versionGoverning } from "./governing.rules";
import type { Clause, ClauseException, PolicyVersion } from "./pack.contract";
import type { Said } from "./recommend.contract";
import { list, say } from "./sentences.rules";

/** Whether a cited clause stands. `broken` null: its text is not recorded. `reasons` say why it does not stand. */
export type Judgement = {
  clause: Clause;
  version: PolicyVersion | null;
  broken: boolean | null;
  outOfScope: boolean;
  reasons: Said[];
  warnings: Said[];
};

const kindReasons: Partial<Record<Clause["kind"], string>> = {
  gate: "why.kindGate",
  advice: "why.kindAdvice",
  definition: "why.kindDefinition",
  permission: "why.kindPermission",
  process: "why.kindProcess",
  scope: "why.kindScope",
};

/** Citing a clause says that its elements are found (malice too), unless a finding denies one or the clause does not reach. */
export function judge(context: CaseContext, clause: Clause): Judgement {
  const version = versionGoverning(context.pack, clause.document, context.content.day);
  if (!version?.textAvailable) return unrecorded(context, clause, version);
  const scope = outOfScope(context, clause, version);
  const { reasons: denied, warnings } = deniedElements(context, clause);
  const reasons = [...scope, ...notARule(context, clause, version), ...denied];
  return {
    clause,
    version,
    broken: reasons.length === 0,
    outOfScope: scope.length > 0,
    reasons,
    warnings: reasons.length === 0 ? [...warnings, ...clauseWarnings(context, clause)] : warnings,
  };
}

function unrecorded({ content }: CaseContext, clause: Clause, version: PolicyVersion | null): Judgement {
  const values = { document: clause.document, day: content.day };
  return {
    clause,
    version,
    broken: null,
    outOfScope: false,
    reasons: [say(version ? "why.noText" : "why.noVersion", values)],
    warnings: [say("warning.noRecordedVersion", values)],
  };
}

/**
 * The version does not address this role, or its clause not this role or this country. Whom a clause of another version
 * addresses is beside the point: that the clause is not in force is the whole reason.
 */
function outOfScope({ pack, role, country }: CaseContext, clause: Clause, version: PolicyVersion): Said[] {
  const said: Said[] = [];
  const inForce = clause.versions.includes(version.id);
  const addressed = inForce ? version.roles : rolesAddressed(pack, version);
  if (!reachesRole(addressed, role)) {
    said.push(say("why.roleNotInVersion", { version: version.id, role, roles: list(addressed ?? []) }));
  } else if (inForce && !reachesRole(clause.appliesTo.roles, role)) {
    said.push(say("why.roleNotInClause", { clause: clause.ref, role, roles: list(clause.appliesTo.roles) }));
  }
  if (inForce && !reachesCountry(clause, country)) {
    const values = { clause: clause.ref, countries: list(clause.jurisdiction?.limitedTo ?? []) };
    said.push(
      country ? say("why.otherCountry", { ...values, jurisdiction: country }) : say("why.countryUnknown", values),
    );
  }
  return said;
}

function notARule({ content }: CaseContext, clause: Clause, version: PolicyVersion): Said[] {
  const said: Said[] = [];
  if (!clause.versions.includes(version.id)) {
    said.push(say("why.clauseNotInVersion", { clause: clause.ref, version: version.id, day: content.day }));
  }
  if (!clause.enforceable || clause.kind === "gate") {
    said.push(say(kindReasons[clause.kind] ?? "why.notEnforceable", { clause: clause.ref }));
  }
  return said;
}

function deniedElements(context: CaseContext, clause: Clause): { reasons: Said[]; warnings: Said[] } {
  const { findings } = context;
  const { malice, repeats, reporter } = clause.needs;
  const reasons: Said[] = [];
  const warnings: Said[] = [];
  if (findings.conditionsMet === false) reasons.push(say("why.conditionsNotMet", { clause: clause.ref }));
  if (malice && findings.malicious === false) {
    reasons.push(say("why.noMalice", { clause: clause.ref }));
    if (malice.otherwise) warnings.push(say("warning.otherwise", { clause: malice.otherwise }));
  }
  if (repeats && typeof findings.repeatCount === "number" && findings.repeatCount < repeats.atLeast) {
    reasons.push(
      say("why.tooFewMessages", { clause: clause.ref, needed: repeats.atLeast, found: findings.repeatCount }),
    );
  }
  if (reporter) {
    const relations = list(reporter.relations);
    const relation = findings.reporterRelation;
    if (!relation) warnings.push(say("warning.reporterNotRecorded", { clause: clause.ref, relations }));
    else if (!reporter.relations.includes(relation))
      reasons.push(say("why.wrongReporter", { clause: clause.ref, relations, relation }));
  }
  const exception = exceptionFound(context, clause);
  if (exception) (exception.code.startsWith("why") ? reasons : warnings).push(exception);
  return { reasons, warnings };
}

/** Exceptions a clause knows: its own, and those of the clause it names in `exceptionsFrom`. No clause inherits others. */
export function exceptionsOf(context: Pick<CaseContext, "clauses">, clause: Clause): ClauseException[] {
  const borrowed = clause.exceptionsFrom ? context.clauses.get(clause.exceptionsFrom)?.exceptions : undefined;
  return [...clause.exceptions, ...(borrowed ?? [])];
}

/** `true` says that one applies; a string is its letter: "b", "(b)", "b)". One that the clause does not know is a warning. */
function exceptionFound(context: CaseContext, clause: Clause): Said | null {
  const found = context.findings.exception;
  if (found === undefined || found === null || found === false) return null;
  const letter =
    typeof found === "string"
      ? found
          .trim()
          .replace(/^\(|\)$/g, "")
          .toLowerCase()
      : "";
  if (typeof found === "string" && letter === "") return null;
  const known = exceptionsOf(context, clause);
  const cited = clause.ref === context.clause.ref;
  if (known.length === 0) return cited ? say("warning.exceptionNone", { clause: clause.ref }) : null;
  const matching =
    typeof found === "string" ? known.find((exception) => exception.letter.toLowerCase() === letter) : known[0];
  if (!matching) return cited ? say("warning.exceptionUnknown", { clause: clause.ref, letter }) : null;
  const any = found === true && known.length > 1;
  return say("why.exceptionApplies", {
    clause: clause.ref,
    letter: any ? list(known.map((exception) => exception.letter)) : matching.letter,
    text: any ? known.map((exception) => exception.text).join(" / ") : matching.text,
  });
}

/** A clause's warning, and those of the table rows it stands for, said to the roles that the text does not point at. */
function clauseWarnings({ clauses, role, pack }: CaseContext, clause: Clause): Said[] {
  const rowRefs =
    pack.sanctions.table?.rows.filter((row) => clause.rows.includes(row.item)).map((row) => row.ref) ?? [];
  return [...new Set([clause.ref, ...rowRefs])]
    .flatMap((ref) => clauses.get(ref) ?? [])
    .filter(
      ({ warning, appliesTo }) =>
        warning !== null && (appliesTo.suggestTo === null || !reachesRole(appliesTo.suggestTo, role)),
    )
    .map(({ ref, warning }) => say("warning.clause", { clause: ref, text: warning ?? "" }));
}
