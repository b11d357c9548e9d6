import "server-only";
import type { Db } from "@/db/client";
import type { TrackedNotice, TrackedWithLinks } from "@/lib/intake/contract";
import { linksOf } from "./links.store";

/** A tracked notice with the signed link to each outcome in the place of its statement's id. */
export async function withOutcomeLinks(db: Db, tracked: TrackedNotice): Promise<TrackedWithLinks> {
  const links = await linksOf(
    db,
    tracked.items.flatMap(({ statementId }) => statementId ?? []),
  );
  const items = tracked.items.map(({ statementId, ...item }) => ({
    ...item,
    outcomeUrl: (statementId && links.get(statementId)) || null,
  }));
  return { ...tracked, items };
}
