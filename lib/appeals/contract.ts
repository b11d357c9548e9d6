import { z } from "zod";
import type { DisputeState, LetterKind, StatementPart } from "@/db/schema";
import type { DecisionState } from "@/lib/decisions/decision-state.rules";
import { contentText, typedText } from "@/lib/intake/text.rules";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { AlikeRow } from "./alike.contract";
import { answerChoices, appealTextLimit, reasonsLimit } from "./answer.rules";
import type { AttachmentKind } from "./attachment.rules";
import { type ReversalCause, reversalCauses } from "./cause.rules";
import type { Closing, End, LineState } from "./closing.rules";
import type { FirstLookView, ReportRead } from "./first-look.contract";
import type { LetPastRow, TiedPerson } from "./override.contract";
import type { RiskLevel, RiskReason } from "./risk.rules";
import { type AppealOutcome, type AppealState, type Appellant, saysSomething } from "./rules";
import type { Since, TimelineEntry } from "./since.rules";
import { Reasons, withOneLineEnd } from "./words.contract";

/** An appeal from the link in a decision. No form is asked for: any words will do, or a file instead (DSA.md A4). */
export const FileAppeal = z.object({
  token: z.string().min(1).max(200),
  // Blanks are no words; whether a file speaks for them is asked where the files are known.
  text: contentText(appealTextLimit)
    .transform((text) => (saysSomething(text) ? withOneLineEnd(text) : ""))
    .default(""),
});

const asSeen = { appealId: z.uuid(), version: z.number().int().nonnegative() };
const reasons = Reasons;
/** For the record, where the answer turns over another in the docket. */
const departure = typedText(2000).transform(withOneLineEnd).default("");
const parts = {
  /** Ids of measures that fall. */
  liftSanctions: z.array(z.uuid()).max(20).default([]),
  voidStrike: z.boolean().default(false),
  /** Another clause or another measure is right: the case is decided anew, and nothing falls for good before. */
  decideAgain: z.boolean().default(false),
};
/** Asked for by the list of problems, so that the form says it beside its field. */
const cause = z.enum(reversalCauses).nullable().default(null);

export const TakeAppeal = z.object(asSeen);
export const AssignAppeal = z.object({ ...asSeen, personId: z.uuid() });
export const RejectAppeal = z.object({ ...asSeen, reasons });

/** The answer. A partly successful appeal says which measures fall and whether the strike does. */
export const AnswerAppeal = z.discriminatedUnion("outcome", [
  z.object({ ...asSeen, outcome: z.literal("upheld"), reasons }),
  z.object({ ...asSeen, outcome: z.literal("omitted"), reasons }),
  z.object({ ...asSeen, outcome: z.literal("reversed"), reasons, departure, cause }),
  z.object({ ...asSeen, outcome: z.literal("partly_reversed"), reasons, departure, cause, ...parts }),
]);
export type AnswerAppeal = z.infer<typeof AnswerAppeal>;

/** An answer that is not complete yet: what it would do and how the letter would read. */
export const PreviewAnswer = z.object({
  appealId: z.uuid(),
  outcome: z.enum(answerChoices),
  reasons: typedText(reasonsLimit * 2).default(""),
  departure: typedText(4000).default(""),
  cause,
  ...parts,
});
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;

/** `heldUntil`: complaints of its sender are not processed until then (DSA Art. 23(2)); it is taken up by itself. */
export type Filed = { reference: string; dueAt: string; heldUntil: string | null };
export type Answered = {
  appealId: string;
  outcome: AppealOutcome;
  remedies: number;
  flagged: number;
  reopenedCase: string | null;
};

