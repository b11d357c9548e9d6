import type { DisputeState, StatementPart } from "@/db/schema";
import type { LetterState } from "@/lib/platform/letter-state.rules";
import type { Localised } from "./account.contract";
import type { ShownState } from "./decision-state.rules";
import type { ReferralAddressee } from "./referral.rules";

/** One sanction as it was imposed, with its term and what it is now. Instants are ISO strings. */
export type MadeSanction = {
  id: string;
  label: Localised;
  target: string;
  state: "held" | "in_force" | "ended" | "lifted";
  startsAt: string;
  endsAt: string | null;
  /** When it really ended or was lifted. */
  endedAt: string | null;
  indefinite: boolean;
  permanent: boolean;
  points: number;
};

/** One letter that a decision caused; its text has a page of its own. Who a notifier is does not stand here. */
export type MadeLetter = {
  id: string;
  addressee: "affected" | "notifier";
  /** Of a decision itself, of a referral, of a decision that an appeal changed, or that nothing is found any more. */
  letter: "decision" | "referral" | "changed" | "cleared";
  subject: string;
  language: string;
  delivery: "held" | "sent" | "not_deliverable" | "bounced" | "cancelled";
  sentAt: string | null;
  /** What became of it, since when, and why where it came back (null where the reader's role is not told). */
  state: LetterState;
  stateAt: string | null;
  why: string | null;
};

/** Some letters of a decision, and how many notifiers' letters follow: a case may have had very many reports. */
export type MadeLetters = { letters: MadeLetter[]; moreLetters: number };

/** `state` is a key of the catalogue `disputes.states`. */
export type MadeDispute = { id: string; reference: string; body: string; state: DisputeState };

export type MadeAppeal = {
  id: string;
  reference: string;
  by: "affected" | "notifier";
  state: string;
  outcome: string | null;
  receivedAt: string;
  /** What the reviewer answered, once it is answered. */
  reasons: string | null;
};

/** Why a decision no longer stands, with the day, and the decision that took its place where there is one. */
export type MadeEnd = {
  state: Exclude<ShownState, "standing">;
  at: string | null;
  replacedBy: { caseId: string; reference: string; decidedAt: string } | null;
};

/** An exception of the clause that the moderator looked at, and whether it was found to apply. */
export type MadeException = { letter: string; text: Localised; applies: boolean; why: string };

/** What else was found, one answer each, by the name of the question (`Findings` of the decision). */
export type MadeFinding = { key: string; value: string | number | boolean };

/** One decision on a case as it was recorded: what was found, on which clause of which version, what followed. */
export type MadeDecision = MadeLetters & {
  id: string;
  outcome: "violation" | "no_violation" | "referred";
  referredTo: ReferralAddressee | null;
  /** `version` as its address has it, `edition` in the reader's words. `title` is null where the rules in use no longer know the clause. */
  clause: { ref: string; title: Localised | null; version: string; edition: string } | null;
  alsoBreaks: string[];
  legalGround: string | null;
  facts: string;
  exceptions: MadeException[];
  findings: MadeFinding[];
  rationale: string;
  deviation: { code: string; why: string } | null;
  /** What had been suggested first where something else was decided, by which model, and why, if somebody said so. */
  override: { ref: string; title: Localised | null; model: string; isConfident: boolean; code: string | null } | null;
  /** Why no statement of reasons was owed, and of how many items alike (Art. 17(2)). */
  exempt: { kind: "deceptive_bulk_commercial"; why: string; items: number } | null;
  role: string | null;
  contentDay: string;
  count: number | null;
  points: number;
  /** The arithmetic as it stood when the decision was made, in the reader's language. */
  why: string[];
  decidedAt: string;
  /** Null: the reader's role is not told which colleague it was. */
  by: { name: string; isMe: boolean } | null;
  end: MadeEnd | null;
  sanctions: MadeSanction[];
  /** Null: the reader's role sees no appeals. */
  appeals: MadeAppeal[] | null;
  /** Disputes out of court about it; null: the reader's role sees none. */
  disputes?: MadeDispute[] | null;
};

/** A letter as it was sent, for a reader at the desk. */
export type LetterAsSent = MadeLetter & {
  caseId: string;
  reference: string;
  /** The platform in the letter's language. */
  platformName: string;
  parts: StatementPart[];
  /** It reached nobody, and the reader may have its link to tell its addressee in another way. */
  mayHandLink: boolean;
  /** Its link may be ended and replaced by a new one. */
  mayReplaceLink: boolean;
};

/** The decision that a case has now, as far as its page says it at once; the whole is asked for apart. */
export type StandingDecision = {
  id: string;
  outcome: string;
  decidedAt: string;
  undoUntil: string | null;
  byMe: boolean;
  clauseRef: string | null;
  /** Who a referral went to; the case itself is still to be decided. */
  referredTo: ReferralAddressee | null;
};
