import { z } from "zod";
import type { FlaggerStatus } from "@/db/schema";
import { neededLine, neededText, typedLine } from "@/lib/platform/text.rules";

/** The public list has some hundred entities; this holds a hundred times that. */
export const longestFlaggerList = 2_000_000;

/** The public list as it was fetched: CSV with a head or a JSON array. There is no other way to a status (DSA.md T2). */
export const ImportFlaggers = z.object({
  /** Where the list is from: its address and date. A later list from there replaces what this one said. */
  sourceList: z.string().trim().pipe(neededLine(300)),
  text: z.string().min(1, "required").max(longestFlaggerList),
});
export type FlaggersImported = { added: number; changed: number; same: number; gone: number };

/**
 * Whose a key or an address is: an entity of the list, or somebody this platform calls a partner, which is a private label
 * and changes no order.
 */
export const BindSender = z
  .object({
    apiKeyId: z.union([z.uuid(), z.literal("").transform(() => undefined)]).optional(),
    address: z.union([z.literal("").transform(() => undefined), z.email().max(254)]).optional(),
    flaggerId: z.union([z.uuid(), z.literal("").transform(() => undefined)]).optional(),
    partnerLabel: z.string().trim().pipe(typedLine(80)).default(""),
  })
  .superRefine(({ apiKeyId, address, flaggerId, partnerLabel }, context) => {
    if ((apiKeyId === undefined) === (address === undefined))
      context.addIssue({ code: "custom", path: ["address"], message: "key_or_address" });
    if (flaggerId === undefined && partnerLabel === "")
      context.addIssue({ code: "custom", path: ["partnerLabel"], message: "flagger_or_partner" });
  });
export const EndSender = z.object({ senderId: z.uuid() });

/** That the coordinator was told, with the letter as it was sent (Art. 22(6)). */
export const RecordLetter = z.object({ flaggerId: z.uuid(), text: neededText(20_000) });

export type SenderRow = {
  id: string;
  /** The name of the key, or the address. */
  sender: string;
  kind: "key" | "address";
  flagger: string | null;
  partnerLabel: string;
  boundAt: string;
};

/** An entity as the settings page shows it. Instants are ISO strings; `areas` are statement categories without prefix. */
export type FlaggerRow = {
  id: string;
  name: string;
  coordinatorCountry: string;
  areas: string[];
  status: FlaggerStatus;
  validFrom: string | null;
  suspendedAt: string | null;
  sourceList: string;
  lastSyncedAt: string;
  quality: { of: number; rejected: number };
  isLetterDue: boolean;
  toldAt: string | null;
};
export type FlaggerPage = {
  flaggers: FlaggerRow[];
  senders: SenderRow[];
  /** Keys that a sender may be bound to. */
  keys: { id: string; name: string }[];
};
/** One answered notice that was not followed, as evidence: nothing of its notifier or of the person concerned. */
export type RejectedNotice = { reference: string; receivedOn: string; location: string; rationale: string };
/** `letterFrom`: how many answered notices it takes before a letter can be due. */
export type FlaggerView = FlaggerRow & {
  letterFrom: number;
  draft: { subject: string; text: string } | null;
  rejected: RejectedNotice[];
};
