import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import type { Recommendation } from "@/lib/policy/recommend.contract";
import type { CaseState, QueueRow, RankReason } from "@/lib/queue/contract";
import type { AccountStanding, CaseNote, Localised as Words } from "./account.contract";

const asSeen = { caseId: z.uuid(), version: z.number().int().nonnegative() };

/** Why somebody left the penalty table (DESIGN 3.5): counted, audited, shown in quality. */
export const deviationCodes = [
  "milder_first_contact",
  "milder_context",
  "stricter_harm",
  "stricter_evasion",
  "table_silent",
  "legal_order",
  "other",
] as const;

/** Words of the content or of a notice that show one element of the clause. Offsets in UTF-16 units. */
export const BoundEvidence = z.object({
  in: z.enum(["text", "title", "explanation"]),
  noticeId: z.uuid().optional(),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: z.string().min(1).max(2000),
  element: z.string().max(500).default(""),
});

export const Findings = z.object({
  conditionsMet: z.boolean().optional(),
  exception: z.union([z.string().max(10), z.literal(true)]).optional(),
  severe: z.boolean().optional(),
  severityEvidence: z.string().max(2000).optional(),
  repeated: z.boolean().optional(),
  malicious: z.boolean().optional(),
  maliciousWhy: z.string().max(2000).optional(),
  infringements: z.number().int().min(1).max(1000).optional(),
  repeatCount: z.number().int().min(0).max(100_000).optional(),
  alsoBreaks: z.array(z.string().max(80)).max(20).optional(),
  hasRecipient: z.boolean().optional(),
  crimeSuspected: z.boolean().optional(),
  legallyRequired: z.boolean().optional(),
  unlawful: z.boolean().optional(),
  interoperability: z.boolean().optional(),
  detectedAutomatically: z.boolean().optional(),
  reporterRelation: z
    .enum(["self", "parent", "guardian", "executor", "representative", "rights-holder", "stranger"])
    .optional(),
});
export type Findings = z.infer<typeof Findings>;

/** A chosen sanction. `endsOn` only where the platform states no term: then the moderator types it or leaves it open. */
export const ChosenSanction = z.object({
  action: z.string().min(1).max(80),
  endsOn: z.iso.date().optional(),
  openEnded: z.boolean().optional(),
  /** Which Transparency Database value, where the platform's action stands for several. */
  dsaValue: z.string().max(80).optional(),
  /** What was done, for an action the platform leaves open ("other enforcement action"). */
  describe: z.string().trim().max(300).optional(),
});
export type ChosenSanction = z.infer<typeof ChosenSanction>;

const facts = z.string().trim().max(5000);

const violation = z.object({
  ...asSeen,
  outcome: z.literal("violation"),
  /** Ground terms: the clause, in the version that governs the content's date. Empty with `law` alone (edge case 35). */
  clause: z.string().min(1).max(80).optional(),
  ground: z.enum(["terms", "law", "terms_and_law"]),
  legalGround: z.string().trim().max(500).optional(),
  legalExplanation: z.string().trim().max(2000).optional(),
  findings: Findings.default({}),
  evidence: z.array(BoundEvidence).max(50).default([]),
  exceptionsConsidered: z
    .array(
      z.object({
        letter: z.string().max(10),
        text: z.string().max(1000),
        applies: z.boolean(),
        why: z.string().trim().max(1000),
      }),
    )
    .max(20)
    .default([]),
  facts: facts.default(""),
  sanctions: z.array(ChosenSanction).max(12),
  deviation: z.object({ code: z.enum(deviationCodes), why: z.string().trim().min(10).max(2000) }).optional(),
  tags: z.array(z.string().max(40)).max(10).default([]),
  territories: z.array(z.string().length(2)).max(40).default([]),
  /** Where the platform does not know them, or where it is wrong: then with the reason for the correction. */
  role: z.string().max(40).optional(),
  roleWhy: z.string().trim().max(2000).optional(),
  contentDate: z.iso.date().optional(),
  contentDateWhy: z.string().trim().max(2000).optional(),
  exempt: z.enum(["deceptive_bulk_commercial", "order"]).optional(),
});

/** What a moderator decides. An impossible request has no type. */
export const DecideCase = z.discriminatedUnion("outcome", [
  violation,
  z.object({
    ...asSeen,
    outcome: z.literal("no_violation"),
    rationale: facts.default(""),
    clause: z.string().max(80).optional(),
    tags: z.array(z.string().max(40)).max(10).default([]),
  }),
  z.object({
    ...asSeen,
    outcome: z.literal("referred"),
    to: z.enum(["police", "judicial", "europol", "legal_representative", "other_team"]),
    country: z.string().max(2).default(""),
    why: z.string().trim().min(10).max(2000),
  }),
]);
export type DecideCase = z.infer<typeof DecideCase>;

/** The same, before it is complete: what the consequence card is asked with while the person chooses. */
export const PreviewDecision = z.object({
  caseId: z.uuid(),
  clause: z.string().max(80).optional(),
  ground: z.enum(["terms", "law", "terms_and_law"]).default("terms"),
  legalGround: z.string().max(500).optional(),
  legalExplanation: z.string().max(2000).optional(),
  findings: Findings.default({}),
  evidence: z.array(BoundEvidence).max(50).default([]),
  exceptionsConsidered: violation.shape.exceptionsConsidered,
  facts: facts.default(""),
  /** Absent: the recommended set. */
  sanctions: z.array(ChosenSanction).max(12).optional(),
  territories: z.array(z.string().length(2)).max(40).default([]),
  role: violation.shape.role,
  roleWhy: violation.shape.roleWhy,
  contentDate: violation.shape.contentDate,
  contentDateWhy: violation.shape.contentDateWhy,
});
export type PreviewDecision = z.infer<typeof PreviewDecision>;

