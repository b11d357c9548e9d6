import "server-only";
import type { TrackedNotice } from "@/lib/intake/contract";
import { appUrl, secrets } from "@/lib/platform/env";
import { signLink } from "./link.rules";

export type TrackedItem = Omit<TrackedNotice["items"][number], "statementId"> & {
  /** The page with reasons and redress, for this notifier only. */ outcomeUrl: string | null;
};
export type TrackedWithLinks = Omit<TrackedNotice, "items"> & { items: TrackedItem[] };

/** A tracked notice with the signed link to each outcome in the place of its statement's id. */
export function withOutcomeLinks(tracked: TrackedNotice): TrackedWithLinks {
  const items = tracked.items.map(({ statementId, ...item }) => ({
    ...item,
    outcomeUrl: statementId === null ? null : `${appUrl()}/decision/${signLink(statementId, secrets().links)}`,
  }));
  return { ...tracked, items };
}
