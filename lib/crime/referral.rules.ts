import type { CrimeAddressee, Offence } from "@/db/schema";

/** What may be suspected; each of them threatens somebody's life or safety (DSA Art. 18(1)). */
export const offences = [
  "threat_to_life",
  "terrorism",
  "child_abuse",
  "trafficking",
  "other_safety",
] as const satisfies readonly Offence[];

/** Where the state concerned is not known (Art. 18(2)): the state of establishment or of the legal representative, Europol, or both. */
export const fallbackAddressees = [
  "establishment",
  "europol",
  "establishment_and_europol",
] as const satisfies readonly CrimeAddressee[];
export const crimeAddressees = ["state_concerned", ...fallbackAddressees] as const;

/** Who may be told, by whether the state concerned is known: it, and nobody in its place; else only the fallbacks (K2). */
export function addresseesFor(country: string | null): readonly CrimeAddressee[] {
  return country === null ? fallbackAddressees : ["state_concerned"];
}

type Referral = { state: "open" | "sent" | "refused"; openedBy: string };

/** Why this person may not end the referral so, or null. Anybody may send it, at once; refusing needs somebody else (K1). */
export function endingRefusal(verb: "send" | "refuse", { state, openedBy }: Referral, personId: string): string | null {
  if (state !== "open") return "referral_ended";
  return verb === "refuse" && openedBy === personId ? "referral_needs_second_person" : null;
}

/** Who has to act on an open referral: anybody who decides cases; to refuse it, all but who opened it. */
export function mayActOn(referral: Referral, personId: string): { send: boolean; refuse: boolean } {
  return {
    send: endingRefusal("send", referral, personId) === null,
    refuse: endingRefusal("refuse", referral, personId) === null,
  };
}
