import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { mails, misuseLetters, misuseLinks, misuseMeasures, outbox } from "@/db/schema";
import { readLink, signLink } from "@/lib/decisions/link.rules";
import { isReplaced } from "@/lib/decisions/replace-link.rules";
import { appUrl, secrets } from "@/lib/platform/env";
import { fail, ok, type Result } from "@/lib/platform/result";
import { letterKey, type Measure } from "./subject.store";

/** The newest replacement of the links about a measure, or null where those of its letters are still good. */
export async function newestMisuseLink(db: Db | Tx, measureId: string) {
  const [row] = await db
    .select()
    .from(misuseLinks)
    .where(eq(misuseLinks.measureId, measureId))
    .orderBy(desc(misuseLinks.serial))
    .limit(1);
  return row ?? null;
}

/** Where the addressee reads a letter about misuse, and may complain from. */
export const misuseLink = (letterId: string, serial: number) =>
  `${appUrl()}/measure/${signLink(letterId, secrets().links, serial)}`;

type AtLink = { letter: typeof misuseLetters.$inferSelect; measure: Measure };

/** The letter and its measure behind a link. Fails as `link_unknown`, or `link_replaced` where a newer one is there. */
export async function letterAtMisuseLink(db: Db | Tx, token: string): Promise<Result<AtLink>> {
  const link = readLink(token, secrets().links);
  const [row] = link
    ? await db
        .select({ letter: misuseLetters, measure: misuseMeasures })
        .from(misuseLetters)
        .innerJoin(misuseMeasures, eq(misuseMeasures.id, misuseLetters.measureId))
        .where(eq(misuseLetters.id, link.id))
    : [];
  if (!link || !row) return fail("not_found", "link_unknown");
  return isReplaced(link, await newestMisuseLink(db, row.measure.id)) ? fail("gone", "link_replaced") : ok(row);
}

/**
 * When whoever is suspended was told of it, or null while they were not: then their six months have not begun (Art. 20(2),
 * A2). A letter that left tells, unless it came back: then it is the day on which somebody told them in another way, or
 * on which they opened its link; and of a link that somebody else had, the day on which they opened the new one.
 */
export async function suspensionToldAt(db: Db | Tx, measureId: string): Promise<Date | null> {
  const [row] = await db
    .select({
      sentAt: misuseLetters.sentAt,
      readAt: misuseLetters.readAt,
      bouncedAt: mails.bouncedAt,
      settledAt: mails.settledAt,
    })
    .from(misuseLetters)
    .leftJoin(outbox, eq(outbox.dedupeKey, letterKey(misuseLetters.id)))
    .leftJoin(mails, eq(mails.outboxId, outbox.id))
    .where(and(eq(misuseLetters.measureId, measureId), eq(misuseLetters.kind, "suspension")));
  if (!row) return null;
  const told = row.bouncedAt ? earlier(row.settledAt, row.readAt) : (row.sentAt ?? row.readAt);
  const link = await newestMisuseLink(db, measureId);
  if (!link) return told;
  return link.why === "wrong_person" ? link.openedAt : (told ?? link.openedAt);
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}

/** That the addressee opened a letter's link, and the link that took an earlier one's place. */
export async function markMisuseRead(tx: Tx, { letter, measure }: AtLink, now: Date): Promise<void> {
  const unread = and(eq(misuseLetters.id, letter.id), isNull(misuseLetters.readAt));
  await tx.update(misuseLetters).set({ readAt: now }).where(unread);
  const link = await newestMisuseLink(tx, measure.id);
  if (link && !link.openedAt) await tx.update(misuseLinks).set({ openedAt: now }).where(eq(misuseLinks.id, link.id));
}
