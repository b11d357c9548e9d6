import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { database } from "@/db/client";
import { readLink } from "@/lib/decisions/link.rules";
import { isReplaced } from "@/lib/decisions/replace-link.rules";
import { sealsOfAppeal } from "@/lib/decisions/row-seal.store";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { command } from "@/lib/platform/command";
import { secrets } from "@/lib/platform/env";
import { answerBefore, type Idempotency, rememberAnswer } from "@/lib/platform/idempotency";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { KeptFile, SentFile } from "./attachment.rules";
import { keepFilesAtLink } from "./attachments.store";
import { FileAppeal, type Filed } from "./contract";
import { storeAppeal, targetFrom } from "./file.store";
import { type AppealRefusal, mayFileAppeal, refusalCode } from "./rules";
import { stateForReader, statementForAppeal } from "./store";
import { complaintsSuspendedBy, holdAppeal, waitingAppeal } from "./suspended.store";

/** The statement a link opens, or null when the link is not whole. Whether the link still opens it is asked of its row. */
export function statementIdOf(token: string): string | null {
  return readLink(token, secrets().links)?.id ?? null;
}

/** Why it may not be filed; that nothing was written and nothing sent along is said at the field. */
function refusal(reason: AppealRefusal) {
  if (reason === "appeal_empty") return fail("invalid", "invalid", { fields: [{ field: "text", reason }] });
  return fail(refusalCode(reason), reason);
}

function fileThrough(idempotency: Idempotency | null, files: readonly (SentFile | KeptFile)[]) {
  return command({
    name: "appeal.file",
    permission: "appeal.file",
    input: FileAppeal,
    subject: (input, filed?: Filed) => ({
      kind: "statement",
      id: statementIdOf(input.token) ?? "unknown",
      detail: { reference: filed?.reference ?? null },
    }),
    prepare: ({ db, now }, input): Promise<Result<KeptFile[]>> => keepFilesAtLink(db, input.token, files, now),
    async run({ tx, now, alsoLogged }, input, kept) {
      const statementId = statementIdOf(input.token);
      const statement = statementId ? await statementForAppeal(tx, statementId) : null;
      if (!statementId || !statement) return fail("not_found", "link_unknown");
      if (isReplaced(readLink(input.token, secrets().links), { serial: statement.linkSerial }))
        return fail("gone", "link_replaced");
      const { informedAt, zone, hasAppealed, effectiveAt, letter } = statement;
      const facts = { addressee: { informedAt, zone }, text: input.text, files: kept.length, hasAppealed };
      const state = {
        ...{ effectiveAt, letter, isRevoked: statement.revokedAt !== null },
        decisionState: await stateForReader(tx, statement, statement),
      };
      const allowed = mayFileAppeal({ ...facts, ...state }, now);
      if (!allowed.ok) return refusal(allowed.reason);
      if (await waitingAppeal(tx, statementId)) return fail("conflict", "appeal_already_filed");
      const { platformId } = statement;
      const reference = referenceFrom(randomBytes(5), "A");
      const what = { statementId, reference, text: input.text, files: kept };
      // The link came to the person's own address: they are told plainly, and nobody else is (Art. 23(2), M2).
      const by = await complaintsSuspendedBy(tx, statementId, now);
      const made = by
        ? (await holdAppeal(tx, { platformId, ...what }, by.measureId, now)) && {
            dueAt: await targetFrom(tx, platformId, by.until),
          }
        : await storeAppeal(tx, { statement, ...what, receivedAt: now }, now);
      if (!made) return fail("conflict", "appeal_already_filed");
      if ("id" in made) alsoLogged(statementId, { rows: await sealsOfAppeal(tx, made.id, ["appeals"]) });
      const heldUntil = by?.until.toISOString() ?? null;
      const filed: Filed = { reference, dueAt: made.dueAt.toISOString(), heldUntil };
      const isKept = !idempotency || (await rememberAnswer(tx, idempotency, { status: 201, response: filed }, now));
      return isKept ? ok(filed) : fail("conflict", "idempotency_busy");
    },
  });
}

const Remembered = z.object({
  reference: z.string(),
  dueAt: z.string(),
  heldUntil: z.string().nullable().default(null),
});

/** What was answered to the same key before: the same again, or that it came with another body; null when it is new. */
async function answeredBefore(asked: Idempotency, now: Date): Promise<Result<Filed> | null> {
  const before = await answerBefore(await database(), asked, now);
  if (before === "other") return fail("conflict", "idempotency_other_body");
  const read = Remembered.safeParse(before?.response);
  return read.success ? ok(read.data) : null;
}

/**
 * Files the appeal of one addressee against one decision (DSA Art. 20(1), A1 to A4): free, electronic, without an
 * account, for six calendar months from when that person was informed. The receipt goes out after commit. Of somebody whose
 * complaints are not processed for a time (Art. 23(2)) it is kept, and filed by itself when that time is over.
 * With an idempotency key a repeat is answered with the first one's reference. `files` are kept as attachment.rules.ts says.
 */
export async function fileAppeal(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
  idempotency: Idempotency | null = null,
  files: readonly (SentFile | KeptFile)[] = [],
): Promise<Result<Filed>> {
  const before = idempotency && (await answeredBefore(idempotency, now));
  if (before) return before;
  const result = await fileThrough(idempotency, files)(actor, raw, now);
  // Of two requests with one key at once, the second has the first one's answer by now.
  if (result.ok || result.code !== "conflict" || !idempotency) return result;
  return (await answeredBefore(idempotency, now)) ?? result;
}
