import type { RestingState } from "@/lib/queue/rules";

/** Who a matter may be handed to: the authorities of DSA Art. 18, or a team of the house. */
export const referralAddressees = ["police", "judicial", "europol", "legal_representative", "other_team"] as const;
export type ReferralAddressee = (typeof referralAddressees)[number];

/** Police and courts are those of a state. Where it is not known only the fallbacks of Art. 18(2) are left, and a team of the house (K2). */
const ofState: readonly ReferralAddressee[] = ["police", "judicial"];
export function addresseesIn(country: string): readonly ReferralAddressee[] {
  return country.trim() === "" ? referralAddressees.filter((to) => !ofState.includes(to)) : referralAddressees;
}

/**
 * What becomes of a case that was referred. A referral decides nothing about the content (DSA.md K3): its reports are
 * still to be answered, so the case waits and comes back by itself. An authority answers no desk: the case comes back as
 * soon as the referral can no longer be taken back. Another team may answer: it comes back by its own deadline at the latest.
 */
export function afterReferral({ to, dueAt, effectiveAt }: { to: ReferralAddressee; dueAt: Date; effectiveAt: Date }) {
  const waitingUntil = to === "other_team" && dueAt > effectiveAt ? dueAt : effectiveAt;
  return { state: "waiting", restingState: "waiting", waitingFor: null, waitingUntil } as const;
}

type Rest = { restingState: RestingState; waitingFor: string | null; setAsideBy: string | null };
type Known = {
  /** As the referral wrote it down; referrals from before that was done have none. */
  before: (Rest & { waitingUntil: string | null }) | undefined;
  escalatedTo: string | null;
  decidedAt: Date | null;
};

/**
 * Where a case rests again when its referral is taken back: exactly where it rested before, waiting for the same, in the
 * list of the same person. Where that was not written down, what is left of it: what waits says no longer where it came from.
 */
export function restBeforeReferral({ before, escalatedTo, decidedAt }: Known): Rest & { waitingUntil: Date | null } {
  if (before) return { ...before, waitingUntil: before.waitingUntil === null ? null : new Date(before.waitingUntil) };
  const restingState = escalatedTo !== null ? "escalated" : decidedAt !== null ? "reopened" : "open";
  return { restingState, waitingFor: null, waitingUntil: null, setAsideBy: null };
}
