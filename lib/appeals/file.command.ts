import "server-only";
import { randomBytes } from "node:crypto";
import { appeals } from "@/db/schema";
import { readLink } from "@/lib/decisions/link.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { command } from "@/lib/platform/command";
import { secrets } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { FileAppeal, type Filed } from "./contract";
import { mayFileAppeal } from "./rules";
import { statementForAppeal } from "./store";

/** The statement a link opens, or the failure that says the link is not whole. */
export function statementIdOf(token: string): string | null {
  return readLink(token, secrets().links);
}

/**
 * Files the appeal of one addressee against one decision (DSA Art. 20(1), A1 to A4): free, electronic, without an
 * account, for six calendar months from when that person was informed. The receipt goes out after commit.
 */
export const fileAppeal = command({
  name: "appeal.file",
  permission: "appeal.file",
  input: FileAppeal,
  subject: (input, filed?: Filed) => ({
    kind: "statement",
    id: statementIdOf(input.token) ?? "unknown",
    detail: { reference: filed?.reference ?? null },
  }),
  async run({ tx, now }, input) {
    const statementId = statementIdOf(input.token);
    const statement = statementId ? await statementForAppeal(tx, statementId) : null;
    if (!statementId || !statement) return fail("not_found", "link_unknown");
    if (statement.revokedAt) return fail("gone", "link_ended");
    if (statement.effectiveAt > now) return fail("refused", "appeal_too_early");
    const allowed = mayFileAppeal(
      {
        addressee: { informedAt: statement.informedAt, zone: statement.zone },
        text: input.text,
        hasAppealed: statement.hasAppealed,
        decisionState: statement.undoneAt ? "undone" : statement.supersededBy ? "superseded" : "standing",
      },
      now,
    );
    if (!allowed.ok) return fail(allowed.reason === "appeal_already_filed" ? "conflict" : "refused", allowed.reason);
    const { appealTargetHours } = await settingsFor(tx, statement.platformId);
    const dueAt = new Date(now.getTime() + appealTargetHours * 3_600_000);
    const reference = referenceFrom(randomBytes(5)).replace(/^N/, "A");
    const { platformId, decisionId, addressee: by, language } = statement;
    const [made] = await tx
      .insert(appeals)
      .values({
        platformId,
        reference,
        decisionId,
        statementId,
        by,
        text: input.text,
        language,
        receivedAt: now,
        dueAt,
      })
      .onConflictDoNothing()
      .returning({ id: appeals.id });
    // Two clicks at once: the partial unique index lets one through.
    if (!made) return fail("conflict", "appeal_already_filed");
    await enqueue(
      tx,
      {
        kind: "mail.appeal_receipt",
        payload: { appealId: made.id },
        dedupeKey: `appeal receipt ${made.id}`,
        platformId,
      },
      now,
    );
    await enqueue(
      tx,
      {
        kind: "webhook.event",
        payload: { event: "appeal.filed", appeal: reference, decisionId },
        dedupeKey: `appeal.filed ${made.id}`,
        platformId,
      },
      now,
    );
    return ok<Filed>({ reference, dueAt: dueAt.toISOString() });
  },
});
