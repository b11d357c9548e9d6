import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import type { AppealOutcome, AppealState, Appellant } from "./rules";

/** An appeal from the link in a decision. No form is asked for: any words will do (DSA.md A4). */
export const FileAppeal = z.object({
  token: z.string().min(1).max(200),
  text: z.string().trim().min(1).max(20_000),
});

const asSeen = { appealId: z.uuid(), version: z.number().int().nonnegative() };
const reasons = z.string().trim().min(20).max(10_000);

export const TakeAppeal = z.object(asSeen);
export const AssignAppeal = z.object({ ...asSeen, personId: z.uuid() });
export const RejectAppeal = z.object({ ...asSeen, reasons });

/** The answer. A partly successful appeal says which measures fall and whether the strike does. */
export const AnswerAppeal = z.discriminatedUnion("outcome", [
  z.object({ ...asSeen, outcome: z.literal("upheld"), reasons }),
  z.object({ ...asSeen, outcome: z.literal("omitted"), reasons }),
  z.object({ ...asSeen, outcome: z.literal("reversed"), reasons }),
  z.object({
    ...asSeen,
    outcome: z.literal("partly_reversed"),
    reasons,
    liftSanctions: z.array(z.uuid()).max(20),
    voidStrike: z.boolean(),
  }),
]);
export type AnswerAppeal = z.infer<typeof AnswerAppeal>;

export type Filed = { reference: string; dueAt: string };
export type Answered = {
  appealId: string;
  outcome: AppealOutcome;
  remedies: number;
  flagged: number;
  reopenedCase: string | null;
};

export const AppealListRequest = z.object({
  state: z.enum(["open", "mine", "answered", "all"]).default("open"),
  platform: z.string().optional(),
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
  platform: string;
  by: Appellant;
  state: AppealState;
  outcome: AppealOutcome | null;
  clauseRef: string | null;
  excerpt: string;
  receivedAt: string;
  dueAt: string;
  isLate: boolean;
  assignedTo: { id: string; name: string; isMe: boolean } | null;
  version: number;
};
export type AppealList = { rows: AppealRow[]; next: string | null };

export type AppealView = AppealRow & {
  text: string;
  language: string;
  informedAt: string | null;
  appealUntil: string | null;
  reasons: string | null;
  answeredAt: string | null;
  answer: { subject: string; parts: StatementPart[] } | null;
  /** Whether the person looking may answer; the reason is a key of `failures`. */
  mayAnswer: { ok: true } | { ok: false; reason: string };
  /** Who else could: independent and qualified today. */
  eligible: { id: string; name: string }[];
  content: { title: string; text: string; language: string; location: string; contentDay: string };
  decision: {
    id: string;
    outcome: string;
    clause: { ref: string; title: Localised; version: string } | null;
    facts: string;
    rationale: string;
    legalGround: string | null;
    count: number | null;
    why: string[];
    decidedAt: string;
    state: "standing" | "undone" | "reversed" | "superseded";
    sanctions: {
      id: string;
      label: Localised;
      state: string;
      endsAt: string | null;
      permanent: boolean;
      indefinite: boolean;
    }[];
    hasStrike: boolean;
  };
  /** What the appellant was told. */
  statement: { subject: string; parts: StatementPart[]; language: string };
  /** The other side's appeal on the same decision, if any: one docket. */
  otherSide: { id: string; reference: string; state: AppealState; outcome: AppealOutcome | null } | null;
  remedies: { kind: string; state: string; doneAt: string | null; note: string }[];
};

/** What one addressee may see of a decision at their link. */
export type AddresseeView = {
  addressee: Appellant;
  platform: Localised;
  language: string;
  subject: string;
  parts: StatementPart[];
  reference: string;
  decidedOn: string;
  /** taken_back: the decision was undone before it was sent. */
  state: "standing" | "reversed" | "taken_back";
  window: { state: "open" | "closed" | "not_informed"; endsOn: string | null };
  appeal: {
    reference: string;
    state: AppealState;
    receivedOn: string;
    outcome: AppealOutcome | null;
    answer: { subject: string; parts: StatementPart[] } | null;
  } | null;
};
