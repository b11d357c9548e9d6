import "server-only";
import { createHmac } from "node:crypto";
import { and, desc, eq, isNull, ne } from "drizzle-orm";
import type { Db } from "@/db/client";
import { mails, outbox } from "@/db/schema";
import { appUrl, secrets } from "./env";

/**
 * Whose conversation a mail stands in. Of a case each addressee has one of their own, so that no header of theirs says
 * anything of another: `notice` with its id for who reported, `case` with the case and the account for whom it is about.
 */
export type ThreadOf =
  | readonly ["notice", string]
  | readonly ["case", string, string]
  | readonly ["order", ...string[]];

/** The conversation's name: nothing can be read from it, and two of one case have nothing in common. */
export function threadOf(about: ThreadOf): string {
  return createHmac("sha256", secrets().links)
    .update(`thread ${about.join(" ")}`)
    .digest("hex")
    .slice(0, 32);
}

/** The part behind the @ of a Message-ID. */
export const mailHost = () => new URL(appUrl()).hostname;

const mostReferences = 10;

/**
 * What a reader's program puts a mail under (RFC 5322, 3.6.4): the conversation's own name, which is no mail and never
 * changes, and the mails that went before; so that it is one conversation also where the first was lost.
 */
export async function threadHeaders(
  db: Db,
  { thread, outboxId }: { thread: string; outboxId: string },
): Promise<{ inReplyTo: string; references: string[] }> {
  const earlier = await db
    .select({ id: mails.messageId })
    .from(mails)
    .innerJoin(outbox, eq(outbox.id, mails.outboxId))
    .where(and(eq(outbox.thread, thread), ne(mails.messageId, ""), isNull(mails.bouncedAt), ne(outbox.id, outboxId)))
    .orderBy(desc(mails.sentAt), desc(mails.id))
    .limit(mostReferences);
  const root = `<${thread}@${mailHost()}>`;
  return { inReplyTo: earlier[0]?.id ?? root, references: [root, ...earlier.map(({ id }) => id).reverse()] };
}
