import "server-only";
import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { careExposures, cases, goldenItems, goldenTurns, snapshotPictures } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { harmsIn } from "./care.rules";
import { newestShift, recordOpened, type Shown } from "./care.store";

/** Whether they had it before them in their newest shift. */
const wasOpened = (personId: string, which: SQL) =>
  sql`exists (select 1 from care_exposures had where ${which}
    and had.person_id = ${personId} and had.shift_id = ${newestShift(personId)})`;

/**
 * Whose picture somebody sees who uncovers one: a case in their hands before any other, then one they had before them
 * in their newest shift, then one that is to be decided. Null where no case shows it.
 */
async function caseOfPicture(tx: Tx, personId: string, mediaId: string) {
  const isInHand = sql<boolean>`coalesce(${cases.state} = 'claimed' and ${cases.claimedBy} = ${personId}, false)`;
  const { id, platformId, harms, severity } = cases;
  const [row] = await tx
    .select({ shown: { id, platformId, harms, severity }, isInHand })
    .from(snapshotPictures)
    .innerJoin(cases, eq(cases.itemId, snapshotPictures.itemId))
    .where(eq(snapshotPictures.mediaId, mediaId))
    .orderBy(
      desc(isInHand),
      desc(wasOpened(personId, sql`had.case_id = ${cases.id}`)),
      desc(sql`${cases.state} <> 'decided'`),
      desc(cases.openedAt),
      desc(cases.id),
    )
    .limit(1);
  return row ?? null;
}

const showing = (mediaId: string) => sql`${goldenItems.media} @> ${JSON.stringify([{ mediaId }])}::jsonb`;

/** The golden item with this picture that is in their hands, or that they had before them in their newest shift. */
async function turnOfPicture(tx: Tx, personId: string, mediaId: string): Promise<Shown | null> {
  const isBefore = or(
    eq(goldenTurns.state, "claimed"),
    wasOpened(personId, sql`had.golden_turn_id = ${goldenTurns.id}`),
  );
  const [row] = await tx
    .select({ id: goldenTurns.id, item: goldenItems })
    .from(goldenTurns)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenTurns.itemId))
    .where(and(eq(goldenTurns.personId, personId), showing(mediaId), isBefore))
    .orderBy(desc(goldenTurns.servedAt))
    .limit(1);
  if (!row) return null;
  const { platformId, severity } = row.item;
  return { id: row.id, platformId, severity, harms: harmsIn(row.item), goldenTurnId: row.id };
}

/**
 * That they looked at a picture, wherever it was shown to them: in a grid, an appeal or a second look nobody opened its
 * case before, so it counts as opened first. The picture of a golden item counts for that, and not for the case it was
 * copied from, which they do not know.
 */
export async function recordLooked(tx: Tx, actor: Person, mediaId: string, now: Date): Promise<void> {
  const personId = actor.id;
  const ofCase = await caseOfPicture(tx, personId, mediaId);
  const shown = ofCase?.isInHand ? ofCase.shown : ((await turnOfPicture(tx, personId, mediaId)) ?? ofCase?.shown);
  if (shown) await recordOpened(tx, actor, shown, now);
  const holds = sql`(${careExposures.caseId} in (select c.id from cases c join snapshots s on s.id = c.snapshot_id
    where c.id in (select case_id from care_exposures where person_id = ${personId} and looked_at is null)
    and s.media @> ${JSON.stringify([{ mediaId }])}::jsonb)
    or ${careExposures.goldenShownAs} in (select golden_turns.id from golden_turns
      join golden_items on golden_items.id = golden_turns.item_id
      where golden_turns.person_id = ${personId} and ${showing(mediaId)}))`;
  await tx
    .update(careExposures)
    .set({ lookedAt: now })
    .where(
      and(
        eq(careExposures.personId, personId),
        eq(careExposures.shiftId, newestShift(personId)),
        isNull(careExposures.lookedAt),
        holds,
      ),
    );
}
