import type { TraderField } from "@/db/schema";
import { addMonths, dayIn, endOfDay } from "@/lib/platform/time.rules";
import type { DecisionState } from "./decision-state.rules";

/** What a marketplace must have of a trader before it trades (DSA Art. 30(1)(a) to (e)), in the order of the law. */
export const traderFields = [
  "name",
  "address",
  "phone",
  "email",
  "idRef",
  "payment",
  "register",
  "selfCertified",
] as const satisfies readonly TraderField[];

/** What buyers are shown on a listing (Art. 30(7)); identity document and payment account are for the desk alone. */
export const listingFields = ["name", "address", "phone", "email", "register", "selfCertified"] as const;

export type TraderData = Record<Exclude<TraderField, "selfCertified">, string> & { selfCertifiedAt: Date | null };

/** What is missing of a trader's data. */
export function missingOf(trader: TraderData): TraderField[] {
  return traderFields.filter((field) =>
    field === "selfCertified" ? trader.selfCertifiedAt === null : trader[field].trim() === "",
  );
}

/** The measure that refused or suspended the trader: whether its decision stands, and a sanction of it runs or is about to. */
export type TraderMeasure = { measure: "suspended" | "refused"; decision: DecisionState; runs: boolean };

export type TraderStatus =
  | "incomplete"
  | "unchecked"
  | "verified"
  | "correction_asked"
  | "correction_overdue"
  | "suspended"
  | "refused"
  | "ended";

export type TraderFacts = TraderData & {
  checkedAt: Date | null;
  correctionAskedAt: Date | null;
  correctionDueAt: Date | null;
  correctionOf: readonly TraderField[];
  contractEndedAt: Date | null;
  measured: TraderMeasure | null;
};

/**
 * Where a trader stands, always from what is recorded: a suspension that fell on appeal, was taken back or ended by itself
 * holds nobody any more, and nothing has to be set back by hand.
 */
export function traderStatus(trader: TraderFacts, now: Date): TraderStatus {
  if (trader.contractEndedAt && trader.contractEndedAt <= now) return "ended";
  const { measured } = trader;
  if (measured?.runs && (measured.decision === "standing" || measured.decision === "superseded"))
    return measured.measure;
  if (isAsked(trader))
    return trader.correctionDueAt && trader.correctionDueAt < now ? "correction_overdue" : "correction_asked";
  if (missingOf(trader).length > 0) return "incomplete";
  return trader.checkedAt ? "verified" : "unchecked";
}

/** Whether a correction was asked for and has not been checked since. */
function isAsked({ correctionAskedAt, checkedAt }: Pick<TraderFacts, "correctionAskedAt" | "checkedAt">): boolean {
  return correctionAskedAt !== null && (checkedAt === null || checkedAt < correctionAskedAt);
}

/**
 * Why a trader cannot be suspended or refused yet, or null (Art. 30(3)): it was asked to correct, its day is over, and it
 * has not. Who does not trade yet is refused while something is missing, without being asked first (Art. 30(1)); but who
 * was given a day has that day, whatever is to follow.
 */
export function suspendRefusal(
  trader: TraderFacts,
  measure: "suspended" | "refused",
  now: Date,
): "trader_held_already" | "trader_not_asked" | "trader_still_time" | "trader_nothing_missing" | null {
  const status = traderStatus(trader, now);
  if (status === "suspended" || status === "refused") return "trader_held_already";
  if (status === "correction_asked") return "trader_still_time";
  if (measure === "refused") return missingOf(trader).length > 0 ? null : "trader_nothing_missing";
  return status === "correction_overdue" ? null : "trader_not_asked";
}

/** The last moment of the day by which a correction is asked for, in the platform's zone. */
export function correctionDue(day: string, zone: string): Date {
  return endOfDay(day, zone);
}

const keptMonths = 6;

/** The last moment at which a trader's data is kept: six calendar months after the contract ended (Art. 30(5)), in the platform's zone. */
export function keptUntil(contractEndedAt: Date, zone: string): Date {
  return endOfDay(addMonths(dayIn(contractEndedAt, zone), keptMonths), zone);
}

/** What is left of a trader once its data is deleted. */
export const emptied = {
  name: "",
  address: "",
  phone: "",
  email: "",
  idRef: "",
  register: "",
  payment: "",
  correctionWhy: "",
} as const;

export type AffiliateStatus = "unscreened" | "active" | "failed" | "terminated";

/** Where a partner of the affiliate programme stands (AE6): who was not screened is shown as such, whatever else is known. */
export function affiliateStatus(partner: {
  screenedAt: Date | null;
  result: "passed" | "failed" | null;
  isTerminated: boolean;
}): AffiliateStatus {
  if (partner.isTerminated) return "terminated";
  if (partner.screenedAt === null || partner.result === null) return "unscreened";
  return partner.result === "passed" ? "active" : "failed";
}
