import { z } from "zod";
import { neededContent, neededText } from "@/lib/platform/text.rules";

const most = 4000;
const text = z.string().trim().pipe(neededText(most));
/** The notifier's words are kept as they come, like their report. */
const said = z.string().trim().pipe(neededContent(most));

/** A question to one notifier of a case; without `noticeId` to the first who reported. */
export const AskNotifier = z.object({ caseId: z.uuid(), noticeId: z.uuid().optional(), text });
/** What a notifier writes; opened, like their page, by the reference and the secret of their link. */
export const WriteToDesk = z.object({ reference: z.string().max(100), secret: z.string().max(200), text: said });
export const WithdrawNotice = z.object({ reference: z.string().max(100), secret: z.string().max(200) });

/** Which notice of a case is substantiated; without `noticeId` the first. */
export const SubstantiateNotice = z.object({ caseId: z.uuid(), noticeId: z.uuid().optional() });
export type Knowledge = { knowledgeAt: string; platform: string };

/** A line of the talk between desk and notifier: who of the two, never which person. */
export type NoticeMessage = { by: "desk" | "notifier"; text: string; at: string };
export type NotifierAsked = { messageId: string; platform: string };