export const AppealListRequest = z.object({
  state: z.enum(["open", "mine", "answered", "all"]).default("open"),
  platform: z.string().max(60).optional(),
  /** Of what is open: by what is due first, or by what hangs on it, and then by what is due. */
  order: z.enum(["due", "risk"]).default("due"),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AppealListRequest = z.infer<typeof AppealListRequest>;

export type Localised = { en: string; hans?: string; hant?: string };

export type AppealRow = {
  id: string;
  reference: string;
  caseReference: string;
  caseId: string;
  platform: { id: string; name: Localised };
  by: Appellant;
  state: AppealState;
  outcome: AppealOutcome | null;
  clauseRef: string | null;
  excerpt: string;
  /** Classes of its case that its reader is not given now: then `excerpt` is empty. */
  notShown: HarmClass[];
  language: string;
  receivedAt: string;
  dueAt: string;
  isLate: boolean;
  /** How much hangs on it, and why, as this reader is told; null: not weighed yet. */
  risk: RiskLevel | null;
  riskWhy: RiskReason[];
  assignedTo: { id: string; name: string; isMe: boolean } | null;
  version: number;
};
export type AppealList = { rows: AppealRow[]; next: string | null };
export type AppealCounts = { open: number; late: number; mine: number; flags: number };

export type Told = { subject: string; parts: StatementPart[] };

/** One line of the ledger. `label` names the measure; `case` the case that has to be looked at again. */
export type RemedyRow = {
  id: string;
  kind: string;
  state: LineState;
  /** The message that did not arrive and can be sent again. */
  messageId: string | null;
  /** By whom and why it was given up. */
  waived: { by: string; why: string } | null;
  mayWaive: boolean;
  /** The platform has no receiver: it is done when its program, or a person, says so. */
  needsPerson: boolean;
  mayConfirm: boolean;
  /** Who said that it was done (null: the platform's own program), and how. */
  confirmed: { by: string | null; how: string } | null;
  /** Days of the measure that were served before it fell; 0: less than a day. */
  served: number | null;
  doneAt: string | null;
  label: Localised | null;
  points: number | null;
  /** Of a letter to a notifier: their report, and whether it goes by mail or stands at their own page alone. */
  told: { report: string; way: "mail" | "page" } | null;
  case: { id: string; reference: string } | null;
  /** The measure fell within the undo window: it never took effect. */
  neverBegan: boolean;
  /** Reference of the case whose decision keeps the same measure now. */
  heldBy: string | null;
};

/** An appeal as one reader may see it. What is of the decision is null while they are asked for their own finding first. */
export type AppealView = Omit<AppealRow, "caseId" | "caseReference" | "clauseRef"> & {
  caseId: string | null;
  caseReference: string | null;
  firstLook: FirstLookView;
  reports: ReportRead[];
  text: string;
  attachments: { id: string; name: string; kind: AttachmentKind; size: number }[];
  informedAt: string | null;
  appealUntil: string | null;
  /** The addressee's zone, in which their days are told. */
  zone: string;
  reasons: string | null;
  answeredAt: string | null;
  notifiedAt: string | null;
  answer: Told | null;
  /** Whether the person looking may answer; the reason is a key of `failures`. */
  mayAnswer: { ok: true } | { ok: false; reason: string };
  /** Whether the person looking may take it now, or hand it over. */
  mayTake: boolean;
  mayAssign: boolean;
  /** The reader's own id where a colleague holds the appeal and the reader may take it over; else null. */
  takeOverAs: string | null;
  /** Who else could: independent and qualified today. */
  eligible: { id: string; name: string /** By platform, language and group of clauses. */; fits: boolean }[];
  /** For who may let somebody past a tie: whom only that keeps from answering. */
  tied: TiedPerson[];
  letPast: LetPastRow[];
  content: { title: string; text: string; language: string; location: string; contentDay: string };
  decision: {
    id: string;
    outcome: string;
    clause: { ref: string; title: Localised; version: Localised } | null;
    facts: string;
    rationale: string;
    legalGround: string | null;
    count: number | null;
    /** The engine's arithmetic, in the reader's language. */
    why: string[];
    decidedAt: string;
    state: DecisionState;
    sanctions: DecisionMeasure[];
    hasStrike: boolean;
  } | null;
  /** What happened, oldest first, and what has changed since the decision; null while blind. */
  timeline: TimelineEntry[] | null;
  since: Since | null;
  /** What the appellant was told. */
  statement: (Told & { language: string }) | null;
  /** It is about a suspension for misuse, which is never decided anew: it stands, ends, or falls. */
  isForMisuse: boolean;
  /** The other appeals on the same decision, and the one that led to it: one docket, both sides. */
  docket: DocketEntry[];
  /** Disputes out of court about the same decision; none while the reader looks first. */
  disputes: { id: string; reference: string; body: string; state: DisputeState }[];
  /** Why this answer turns over one that was given in the docket before. */
  departure: string | null;
  cause: ReversalCause | null;
  remedies: RemedyRow[];
  /** For who answered it: open appeals of the same wave that may get the same answer. */
  alike: AlikeRow[];
  /** For one that is answered: whether everything that follows is carried out. */
  closing: Closing | null;
  /** Whether the reader may send again what did not arrive. */
  maySendAgain: boolean;
  /** The case that is decided anew after a notifier was right (A10). */
  reopened: { caseId: string; reference: string; isDecided: boolean } | null;
};

export type DocketEntry = {
  id: string;
  reference: string;
  by: Appellant;
  state: AppealState;
  outcome: AppealOutcome | null;
  text: string;
  language: string;
  receivedAt: string;
  decidedAt: string | null;
  departure: string | null;
  /** It was against an earlier decision, and this decision was made because its notifier was right. */
  ledHere: boolean;
};

export type DecisionMeasure = {
  id: string;
  label: Localised;
  target: string;
  state: "held" | "in_force" | "ended" | "lifted";
  endsAt: string | null;
  permanent: boolean;
  indefinite: boolean;
};

/** What an answer would do, and the letter as the person will read it. Nothing is written. */
export type AnswerPreview = {
  /** `heldBy`: the case whose decision keeps the same measure in force all the same. */
  undone: { kind: string; label: Localised | null; points: number | null; heldBy: string | null }[];
  /** Stay until the new decision on the reopened case takes their place. */
  replaced: Localised[];
  remains: Localised[];
  /** Later decisions that counted the strike: somebody looks at them again. */
  flagged: { caseId: string; reference: string }[];
  reopens: boolean;
  /** An authority whose order demands what this would lift, and answers that it would turn over: it needs its own words. */
  ordered: string | null;
  turnsOver: { id: string; reference: string; by: Appellant; outcome: AppealOutcome | null }[];
  letter: Told & { language: string };
  /** What still stops this answer; the reason is a key of `failures`. */
  missing: { field: string; reason: string; values?: Record<string, string | number> }[];
};

/** What one addressee may see of a decision at their link. */
export type AddresseeView = {
  statementId: string;
  addressee: Appellant;
  /** A decision, that a report was referred (nothing to appeal yet), or that a decision has changed. */
  letter: LetterKind;
  platform: Localised;
  language: string;
  subject: string;
  parts: StatementPart[];
  reference: string;
  decidedOn: string;
  isRead: boolean;
  // `changed`: fell by another's appeal; `followed`: a certified body found for them; `reopened`: holds until the new one,
  // `again`; `lifted`: ended early. `isRead`: this link was opened before. `withPlatform`: whether all that fell is undone there.
  state: "standing" | "reversed" | "changed" | "followed" | "reopened" | "again" | "lifted";
  withPlatform: End;
  /** The day of the new decision, and what it found. */
  again: { on: string; outcome: "violation" | "no_violation" } | null;
  stillApplies: string[];
  /** The zone in which the days told here are days: the reader's. */
  zone: string;
  window: { state: "open" | "closed" | "not_informed"; endsOn: string | null };
  /** Whether the form is offered now. */
  mayAppeal: boolean;
  /** A complaint that is kept until the end of a suspension (Art. 23(2)). */
  held: { reference: string; receivedOn: string; until: string; untilZone: string; text: string; files: number } | null;
  /** One that was kept and then fell away, because the decision no longer stood. */
  dropped: { reference: string; receivedOn: string; text: string } | null;
  appeal: {
    reference: string;
    state: AppealState;
    zone: string;
    receivedOn: string;
    /** Our own target for the answer. */
    dueOn: string;
    /** Past that target without an answer. */
    isLate: boolean;
    text: string;
    /** How many came with it; they may be all that was sent. */
    files: number;
    outcome: AppealOutcome | null;
    answer: Told | null;
  } | null;
};
