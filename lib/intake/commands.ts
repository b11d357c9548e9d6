import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Db, database } from "@/db/client";
import { command } from "@/lib/platform/command";
import { appUrl, secrets } from "@/lib/platform/env";
import { answerBefore, type Idempotency, rememberAnswer } from "@/lib/platform/idempotency";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { type NoticeReceived, SubmitNotice } from "./contract";
import { idsAt, pooled } from "./ids.rules";
import { knownPictures } from "./picture.store";
import { type IntakePlatforms, intakePlatforms } from "./platforms.store";
import { type Making, prepareNotice, type Sender } from "./prepare.rules";
import { type Received, receivedBefore, receiveNotices } from "./receive.store";
import { trackingPath, trackingSecret } from "./reference.rules";

/** The way a notice came in. */
export type Door = { channel: Sender["channel"]; idempotency?: Idempotency };

export function senderOf(actor: Actor, channel: Sender["channel"]): Sender {
  return {
    channel,
    apiKeyId: actor.kind === "key" ? actor.id : null,
    mayStateSource: can(actor, "notice.import"),
    isTrusted: actor.kind !== "public",
  };
}

const random = pooled(randomBytes);

export function makingAt(now: Date): Making {
  const secretFor = (noticeId: string) => trackingSecret(secrets().links, noticeId);
  return { now, id: idsAt(now, random), random, secretFor };
}

/** The platform a notice is about, or a failure that names those there are. */
export function platformFor(
  slug: string,
  actor: Actor,
  platforms: IntakePlatforms,
): Result<NonNullable<ReturnType<IntakePlatforms["get"]>>> {
  const platform = platforms.get(slug);
  const options = [...platforms.keys()].join(", ");
  if (!platform)
    return fail("invalid", "invalid", {
      fields: [{ field: "platform", reason: "unknown_platform", values: { options } }],
    });
  return mayOn(actor, slug) ? ok(platform) : fail("forbidden", "platform_not_yours", { values: { platform: slug } });
}

/** What a sender is told. Cases are for keys of the platform; a visitor learns no number to guess from. */
export function answerFor(received: Received, actor: Actor): NoticeReceived {
  const { noticeId, reference, externalId, isRepeat, items, notProcessedUntil } = received;
  return {
    reference,
    trackingUrl: `${appUrl()}${trackingPath(reference, trackingSecret(secrets().links, noticeId))}`,
    ...(actor.kind === "public"
      ? {}
      : { items: items.map(({ location, case: number }) => ({ location, case: number })) }),
    ...(externalId === null ? {} : { externalId }),
    ...(isRepeat ? { repeated: true as const } : {}),
    ...(notProcessedUntil ? { notProcessedUntil: notProcessedUntil.toISOString() } : {}),
  };
}

/** Codes of PostgreSQL that say "do all of it again": a deadlock, no order found, somebody stored the same key first. */
const retryable = new Set(["40P01", "40001", "23505"]);

function isWorthAgain(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" && retryable.has(cause.code);
}

/** Runs `work` again, at most five times, when somebody else was in the same place at the same moment. */
export async function untilAlone<Value>(work: (attempt: number) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= 5 || !isWorthAgain(error)) throw error;
    }
  }
}

function submitThrough(door: Door, platforms: IntakePlatforms) {
  return command({
    name: "notice.create",
    permission: "notice.create",
    input: SubmitNotice,
    subject: (input, value?: Received) => ({
      kind: "notice",
      id: value?.noticeId ?? "new",
      ...(platforms.has(input.platform) ? { platformId: input.platform } : {}),
      detail: {
        channel: door.channel,
        items: input.items.length,
        cases: value?.items.map((item) => item.caseId) ?? [],
      },
    }),
    async run({ tx, actor, now }, input) {
      const platform = platformFor(input.platform, actor, platforms);
      if (!platform.ok) return platform;
      const making = makingAt(now);
      const pictures = await knownPictures(tx, [input]);
      const prepared = prepareNotice(input, platform.value, senderOf(actor, door.channel), making, pictures);
      if (!prepared.ok) return prepared;
      const [answer] = await receiveNotices(tx, [prepared.value], making);
      if (!answer) throw new Error("every notice is answered");
      if (!answer.ok) return answer;
      const received = answer.value;
      if (door.idempotency) {
        const kept = { status: 201, response: { noticeId: received.noticeId } };
        if (!(await rememberAnswer(tx, door.idempotency, kept, now))) return fail("conflict", "idempotency_busy");
      }
      return ok(received);
    },
  });
}

const Remembered = z.object({ noticeId: z.string() });

/** The answer given to the same Idempotency-Key before; a failure when it came with another body; null when it is new. */
async function answeredBefore(db: Db, asked: Idempotency, now: Date): Promise<Result<Received> | null> {
  const before = await answerBefore(db, asked, now);
  if (before === "other") return fail("conflict", "idempotency_other_body");
  const read = Remembered.safeParse(before?.response);
  const received = read.success ? await receivedBefore(db, read.data.noticeId) : null;
  return received && ok({ ...received, isRepeat: false });
}

/**
 * Takes in one notice (DSA Art. 16): joins each item's open case or opens one, keeps the snapshot, queues the receipt,
 * all in one transaction. `raw` is a SubmitNotice; failures name every field (`items.3.location`).
 * With an idempotency key a repeat gets the first answer, and the same key with another body is a conflict.
 */
export async function submitNotice(
  actor: Actor,
  raw: unknown,
  door: Door,
  now: Date = new Date(),
): Promise<Result<NoticeReceived>> {
  const db = await database();
  const { idempotency } = door;
  const before = idempotency ? await answeredBefore(db, idempotency, now) : null;
  const result = before ?? (await submitted(actor, raw, door, now));
  if (isBusy(result) && idempotency) {
    const first = await answeredBefore(db, idempotency, now);
    return first ? told(first, actor) : result;
  }
  return told(result, actor);
}

async function submitted(actor: Actor, raw: unknown, door: Door, now: Date): Promise<Result<Received>> {
  const platforms = await intakePlatforms(await database(), now);
  return untilAlone(() => submitThrough(door, platforms)(actor, raw, now));
}

function isBusy(result: Result<Received>): result is Failure {
  return !result.ok && result.reason === "idempotency_busy";
}

function told(result: Result<Received>, actor: Actor): Result<NoticeReceived> {
  return result.ok ? ok(answerFor(result.value, actor)) : result;
}
