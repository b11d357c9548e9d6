import { z } from "zod";
import type {
  MisuseAssessment,
  MisuseChange,
  MisuseFinding,
  MisuseLetterKind,
  MisuseOutcome,
  MisuseSide,
  MisuseState,
  StatementPart,
} from "@/db/schema";
import type { AppealView } from "@/lib/appeals/contract";
import { ReplaceLink } from "@/lib/decisions/replace-link.contract";
import { typedText } from "@/lib/intake/text.rules";

const empty = z.literal("").transform(() => undefined);
const why = typedText(2000).trim().min(10);

/** One finding that counts: on a decision alone, or on one report or one complaint about it. */
export const MarkMisuse = z
  .object({ decisionId: z.uuid(), noticeId: z.uuid().optional(), appealId: z.uuid().optional(), why })
  .refine(({ noticeId, appealId }) => !noticeId || !appealId, { path: ["appealId"], error: "mark_one_thing" });
export const UnmarkMisuse = z.object({ markId: z.uuid() });
export const WarnMisuse = z.object({ subjectId: z.uuid(), why });

/** The four factors of Art. 23(3): numbers and share are counted here and cannot be sent; the rest is said by a person. */
export const SuspendMisuse = z.object({
  subjectId: z.uuid(),
  /** The last day, in the platform's zone. */
  lastDay: z.iso.date(),
  gravity: why,
  consequences: why,
  intent: z.enum(["deliberate", "careless", "unknown"]),
  intentWhy: why,
  why,
});
export const LiftMisuse = z.object({ measureId: z.uuid(), why });
/**
 * `partly_reversed`: the suspension is made `shorter`, until the end of `lastDay` in the platform's zone, or a `warning`
 * takes its place.
 */
export const AnswerMisuseAppeal = z
  .object({
    appealId: z.uuid(),
    outcome: z.enum(["upheld", "partly_reversed", "reversed"]),
    change: z.union([z.enum(["shorter", "warning"]), empty]).optional(),
    lastDay: z.union([z.iso.date(), empty]).optional(),
    reasons: why,
  })
  .refine(({ outcome, change }) => outcome !== "partly_reversed" || change !== undefined, {
    path: ["change"],
    error: "misuse_change_needed",
  })
  .refine(({ outcome, change, lastDay }) => outcome !== "partly_reversed" || change !== "shorter" || lastDay, {
    path: ["lastDay"],
    error: "misuse_last_day_needed",
  });
export type AnswerMisuseAppeal = z.infer<typeof AnswerMisuseAppeal>;

/** What the reviewer of a complaint finds from what was marked, before the suspension is shown to them. */
export const LookAtMisuseAppeal = z.object({
  appealId: z.uuid(),
  finding: z.enum(["nothing", "warning", "suspension"]),
  why,
});
/** Ends the links in the letters about a measure and makes a new one; `send`: the last letter goes out with it. */
export const ReplaceMisuseLink = ReplaceLink.omit({ statementId: true }).extend({ measureId: z.uuid() });

export type MisuseCounts = { count: number; total: number; ratio: number; from: string; to: string };
/** Somebody with marks; instants are ISO strings. `who` is an address of a reporter for those alone who may see it. */
export type MisuseRow = {
  id: string;
  platform: string;
  side: MisuseSide;
  who: string;
  accountId: string | null;
  counts: MisuseCounts;
  thresholds: { count: number; percent: number };
  isOver: boolean;
  state: MisuseState | null;
  warnedAt: string | null;
  until: string | null;
};
export type MisuseMark = {
  id: string;
  at: string;
  by: string;
  why: string;
  what: "content" | "notice" | "appeal";
  caseId: string;
  case: string;
  counts: boolean;
};
export type MisuseMeasureView = {
  id: string;
  /** In every letter about it: M-7K3P-Q9XD. */
  reference: string;
  state: MisuseState;
  warnedAt: string;
  warnedBy: string;
  warnedWhy: string;
  suspendedFrom: string | null;
  suspendedUntil: string | null;
  suspendedBy: string | null;
  suspendedWhy: string | null;
  clause: string | null;
  assessment: MisuseAssessment | null;
  endedAt: string | null;
  endedHow: "time" | "appeal" | "dispute" | "lifted" | "lapsed" | null;
  letters: {
    id: string;
    kind: MisuseLetterKind;
    subject: string;
    parts: StatementPart[];
    language: string;
    sentAt: string | null;
  }[];
  /** How many letters there are; the last ones are in `letters`. */
  letterCount: number;
  /** The decision that suspends an account: its case, where its statement and its appeals are. */
  decision: { caseId: string; case: string } | null;
  heldNotices: number;
  /** Complaints that are kept until it ends. */
  heldAppeals: number;
  mayReplaceLink: boolean;
  appeal: {
    id: string;
    reference: string;
    text: string;
    attachments: AppealView["attachments"];
    receivedAt: string;
    dueAt: string;
    outcome: MisuseOutcome | null;
    change: MisuseChange | null;
    reasons: string | null;
    mayAnswer: boolean;
    /** Why this person cannot answer, or null: a key of the catalogue `failures`. */
    refusal: string | null;
    /** `asked`: the reader has to say what they find first, and nothing of the suspension is in this view. */
    look: "asked" | "open";
    looks: { finding: MisuseFinding; why: string; by: string; at: string }[];
  } | null;
};
export type MisuseView = MisuseRow & {
  zone: string;
  mostDays: number;
  /** A page of them, the last first; `marksNext`: the cursor of the next. */
  marks: MisuseMark[];
  marksNext: string | null;
  measures: MisuseMeasureView[];
  /** Why it cannot be done now, or null: keys of the catalogue `failures`. */
  cannotWarn: string | null;
  cannotSuspend: string | null;
};
export type MisusePage = {
  rows: MisuseRow[];
  next: string | null;
  appeals: { subjectId: string; reference: string; who: string; dueAt: string }[];
  appealsNext: string | null;
};

/** What the person themselves sees at the link in their letter. */
export type OwnMisuse = {
  measureId: string;
  letter: { subject: string; parts: StatementPart[]; language: string };
  state: MisuseState;
  side: MisuseSide;
  until: string | null;
  mayAppeal: boolean;
  /** The last day for a complaint, in the addressee's zone; null while the six months have not begun, or none is due here. */
  window: { endsOn: string | null; zone: string };
  /** Of a suspension by decision: the page of its statement, where it is contested. */
  decisionPath: string | null;
  appeal: {
    reference: string;
    text: string;
    files: number;
    outcome: MisuseOutcome | null;
    reasons: string | null;
  } | null;
  /** What we answered, as it was sent: with what holds from then on. */
  answer: { subject: string; parts: StatementPart[]; language: string } | null;
};
