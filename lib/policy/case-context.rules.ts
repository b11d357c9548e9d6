import { dayIn, parsePossibleDay, UnreadableDate } from "@/lib/platform/time.rules";
import type { PolicyPack } from "./contract";
import { packOn } from "./editions.rules";
import { countryOf, versionGoverning } from "./governing.rules";
import { nearestRefs } from "./nearest-refs.rules";
import type { Clause, PolicyVersion } from "./pack.contract";
import { type Findings, PolicyProblem, type RecommendInput } from "./recommend.contract";

/** A point in time as it was given: a day in the platform's zone and, where known, the instant. */
export type Moment = { day: string; instant: Date | null };

/** What the engine decides on, with references and dates resolved. */
export type CaseContext = {
  pack: PolicyPack;
  clauses: ReadonlyMap<string, Clause>;
  clause: Clause;
  alsoBreaks: Clause[];
  role: string;
  /** ISO 3166 country, or null where none is recorded. */
  country: string | null;
  content: Moment;
  decision: Moment;
  version: PolicyVersion | null;
  findings: Findings;
};

/** Resolves the input against the pack. Throws PolicyProblem naming the field that cannot be read or does not exist. */
export function caseContext(whole: PolicyPack, input: RecommendInput, now: Date): CaseContext {
  const refs = new Map(whole.clauses.map((clause) => [clause.ref, clause]));
  for (const [field, ref] of citedIn(input)) clauseCited(refs, ref, field, whole.name.en);
  const content = momentOf(input.contentDate, "contentDate", whole.zone, now);
  const pack = packOn(whole, content.day);
  const clauses = new Map(pack.clauses.map((clause) => [clause.ref, clause]));
  const clause = clauseCited(clauses, input.clause, "clause", pack.name.en);
  const findings = input.findings ?? {};
  const beside = new Set(
    (findings.alsoBreaks ?? []).map((ref, at) => clauseCited(clauses, ref, `findings.alsoBreaks[${at}]`, pack.name.en)),
  );
  return {
    pack,
    clauses,
    clause,
    // In the order of the document, so that the order of citing them changes nothing.
    alsoBreaks: pack.clauses.filter((other) => beside.has(other) && other !== clause),
    role: input.role,
    country: countryOf(input.jurisdiction),
    content,
    decision: momentOf(input.decisionDate, "decisionDate", pack.zone, now),
    version: versionGoverning(pack, clause.document, content.day),
    findings,
  };
}

/** What is cited, with the field that cites it, in the order in which problems are told. */
function citedIn({ clause, findings }: RecommendInput): [string, string][] {
  const beside = (findings?.alsoBreaks ?? []).map((ref, at): [string, string] => [`findings.alsoBreaks[${at}]`, ref]);
  return [["clause", clause], ...beside];
}

/** A date of the input as a moment; not given: now. */
export function momentOf(text: string | null | undefined, field: string, zone: string, now: Date): Moment {
  if (text === null || text === undefined) return { day: dayIn(now, zone), instant: now };
  try {
    return parsePossibleDay(text, zone);
  } catch (error) {
    if (error instanceof UnreadableDate) throw new PolicyProblem("invalid_date", field, error.message);
    throw error;
  }
}

function clauseCited(clauses: ReadonlyMap<string, Clause>, ref: string, field: string, platform: string): Clause {
  const clause = clauses.get(ref);
  if (clause) return clause;
  const near = nearestRefs([...clauses.keys()], ref);
  const hint = near.length > 0 ? ` Nearest: ${near.join(", ")}.` : "";
  throw new PolicyProblem("unknown_clause", field, `${platform} has no clause "${ref}".${hint}`);
}
