import "server-only";
import { eq } from "drizzle-orm";
import { outbox } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { RetryOutbox } from "./contract";
import { refusalToRetry } from "./rules";

/** A message that did not leave is sent again at once, with all its tries before it. What was sent is never sent twice. */
export const retryOutbox = command({
  name: "outbox.retry",
  permission: "outbox.retry",
  input: RetryOutbox,
  subject: ({ messageId }) => ({ kind: "outbox", id: messageId }),
  async run({ tx, now }, { messageId }) {
    const { id, state, attempts, lockedUntil } = outbox;
    const [message] = await tx
      .select({ id, state, attempts, lockedUntil })
      .from(outbox)
      .where(eq(id, messageId))
      .for("update");
    if (!message) return fail("not_found", "outbox_not_found");
    const refusal = refusalToRetry(message, now);
    if (refusal) return fail("stale", refusal);
    await tx
      .update(outbox)
      // Whoever asks for this has looked whether one that was being handed over has arrived.
      .set({ state: "waiting", attempts: 0, runAt: now, lockedUntil: null, handingOverAt: null, doneAt: null })
      .where(eq(id, messageId));
    return ok({ messageId });
  },
});
