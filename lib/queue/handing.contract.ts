import { z } from "zod";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { neededText } from "@/lib/platform/text.rules";

const asSeen = { caseId: z.uuid(), version: z.number().int().nonnegative() };
const sentence = (max: number) => z.string().trim().pipe(neededText(max));

export const HoldCase = z.object(asSeen);
export const HandCase = z.object({ ...asSeen, to: z.uuid(), why: sentence(1000) });
export const AskColleague = z.object({ ...asSeen, to: z.uuid(), text: sentence(1000) });
export const AnswerQuestion = z.object({ questionId: z.uuid(), text: sentence(2000) });

/** Whom a case may be handed to or asked about; `mayTake` false: they may be asked and are not given such cases. */
export type Colleague = { id: string; name: string; role: string; mayTake: boolean; mayBeAsked: boolean };

/** A question about a case and its answer, as the case shows it. Instants are ISO strings. */
export type CaseQuestion = {
  id: string;
  askedBy: string;
  askedOf: string;
  isOfMe: boolean;
  text: string;
  askedAt: string;
  answer: string | null;
  answeredAt: string | null;
};

/** What colleagues want of a person, and what a person keeps for later, the newest first. */
export type ForMeRow = {
  kind: "handed" | "asked" | "answered" | "held";
  caseId: string;
  reference: string;
  /** Who handed it, asked, or answered; empty for what is held. */
  who: string;
  /** Why, the question, or the answer; for what is held, the beginning of the content. */
  words: string;
  /** Where `words` would be content: classes of it that the person is not given now, in place of the words. */
  notShown: HarmClass[];
  /** When it was asked or answered; until when it is kept or held. */
  at: string;
};
