import { z } from "zod";
import type { AccountStanding, Localised } from "./account.contract";

/** Only characters that a handle or an id can have; the database takes no NUL and no half of a character. */
const isPlain = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text);
const narrowing = z.string().trim().max(100).refine(isPlain, "control_characters");

/** What the list of accounts is asked for, as it stands in the address bar. `after` is the cursor of the last row seen. */
export const AccountListRequest = z.object({
  /** The beginning of a handle (an @ before it does not matter) or of the platform's id, or our own id whole. */
  q: narrowing.default(""),
  platform: narrowing.default(""),
  /** A role that the account acted in with something reported. */
  role: narrowing.default(""),
  /** Only accounts against which something runs now. */
  sanctions: z.enum(["", "running"]).default(""),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AccountListRequest = z.infer<typeof AccountListRequest>;

/** One line: who it is, and how it stands. */
export type AccountRow = {
  id: string;
  handle: string;
  externalId: string;
  platform: { id: string; name: Localised; zone: string };
  /** The roles it acted in, in the order of their names. */
  roles: string[];
} & Pick<AccountStanding, "confirmedStrikes" | "points" | "running" | "reEntryBarred">;

export type AccountList = { rows: AccountRow[]; next: string | null };

/** What the filters may be set to: every platform, and the roles that occur. */
export type AccountChoices = { platforms: { id: string; name: Localised }[]; roles: string[] };
