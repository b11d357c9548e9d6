import { z } from "zod";
import { neededText } from "@/lib/platform/text.rules";

/** To name the sender of one report in the statement on one case; `why`: why the illegality cannot be told without it. */
export const AskReveal = z.object({ caseId: z.uuid(), noticeId: z.uuid(), why: neededText(2000).min(10) });
export const AnswerReveal = z.object({ revealId: z.uuid(), consents: z.boolean(), why: neededText(2000).min(10) });
export const WithdrawReveal = z.object({ revealId: z.uuid() });

/** The newest request about one report. `name` stands only for who may know who reported, to judge it by. */
export type RevealView = {
  id: string;
  state: "asked" | "consented" | "refused" | "withdrawn";
  why: string;
  askedBy: string;
  /** Asked by the reader themselves: somebody else answers. */
  isMine: boolean;
  answeredBy: string | null;
  answerWhy: string | null;
  name: string | null;
};