export const UndoDecision = z.object({ decisionId: z.uuid() });

export type Localised = Words;

/** One sanction as it will be imposed, in words' parts; the client shows it and computes nothing. */
export type SanctionPreview = {
  action: string;
  label: Localised;
  target: string;
  startsAt: string;
  /** The last day, in the platform's zone, and the exact instant. */
  endsOn: string | null;
  endsAt: string | null;
  indefinite: boolean;
  permanent: boolean;
  points: number;
  isFollowOn: boolean;
  needsStatement: boolean;
  dsaValue: string | null;
  /** The platform states no term: the person must type a last day or choose open-ended. */
  needsTerm: boolean;
  /** Values to choose from where one action stands for several Transparency Database values. */
  dsaChoices: string[];
};

/** Everything a decision would do, from the server, before commit (issue 2, item 4). */
export type ConsequenceCard = {
  recommendation: Recommendation | null;
  /** True when the chosen sanctions are not an allowed set: a coded reason is needed. */
  leavesTable: boolean;
  sanctions: SanctionPreview[];
  allowed: { action: string; label: Localised; isRecommended: boolean }[];
  notOffered: { action: string; label: Localised; why: string }[];
  count: { before: number; after: number; counted: string } | null;
  points: { added: number; total: number } | null;
  /** Sentences in the reader's language: the arithmetic, then what to mind. */
  why: string[];
  warnings: string[];
  /** As the affected person will read it; null when none is due or nobody can be reached. */
  statement: { subject: string; parts: StatementPart[]; language: string } | null;
  statementDue: boolean;
  deliverable: boolean;
  appealUntil: string | null;
  undoUntil: string;
  /** What still stops this from being decided: fields with catalogue keys. */
  missing: { field: string; reason: string; values?: Record<string, string | number> }[];
};

export type Decided = {
  decisionId: string;
  caseId: string;
  platform: string;
  reference: string;
  undoUntil: string;
  outcome: "violation" | "no_violation" | "referred";
};
/** The case as it is after its decision was taken back. */
export type Undone = { decisionId: string; caseId: string; platform: string; version: number; state: CaseState };

export type SuggestedClause = {
  ref: string;
  title: Localised;
  score: number;
  evidence: { in: string; start: number; end: number; text: string; reason: string }[];
};

/** A clause as the moderator reads it beside the content. */
export type ClauseView = {
  ref: string;
  refLocal: string | null;
  parent: string | null;
  kind: string;
  title: Localised;
  summary: Localised;
  document: Localised;
  version: { ref: string; label: string; effectiveFrom: string | null; effectiveTo: string | null };
  /** What must be shown, one line each; all of `conditions` must hold. */
  elements: Localised[];
  conditions: Localised[];
  exceptions: { letter: string; text: Localised }[];
  warning: Localised | null;
  note: Localised | null;
  /** Which findings this clause or its sanctions ask about, so that the form shows only those. */
  asks: (keyof Findings)[];
  severity: string | null;
  dsaCategory: string | null;
  jurisdiction: string[] | null;
  related: string[];
};

export type NoticeView = {
  id: string;
  reference: string;
  source: string;
  legalClaim: boolean;
  childAbuseClaim: boolean;
  category: string | null;
  legalReference: string | null;
  explanation: string;
  detail: string;
  tags: string[];
  relation: string | null;
  /** What a notifier whom nobody vouches for says of the content: their words, believed by nothing. */
  claims: { role?: string; surface?: string; publishedAt?: string } | null;
  receivedAt: string;
  /** Whether an answer can be sent; who they are is not shown here. */
  hasContact: boolean;
};

/** One case as the desk shows it, in one round trip. */
export type CaseView = {
  case: QueueRow & {
    state: CaseState;
    rankWhy: RankReason[];
    waitingUntil: string | null;
    escalatedTo: string | null;
    escalatedWhy: string | null;
    leaseUntil: string | null;
  };
  platform: { id: string; name: Localised; zone: string };
  content: {
    itemId: string;
    location: string;
    title: string;
    text: string;
    language: string;
    surface: string | null;
    role: string | null;
    /** The roles that the platform's rules tell apart: for a choice where none is known, and for a correction. */
    roleChoices: string[];
    contentAt: string;
    contentDay: string;
    contentAtKnown: boolean;
    takenAt: string;
    sha256: string;
    media: { mediaId: string; kind: string; alt: string; sensitive: boolean; width: number; height: number }[];
    context: Record<string, unknown>;
    /** Later snapshots of the same item, newest first, when it changed after the first report. */
    changed: { takenAt: string; sha256: string; title: string; text: string }[];
  };
  notices: NoticeView[];
  account: AccountStanding | null;
  suggestions: SuggestedClause[];
  suggestionsConfident: boolean;
  /** What limits the suggestions: only the beginning was read, the text cannot be read, the platform has no rules. */
  suggestionsLimit: "beginning" | "not_readable" | "no_rules" | null;
  /** Full text of the suggested clauses, best first; others are fetched by ref. */
  clauses: ClauseView[];
  /** No text is recorded for the version that governs this date (edge case 26): a clause cannot ground a decision. */
  noRecordedVersion: string[];
  notes: CaseNote[];
  decision: { id: string; outcome: string; decidedAt: string; undoUntil: string | null; byMe: boolean } | null;
  resources: { topic: string; label: Localised; url: string }[];
};
