import { z } from "zod";
import type { TraderField } from "@/db/schema";
import { neededText, typedLine, typedText } from "@/lib/platform/text.rules";
import type { Localised } from "./account.contract";
import { type AffiliateStatus, type TraderStatus, traderFields } from "./trader.rules";

const line = (max: number) => z.string().trim().pipe(typedLine(max)).default("");
/** `version` 0: nothing is on record yet. */
const seen = { accountId: z.uuid(), version: z.coerce.number().int().nonnegative() };
const reason = z.string().trim().pipe(neededText(2000)).pipe(z.string().min(10));

/** What a trader gave (DSA Art. 30(1)); an empty field is missing. */
export const KeepTrader = z.object({
  ...seen,
  name: line(200),
  address: line(500),
  phone: line(60),
  email: z.union([z.literal(""), z.email().max(254)]).default(""),
  idRef: line(200),
  register: line(200),
  payment: line(200),
  /** The trader certified to offer only what complies with the law of the Union. */
  selfCertified: z.coerce.boolean().default(false),
});
/** That somebody made best efforts to check it (Art. 30(2)). */
export const CheckTrader = z.object(seen);
export const AskCorrection = z.object({
  ...seen,
  fields: z.array(z.enum(traderFields)).min(1),
  /** The last day to correct, in the platform's zone. */
  dueOn: z.iso.date(),
  /** Why it is taken for wrong; told to the trader. */
  why: z.string().trim().pipe(typedText(2000)).default(""),
});
export const SuspendTrader = z.object({
  ...seen,
  measure: z.enum(["suspended", "refused"]),
  /** The platform's own action, by the pack's id. */
  action: z.string().min(1).max(80),
  why: reason,
});
export const EndContract = z.object({ ...seen, endedOn: z.iso.date() });
export const ScreenAffiliate = z.object({
  ...seen,
  result: z.enum(["passed", "failed"]),
  screenedOn: z.iso.date(),
  note: z.string().trim().pipe(typedText(2000)).default(""),
});
export const OpenAffiliateCase = z.object({ ...seen, why: reason });
export const ExecuteSanctions = z.object({ decisionId: z.uuid() });
export const StrongerSteps = z.object({
  platform: z.string().min(1).max(60),
  subjectKind: z.enum(["seller", "buyer", "affiliate"]),
  /** The pack's action id of each step, from the first time on; the last holds from there on. Empty: none. */
  steps: z.array(z.string().max(80)).max(5),
});

export type TraderWritten = { accountId: string; version: number };
export type TraderDecided = TraderWritten & { caseId: string; decisionId: string };

/** A trader as the case and the account show it; instants are ISO strings. `data` is null once it was deleted. */
export type TraderCard = {
  version: number;
  status: TraderStatus;
  missing: TraderField[];
  data: Record<Exclude<TraderField, "selfCertified">, string> | null;
  selfCertifiedAt: string | null;
  checkedAt: string | null;
  /** `dueAt` is the end of a day in the platform's `zone`. */
  correction: { of: TraderField[]; dueAt: string; zone: string; why: string } | null;
  decision: { caseId: string; decidedAt: string } | null;
  contractEndedAt: string | null;
  purgeAt: string | null;
  purgedAt: string | null;
};
export type AffiliateCard = {
  version: number;
  status: AffiliateStatus;
  /** The day (YYYY-MM-DD) as it was given, on the platform's calendar. */
  screenedOn: string | null;
  note: string;
};

/** What the account's page needs beside the records: what this reader may do, and with which of the platform's actions. */
export type TraderDesk = {
  trader: TraderCard | null;
  affiliate: AffiliateCard | null;
  mayManage: boolean;
  /** The language in which the trader is written to, BCP 47. */
  letterLanguage: string;
  actions: { action: string; label: Localised }[];
};

export const ListedTraderRequest = z.object({
  platform: z.string().min(1).max(60),
  account: z.string().min(1).max(200),
});

/** A trader as the public API tells it: whether it may be listed, and what a listing shows (Art. 30(7)). */
export type ListedTrader = {
  account: string;
  status: TraderStatus;
  mayTrade: boolean;
  listing: {
    name: string;
    address: string;
    phone: string;
    email: string;
    register: string;
    selfCertified: boolean;
  } | null;
};
