import type { DecisionCorrections as Corrections } from "@/db/schema";
import type { FieldFailure } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { type Clause, ReporterRelation } from "@/lib/policy/pack.contract";
import type { Findings as EngineFindings } from "@/lib/policy/recommend.contract";
import type { PreviewDecision } from "./contract";
import { isReason, leastReason } from "./correction.rules";
import { detectionCorrection, detectionForEngine } from "./detection.rules";
import { exceptionLines } from "./localised.rules";
import { type CaseMaterial, rolesOf, snapshotDay } from "./material.rules";

/** What a moderator chose for a violation, complete or not; the wire shapes of the card and of the commit both fit. */
export type Choice = Omit<PreviewDecision, "caseId">;

type Checked<Value> = { value: Value; problems: FieldFailure[] };

/**
 * The content's day, which picks the version. The snapshot's own where it knows, unless the moderator corrects it and says
 * why; else the moderator's, who is asked only where the answer could change the version that governs.
 */
export function contentDayOf(material: CaseMaterial, choice: Choice, now: Date): Checked<string> {
  const known = snapshotDay(material);
  const { contentDate, clause } = choice;
  if (material.snapshot.contentAtKnown) {
    if (contentDate === undefined || contentDate === known) return { value: known, problems: [] };
    if (!isReason(choice.contentDateWhy))
      return {
        value: known,
        problems: [{ field: "contentDate", reason: "content_date_known", values: { day: known, min: leastReason } }],
      };
  }
  if (contentDate !== undefined) {
    const future = contentDate > dayIn(now, material.platform.zone);
    return { value: contentDate, problems: future ? [{ field: "contentDate", reason: "content_date_future" }] : [] };
  }
  const document = material.pack.clauses.find((candidate) => candidate.ref === clause)?.document;
  const editions = material.pack.versions.filter(
    (version) => document !== undefined && version.documents.includes(document),
  );
  return {
    value: known,
    problems: editions.length > 1 ? [{ field: "contentDate", reason: "content_date_needed" }] : [],
  };
}

/** The role the person acted in: the item's own unless it is corrected with a reason, the platform's only one, or what the moderator adds. */
export function roleOf(material: CaseMaterial, choice: Choice): Checked<string | null> {
  const known = material.item.role;
  const roles = rolesOf(material.pack);
  if (known !== null) {
    if (choice.role === undefined || choice.role === known) return { value: known, problems: [] };
    if (!isReason(choice.roleWhy))
      return {
        value: known,
        problems: [{ field: "role", reason: "role_known", values: { role: known, min: leastReason } }],
      };
  }
  if (choice.role !== undefined) {
    const odd = roles.length > 0 && !roles.includes(choice.role);
    return {
      value: choice.role,
      problems: odd ? [{ field: "role", reason: "not_one_of", values: { options: roles.join(", ") } }] : [],
    };
  }
  if (roles.length > 1)
    return { value: null, problems: [{ field: "role", reason: "role_needed", values: { options: roles.join(", ") } }] };
  return { value: roles[0] ?? "user", problems: [] };
}

/** What the moderator put in the place of what the platform said, for the decision's own record. */
export function correctionsOf(material: CaseMaterial, choice: Choice): Corrections {
  const corrections: Corrections = {};
  const day = snapshotDay(material);
  const { role } = material.item;
  if (material.snapshot.contentAtKnown && choice.contentDate !== undefined && choice.contentDate !== day)
    corrections.contentDate = { from: day, to: choice.contentDate, why: choice.contentDateWhy?.trim() ?? "" };
  if (role !== null && choice.role !== undefined && choice.role !== role)
    corrections.role = { from: role, to: choice.role, why: choice.roleWhy?.trim() ?? "" };
  const detection = detectionCorrection(material, choice);
  if (detection) corrections.automatedDetection = detection;
  return corrections;
}

