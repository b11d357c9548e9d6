import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { noticeContacts } from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { type OutboxHandlers, Refused } from "@/lib/platform/outbox";

/** Two mail servers of the town are in trouble, so that the Outbox page has a refused and a stuck message to show. */
const troubles: Record<string, () => Error> = {
  "closed.example": () => new Refused("the mail server refused: 550 5.1.1 there is no such mailbox"),
  "medicines-office.example": () => new Error("the mail server of medicines-office.example does not answer"),
};

async function troubleOf(db: Db, noticeId: string): Promise<Error | undefined> {
  const [contact] = await db
    .select({ email: noticeContacts.email })
    .from(noticeContacts)
    .where(eq(noticeContacts.noticeId, noticeId));
  return troubles[contact?.email?.split("@")[1] ?? ""]?.();
}

/** Who sends what while the town is filled: as ever, except for receipts to those two. */
export const townHandlers: OutboxHandlers = {
  ...outboxHandlers,
  "mail.receipt": async (message, context) => {
    const trouble = await troubleOf(context.db, z.uuid().parse(message.payload.noticeId));
    if (trouble) throw trouble;
    await outboxHandlers["mail.receipt"]?.(message, context);
  },
};
