import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { database } from "@/db/client";
import { appeals } from "@/db/schema";
import { readLink } from "@/lib/decisions/link.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { command } from "@/lib/platform/command";
import { secrets } from "@/lib/platform/env";
import { answerBefore, type Idempotency, rememberAnswer } from "@/lib/platform/idempotency";
import { enqueue } from "@/lib/platform/outbox";
import type { Actor } from "@/lib/platform/permissions.rules";
import { allow } from "@/lib/platform/rate-limit";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import type { SentFile } from "./attachment.rules";
import { attachFiles, type KeptFile, keepFiles } from "./attachments.store";
import { FileAppeal, type Filed } from "./contract";
import { tellDocket } from "./docket.store";
import { riskAgainst } from "./risk.store";
import { mayFileAppeal, refusalCode } from "./rules";
import { stateForReader, statementForAppeal } from "./store";
import { complaintsSuspendedUntil } from "./suspended.store";

/** The statement a link opens, or null when the link is not whole. */
export function statementIdOf(token: string): string | null {
  return readLink(token, secrets().links);
}

/** The receipt by mail, and the platform told, after commit. */
async function announce(
  tx: Tx,
  made: { id: string; platformId: string; decisionId: string; reference: string },
  now: Date,
) {
  const { id, platformId, decisionId, reference } = made;
  const receipt = { kind: "mail.appeal_receipt", payload: { appealId: id }, dedupeKey: `appeal receipt ${id}` };
  await enqueue(tx, { ...receipt, platformId }, now);
  const payload = { event: "appeal.filed", appeal: reference, decisionId };
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `appeal.filed ${id}`, platformId }, now);
}

/** Tries with one link, so that a link that got into wrong hands is no way to keep us busy. */
const linkAllowance = { limit: 20, windowMs: 600_000 };

function fileThrough(idempotency: Idempotency | null, files: readonly SentFile[]) {
  return command({
    name: "appeal.file",
    permission: "appeal.file",
    input: FileAppeal,
    subject: (input, filed?: Filed) => ({
      kind: "statement",
      id: statementIdOf(input.token) ?? "unknown",
      detail: { reference: filed?.reference ?? null },
    }),
    // Pictures are unpacked before anybody waits at a lock; only for a link that is whole.
    async prepare({ db, now }, input): Promise<Result<KeptFile[]>> {
      const statementId = statementIdOf(input.token);
      if (!statementId) return fail("not_found", "link_unknown");
      const grant = allow("appeal link", statementId, linkAllowance, now);
      if (!grant.granted)
        return fail("rate_limited", "appeal_too_many", { values: { minutes: Math.ceil(grant.retryAfter / 60) } });
      return keepFiles(db, files, now);
    },
    async run({ tx, now }, input, kept) {
      const statementId = statementIdOf(input.token);
      const statement = statementId ? await statementForAppeal(tx, statementId) : null;
      if (!statementId || !statement) return fail("not_found", "link_unknown");
      const { informedAt, zone, hasAppealed, effectiveAt, letter } = statement;
      const facts = { addressee: { informedAt, zone }, text: input.text, hasAppealed, effectiveAt, letter };
      const state = {
        decisionState: await stateForReader(tx, statement, statement),
        isRevoked: statement.revokedAt !== null,
      };
      const allowed = mayFileAppeal({ ...facts, ...state }, now);
      if (!allowed.ok) return fail(refusalCode(allowed.reason), allowed.reason);
      // The link came to the person's own address: they are told plainly, and nobody else is (Art. 23(2), M2).
      const until = await complaintsSuspendedUntil(tx, statementId, now);
      if (until) return fail("refused", "appeals_suspended", { values: { until: dayIn(until, zone) } });
      const { platformId, decisionId, addressee: by, language } = statement;
      const { appealTargetHours } = await settingsFor(tx, platformId);
      const dueAt = new Date(now.getTime() + appealTargetHours * 3_600_000);
      const reference = referenceFrom(randomBytes(5)).replace(/^N/, "A");
      const { level: risk, why: riskWhy } = await riskAgainst(tx, decisionId, by);
      const row = { platformId, reference, decisionId, statementId, by, text: input.text, language, risk, riskWhy };
      const [made] = await tx
        .insert(appeals)
        .values({ ...row, receivedAt: now, dueAt })
        .onConflictDoNothing()
        .returning({ id: appeals.id });
      // Two clicks at once: the partial unique index lets one through.
      if (!made) return fail("conflict", "appeal_already_filed");
      await attachFiles(tx, { id: made.id, platformId }, kept, now);
      await tellDocket(tx, { id: made.id, decisionId });
      await announce(tx, { id: made.id, platformId, decisionId, reference }, now);
      const filed: Filed = { reference, dueAt: dueAt.toISOString() };
      const isKept = !idempotency || (await rememberAnswer(tx, idempotency, { status: 201, response: filed }, now));
      return isKept ? ok(filed) : fail("conflict", "idempotency_busy");
    },
  });
}

const Remembered = z.object({ reference: z.string(), dueAt: z.string() });

/** What was answered to the same key before: the same again, or that it came with another body; null when it is new. */
async function answeredBefore(asked: Idempotency, now: Date): Promise<Result<Filed> | null> {
  const before = await answerBefore(await database(), asked, now);
  if (before === "other") return fail("conflict", "idempotency_other_body");
  const read = Remembered.safeParse(before?.response);
  return read.success ? ok(read.data) : null;
}

/**
 * Files the appeal of one addressee against one decision (DSA Art. 20(1), A1 to A4): free, electronic, without an
 * account, for six calendar months from when that person was informed. The receipt goes out after commit.
 * With an idempotency key a repeat is answered with the first one's reference. `files` are kept as attachment.rules.ts says.
 */
export async function fileAppeal(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
  idempotency: Idempotency | null = null,
  files: readonly SentFile[] = [],
): Promise<Result<Filed>> {
  const before = idempotency && (await answeredBefore(idempotency, now));
  if (before) return before;
  const result = await fileThrough(idempotency, files)(actor, raw, now);
  // Of two requests with one key at once, the second has the first one's answer by now.
  if (result.ok || result.code !== "conflict" || !idempotency) return result;
  return (await answeredBefore(idempotency, now)) ?? result;
}
