import { z } from "zod";
import type { CrimeAddressee, Offence } from "@/db/schema";
import { Country, neededLine, typedLine, typedText } from "@/lib/intake/text.rules";
import { crimeAddressees, offences } from "./referral.rules";

const why = typedText(2000).trim().min(10);
const NoCountry = z.literal("").transform(() => null);

/** Suspicion of a crime that threatens life or safety. `country` empty: the state concerned is not known. */
export const OpenReferral = z.object({
  caseId: z.uuid(),
  offence: z.enum(offences),
  country: z.union([NoCountry, Country]).default(null),
  why,
});

/** That the authority was told, with all the evidence; `country` where it became known since. */
export const SendReferral = z.object({
  referralId: z.uuid(),
  country: z.union([NoCountry, Country]).optional(),
  addressee: z.enum(crimeAddressees),
  authority: neededLine(200),
  authorityReference: typedLine(200).default(""),
});

export const RefuseReferral = z.object({ referralId: z.uuid(), why });
export const ExportEvidence = z.object({ referralId: z.uuid() });

/** A referral as the screens show it; instants are ISO strings. */
export type ReferralRow = {
  id: string;
  platform: string;
  caseId: string;
  case: string;
  offence: Offence;
  country: string | null;
  state: "open" | "sent" | "refused";
  suspicionAt: string;
  openedBy: string;
  endedAt: string | null;
  endedBy: string | null;
  /** What this reader may do with it now. */
  may: { send: boolean; refuse: boolean };
};
export type ReferralView = ReferralRow & {
  why: string;
  addressees: readonly CrimeAddressee[];
  addressee: CrimeAddressee | null;
  authority: string | null;
  authorityReference: string | null;
  refusedWhy: string | null;
  evidence: { sha256: string; lockedAt: string; files: number };
};

/** The newest referral on a case, for its page. */
export type CaseReferral = Pick<ReferralRow, "id" | "offence" | "state" | "suspicionAt" | "openedBy"> & {
  isMine: boolean;
};
