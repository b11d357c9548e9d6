import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import type { CaseReferral } from "@/lib/crime/referral.contract";
import { detectionExtents } from "@/lib/intake/detection.rules";
import { typedLine, typedText } from "@/lib/intake/text.rules";
import { isCountry } from "@/lib/platform/countries.rules";
import type { Help } from "@/lib/platform/help.rules";
import type { Veil } from "@/lib/platform/veil.rules";
import type { Recommendation } from "@/lib/policy/recommend.contract";
import type { CaseState, QueueRow, RankReason } from "@/lib/queue/contract";
import type { CaseQuestion } from "@/lib/queue/handing.contract";
import type { AccountStanding, CaseNote, Localised as Words } from "./account.contract";
import { BoundEvidence, ChosenSanction, deviationCodes, Findings } from "./choice.contract";
import type { ClauseChangeSeen } from "./clause-change.contract";
import { leastReason } from "./correction.rules";
import type { StandingDecision } from "./made.contract";
import type { NoticeView } from "./notice-view.contract";
import { overrideCodes } from "./override.rules";
import type { PlacedMedia } from "./placed-media.contract";
import type { RaisedException } from "./raised.contract";
import type { ReadBy } from "./read-by.rules";
import { addresseesIn, referralAddressees } from "./referral.rules";

const asSeen = { caseId: z.uuid(), version: z.number().int().nonnegative() };

const facts = typedText(5000).trim();
const reason = typedText(2000).trim().min(leastReason);
const tags = z.array(typedLine(40)).max(10).default([]);
const Country = z.string().refine(isCountry, "not_a_country");
/** Why it is not what was suggested first; kept only where that is so, and never asked for. */
const override = z.enum(overrideCodes).optional();
/** No statement of reasons is owed, and why; whether it may be claimed is judged by exemption.rules.ts (Art. 17(2), S3). */
const exemption = z.object({ kind: z.enum(["deceptive_bulk_commercial"]), why: typedText(2000).trim() }).optional();
const territories = z.array(Country).max(40).default([]);

const violation = z.object({
  ...asSeen,
  outcome: z.literal("violation"),
  /** Ground terms: the clause, in the version that governs the content's date. Empty with `law` alone (edge case 35). */
  clause: typedLine(80).min(1).optional(),
  ground: z.enum(["terms", "law", "terms_and_law"]),
  legalGround: typedText(500).trim().optional(),
  legalExplanation: typedText(2000).trim().optional(),
  findings: Findings.default({}),
  evidence: z.array(BoundEvidence).max(50).default([]),
  exceptionsConsidered: z
    .array(
      z.object({
        letter: typedLine(10),
        text: typedText(1000),
        applies: z.boolean(),
        why: typedText(1000).trim(),
      }),
    )
    .max(20)
    .default([]),
  facts: facts.default(""),
  sanctions: z.array(ChosenSanction).max(12),
  deviation: z.object({ code: z.enum(deviationCodes), why: reason }).optional(),
  exemption,
  override,
  tags,
  territories,
  /** Where the platform does not know them, or where it is wrong: then with the reason for the correction. */
  role: typedLine(40).optional(),
  roleWhy: typedText(2000).trim().optional(),
  contentDate: z.iso.date().optional(),
  contentDateWhy: typedText(2000).trim().optional(),
  automatedDetection: z.enum(detectionExtents).optional(),
  automatedDetectionWhy: typedText(2000).trim().optional(),
});

/** The fields of a referral; whether its addressee fits its country is looked at in `DecideCase`. */
export const ReferCase = z.object({
  ...asSeen,
  outcome: z.literal("referred"),
  to: z.enum(referralAddressees),
  country: z.union([z.literal(""), Country]).default(""),
  why: reason,
});

/** What a moderator decides. An impossible request has no type. */
export const DecideCase = z.discriminatedUnion("outcome", [
  violation,
  z.object({
    ...asSeen,
    outcome: z.literal("no_violation"),
    /** Left blank, what was looked at is put together and kept (N10). */
    rationale: facts.default(""),
    clause: typedLine(80).optional(),
    /** Exceptions of that clause that were looked at. */
    exceptionsConsidered: violation.shape.exceptionsConsidered,
    override,
    tags,
  }),
  ReferCase.refine(({ to, country }) => addresseesIn(country).includes(to), {
    path: ["country"],
    error: "referral_needs_country",
  }),
]);
export type DecideCase = z.infer<typeof DecideCase>;

