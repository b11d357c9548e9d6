import type { Person } from "@/lib/platform/permissions.rules";
import { type CaseFacts, caseRefusal } from "@/lib/queue/rules";

/** Why an item of a wave cannot be decided by this person now, whatever the choice. */
export type Barred = {
  why: "held" | "decided" | "escalated" | "anotherPerson" | "suspected";
  reason: string;
  values: Record<string, string>;
};

/** What of an undecided item can bar somebody from deciding it. Names are empty where nobody is told them. */
export type Barrable = Omit<CaseFacts, "decidedBefore"> & {
  decidedAt: Date | null;
  /** Who holds it, and for whom it is kept. */
  holder: string | null;
  keeper: string | null;
  /** An appeal, or a body outside, took a decision of this person on the content away (lib/queue/reversed.store.ts). */
  isReversed: boolean;
  /** Who recorded a suspicion of a crime that the authorities are still to be told of; null: nobody. */
  suspectedBy: string | null;
};

/**
 * Why this person cannot decide an item now, whatever the choice; null where they can. One answer for the list of waves, the
 * items of one, its plan and its start; the same is asked under the locks when the item's turn comes (lib/queue/store.ts,
 * decide-many.store.ts), so that no screen promises what is then left out. An authority's order bars nothing: its item is
 * decided with the rest, and who may be told of it when stands in its letters.
 */
export function barredOf(item: Barrable, person: Pick<Person, "id" | "role">, now: Date): Barred | null {
  const refusal = caseRefusal("decide", { ...item, decidedBefore: item.decidedAt !== null }, person, now);
  switch (refusal?.reason) {
    case "case_decided":
      return { why: "decided", reason: "wave_decided", values: {} };
    case "case_claimed":
      return { why: "held", reason: "case_claimed", values: { name: item.holder ?? "" } };
    case "case_handed":
      return { why: "held", reason: "case_handed", values: { name: item.keeper ?? "" } };
    case undefined:
      break;
    default:
      return { why: "escalated", reason: "case_needs_supervisor", values: { state: item.state } };
  }
  if (item.isReversed) return { why: "anotherPerson", reason: "case_needs_another_person", values: {} };
  if (item.suspectedBy === null) return null;
  return { why: "suspected", reason: "referral_is_open", values: { name: item.suspectedBy } };
}
