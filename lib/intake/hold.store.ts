import "server-only";
import type { Tx } from "@/db/client";
import { heldNotices } from "@/db/schema";
import { enqueueAll } from "@/lib/platform/outbox";
import { withFlaggers } from "./flagger.store";
import { insertContacts, insertNotices } from "./notice.store";
import type { Making, PreparedNotice } from "./prepare.rules";
import { isProcessedAnyway } from "./processed-anyway.rules";
import { senderKey } from "./sender-record.rules";
import { type Suspended, suspendedSenders } from "./suspended.store";

export type HeldBack = { notice: PreparedNotice; by: Suspended };

/** Of these notices, those whose sender is suspended and that nothing makes processed all the same. */
export async function heldBackAmong(tx: Tx, fresh: readonly PreparedNotice[], now: Date): Promise<HeldBack[]> {
  const found: HeldBack[] = [];
  for (const platformId of new Set(fresh.map(({ platform }) => platform.id))) {
    const own = fresh.filter(({ platform }) => platform.id === platformId);
    const senders = [...new Set(own.flatMap((notice) => senderKey(notice) ?? []))];
    const suspended = await suspendedSenders(tx, platformId, senders, now);
    if (suspended.size === 0) continue;
    const theirs = own.filter((notice) => suspended.has(senderKey(notice) ?? ""));
    const flagged = await withFlaggers(tx, theirs, now);
    for (const [at, notice] of theirs.entries()) {
      const { childAbuseClaim, category = null } = notice.input;
      const isFlagger = (flagged[at]?.flagger?.id ?? null) !== null;
      const by = suspended.get(senderKey(notice) ?? "");
      if (by && !isProcessedAnyway({ source: notice.source, isFlagger, childAbuseClaim, category }))
        found.push({ notice, by });
    }
  }
  return found;
}

/**
 * Keeps notices that are not processed: with their reference and their contact, in no case and before nobody's eyes. The
 * sender is told by mail at the address itself (M2), so that nobody else learns it by typing that address.
 */
export async function storeHeldBack(tx: Tx, held: readonly HeldBack[], { now }: Pick<Making, "now">): Promise<void> {
  if (held.length === 0) return;
  // In no case, a repeat would not be found: it is kept anew, under a reference of its own.
  const notices = held.map(({ notice }) => {
    const { externalId: _, ...input } = notice.input;
    return { ...notice, input };
  });
  await tx.execute(insertNotices(notices, now));
  const contacts = insertContacts(notices);
  if (contacts) await tx.execute(contacts);
  await tx.insert(heldNotices).values(
    held.map(({ notice: { id, platform, input, source }, by }) => {
      const { name: _, email: __, externalId: ___, ...said } = input;
      return {
        noticeId: id,
        platformId: platform.id,
        measureId: by.measureId,
        input: { ...said, source },
        receivedAt: now,
      };
    }),
  );
  const told = held.filter(({ notice }) => notice.contact?.email);
  await enqueueAll(
    tx,
    told.map(({ notice: { id, platform }, by }) => ({
      kind: "mail.not_processed",
      payload: { noticeId: id, measureId: by.measureId },
      dedupeKey: `not processed ${id}`,
      platformId: platform.id,
    })),
    now,
  );
}