/** The same, before it is complete: what the consequence card is asked with while the person chooses. */
export const PreviewDecision = z.object({
  caseId: z.uuid(),
  clause: typedLine(80).optional(),
  ground: z.enum(["terms", "law", "terms_and_law"]).default("terms"),
  legalGround: typedText(500).optional(),
  legalExplanation: typedText(2000).optional(),
  findings: Findings.default({}),
  evidence: z.array(BoundEvidence).max(50).default([]),
  exceptionsConsidered: violation.shape.exceptionsConsidered,
  facts: facts.default(""),
  /** Absent: the recommended set. */
  sanctions: z.array(ChosenSanction).max(12).optional(),
  territories,
  exemption: violation.shape.exemption,
  role: violation.shape.role,
  roleWhy: violation.shape.roleWhy,
  contentDate: violation.shape.contentDate,
  contentDateWhy: violation.shape.contentDateWhy,
  automatedDetection: violation.shape.automatedDetection,
  automatedDetectionWhy: violation.shape.automatedDetectionWhy,
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
  /** The languages in which people will read the decision, BCP 47; the affected person's first. */
  letterLanguages: string[];
  statementDue: boolean;
  /** Where a statement would be owed: how many items are alike, from how many it is bulk, and whether the exemption is claimed (S3). */
  exemption: { alike: number; least: number; isClaimed: boolean } | null;
  deliverable: boolean;
  /** False: nobody knows whose content it is, so that no statement is written (S2). */
  isAccountKnown: boolean;
  appealUntil: string | null;
  /** The addressee's zone, in which their last day is told. */
  appealZone: string;
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
  /** A reader outside named it: shown whatever it scores, as one that nobody has seen at work scores nothing. */
  namedOutside?: true;
  /** No word speaks for it: it is only like something, as its reason says. */
  likeOnly?: true;
  /** Exceptions of the clause that words of the content or of a notifier speak for, the likeliest first; absent: none. */
  exceptions?: RaisedException[];
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
  /** Those that words of the case speak for; said of a clause that was searched for. A suggested one has its own list. */
  raised?: RaisedException[];
  /** How it reads otherwise than when the reader last decided under it; said of a clause that was searched for, as well. */
  changed?: ClauseChangeSeen;
  warning: Localised | null;
  note: Localised | null;
  /** Which findings this clause or its sanctions ask about, so that the form shows only those. */
  asks: (keyof Findings)[];
  severity: string | null;
  dsaCategory: string | null;
  jurisdiction: string[] | null;
  related: string[];
};

/** One case as the desk shows it, in one round trip. */
export type CaseView = {
  case: QueueRow & {
    state: CaseState;
    rankWhy: RankReason[];
    waitingUntil: string | null;
    escalatedTo: string | null;
    escalatedWhy: string | null;
    /** An appeal took this reader's decision on it away: taking and deciding it is for somebody else. */
    isForAnother: boolean;
    /** It was escalated, and its reader is no supervisor. */
    isForSupervisor: boolean;
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
    media: PlacedMedia[];
    /** How they are veiled until this reader asks. */
    veil: Veil;
    context: Record<string, unknown>;
    /** Later snapshots of the same item, newest first, when it changed after the first report. */
    changed: { takenAt: string; sha256: string; title: string; text: string }[];
  };
  /** Lists of known content that its pictures are on: compared by a machine, which decides nothing. */
  known: { mediaId: string; list: string; category: string; kind: "sha256" | "perceptual"; distance: number }[];
  /** The service that translates the content where it is asked to; null: none is set, or this person may not. */
  translator: string | null;
  notices: NoticeView[];
  account: AccountStanding | null;
  suggestions: SuggestedClause[];
  suggestionsConfident: boolean;
  /** What limits the suggestions: only the beginning was read, the text cannot be read, the platform has no rules. */
  suggestionsLimit: "beginning" | "not_readable" | "no_rules" | null;
  /** The language is none that the lexicon covers; more notifiers wrote than are read (the first `mostExplanations`); learning is off for the platform. */
  suggestionsNotes: ("language" | "explanations" | "unlearned")[];
  /** The tools that read it; none decides anything (DSA Art. 17(3)(c): their use comes out in the statement). */
  suggestionsBy: ReadBy;
  /** Full text of the suggested clauses, best first; others are fetched by ref. */
  clauses: ClauseView[];
  /** Those of them that read otherwise than when this person last decided under them. */
  clauseChanges: ClauseChangeSeen[];
  /** No text is recorded for the version that governs this date (edge case 26): a clause cannot ground a decision. */
  noRecordedVersion: Localised[];
  notes: CaseNote[];
  decision: StandingDecision | null;
  /** How many decisions were ever made on it, those taken back too; what they were is asked for apart. */
  decisionsMade: number;
  resources: Help[];
  /** The newest suspicion of a crime on it (DSA Art. 18); an open one keeps it from being decided. */
  crime: CaseReferral | null;
  /** What was asked about it and answered, the oldest first: it stands over the columns, so it comes with the case. */
  questions: CaseQuestion[];
};
