import "server-only";
import type { TrackedNotice, TrackedWithLinks } from "@/lib/intake/contract";
import { appUrl, secrets } from "@/lib/platform/env";
import { signLink } from "./link.rules";

/** A tracked notice with the signed link to each outcome in the place of its statement's id. */
export function withOutcomeLinks(tracked: TrackedNotice): TrackedWithLinks {
  const items = tracked.items.map(({ statementId, ...item }) => ({
    ...item,
    outcomeUrl: statementId === null ? null : `${appUrl()}/decision/${signLink(statementId, secrets().links)}`,
  }));
  return { ...tracked, items };
}
