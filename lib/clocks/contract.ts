import { z } from "zod";
import { type ClockBasis, type ClockKind, type ClockRow, clockBases, clockKinds, type Forecast } from "./clock.rules";

export const ClockRequest = z.object({
  basis: z.enum(clockBases).optional(),
  kind: z.enum(clockKinds).optional(),
  view: z.enum(["all", "overdue"]).default("all"),
  holder: z.enum(["anybody", "me", "nobody"]).default("anybody"),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ClockRequest = z.infer<typeof ClockRequest>;

/** A row as it crosses the network. */
export type ClockEntry = Omit<ClockRow, "dueAt" | "startedAt"> & {
  dueAt: string;
  startedAt: string;
  isOverdue: boolean;
  isMine: boolean;
};
export type ClockPage = { rows: ClockEntry[]; next: string | null };

/** What is said of one kind of duty: how many are overdue (`most` means that or more), and how it will be. */
export type ClockSummary = {
  kind: ClockKind;
  basis: ClockBasis;
  overdue: number;
  forecast: Forecast | null;
};
export type ClockSummaries = { kinds: ClockSummary[]; most: number; until: string };

/** What waits for the reader: overdue and theirs, or nobody's and theirs to see to. */
export type NeedsYou = { rows: ClockEntry[]; hasMore: boolean };
