import { dayIn } from "@/lib/platform/time.rules";
import { appealLastDay } from "./appeal-window.rules";
import type { CaseMaterial, CaseNotice } from "./material.rules";

type Platform = Pick<CaseMaterial, "platform">;

/**
 * Whose zone a day of a letter is in. What happens to a person (decided, answered, appeal until) is a day where they are:
 * their own zone, or the platform's where we do not know it; the tracking page and the desk show the same one. What the
 * platform counts (a content's day, a measure's term) is a day of the platform (Q47), and the letter says so if it differs.
 */
export function zoneOfAccount({ account, platform }: Platform & Pick<CaseMaterial, "account">): string {
  return account?.zone ?? platform.zone;
}

export function zoneOfNotifier({ platform }: Platform, { contactZone }: Pick<CaseNotice, "contactZone">): string {
  return contactZone ?? platform.zone;
}

/** The days of one letter about a decision that was made at `decidedAt` and is told at `effectiveAt`. */
export function addresseeDays(at: { decidedAt: Date; effectiveAt: Date }, zone: string) {
  return { decidedOn: dayIn(at.decidedAt, zone), appealEndsOn: appealLastDay(at.effectiveAt, zone) };
}