/** The cited clause if it can ground a decision on content of that day; else what is wrong with it, by name. */
export function clauseProblem(
  pack: PolicyPack,
  ref: string | undefined,
  day: string,
): { clause: Clause | null; problems: FieldFailure[] } {
  const wrong = (reason: string, clause: Clause | null, values: Record<string, string> = {}) => ({
    clause,
    problems: [{ field: "clause", reason, values: { clause: ref ?? "", day, ...values } }],
  });
  if (ref === undefined) return wrong("clause_needed", null);
  const clause = pack.clauses.find((candidate) => candidate.ref === ref);
  if (!clause) return wrong("clause_unknown", null);
  const version = versionGoverning(pack, clause.document, day);
  if (!version?.textAvailable) return wrong("no_recorded_version", clause, { document: clause.document });
  if (!clause.versions.includes(version.id)) return wrong("clause_not_in_force", clause);
  return clause.enforceable ? { clause, problems: [] } : wrong("clause_not_enforceable", clause);
}

/**
 * What was found, as the engine takes it: a considered exception that applies, and who reported, where nobody said
 * otherwise. A visitor may call themselves anybody's guardian: only a relation that the platform vouches for is taken.
 */
export function findingsOf(material: CaseMaterial, choice: Choice, clause: Clause): EngineFindings {
  const { maliciousWhy: _why, ...findings } = choice.findings;
  const applying = choice.exceptionsConsidered.find((exception) => exception.applies);
  const relations = material.notices
    .filter((notice) => notice.isVouchedFor)
    .flatMap(({ relation }) => ReporterRelation.safeParse(relation).data ?? []);
  const wanted = clause.needs.reporter?.relations ?? [];
  const reporterRelation =
    findings.reporterRelation ?? relations.find((relation) => wanted.includes(relation)) ?? relations[0];
  return {
    ...detectionForEngine(material, choice),
    ...findings,
    ...(reporterRelation ? { reporterRelation } : {}),
    ...(findings.exception === undefined && applying ? { exception: applying.letter } : {}),
  };
}

/** What must be written down with a finding: the evidence of severity (Q41), and why it is malicious (Q32). */
export function findingsProblems(clause: Clause, findings: PreviewDecision["findings"]): FieldFailure[] {
  const problems: FieldFailure[] = [];
  if (findings.severe && !findings.severityEvidence?.trim())
    problems.push({ field: "findings.severityEvidence", reason: "severity_evidence_needed" });
  if (clause.needs.malice && !findings.maliciousWhy?.trim())
    problems.push({ field: "findings.maliciousWhy", reason: "malice_why_needed" });
  return problems;
}

/**
 * Exceptions are the clause's own (Q5): one that it does not have cannot be weighed, in the statement least of all; and
 * each that it has must be looked at before a violation is found, unless one of them already says that there is none.
 */
export function exceptionProblems(
  pack: PolicyPack,
  clause: Clause,
  considered: PreviewDecision["exceptionsConsidered"],
): FieldFailure[] {
  const letters = exceptionLines(pack, clause).map(({ letter }) => letter);
  const isExempt = considered.some(({ letter, applies }) => applies && letters.includes(letter));
  const open = letters.filter((letter) => !considered.some((exception) => exception.letter === letter));
  const unknown = considered.flatMap(({ letter }, index) =>
    letters.includes(letter)
      ? []
      : [
          {
            field: `exceptionsConsidered.${index}`,
            reason: "exception_unknown",
            values: { clause: clause.ref, letter },
          },
        ],
  );
  if (isExempt || open.length === 0) return unknown;
  const values = { clause: clause.ref, letters: open.map((letter) => `(${letter})`).join(", ") };
  return [...unknown, { field: "exceptionsConsidered", reason: "exceptions_needed", values }];
}

/** Bound evidence must stand where it says, letter for letter: nothing that the content does not hold is quoted to anybody. */
export function evidenceProblems(material: CaseMaterial, evidence: PreviewDecision["evidence"]): FieldFailure[] {
  return evidence.flatMap((span, index) => {
    const source = sourceText(material, span);
    return source?.slice(span.start, span.end) === span.text
      ? []
      : [{ field: `evidence.${index}`, reason: "evidence_not_there" }];
  });
}

function sourceText(material: CaseMaterial, span: PreviewDecision["evidence"][number]): string | undefined {
  if (span.in === "text") return material.snapshot.text;
  if (span.in === "title") return material.snapshot.title;
  return material.notices.find((notice) => span.noticeId === undefined || notice.id === span.noticeId)?.explanation;
}
