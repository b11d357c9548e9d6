import "server-only";
import { v7 } from "uuid";
import { z } from "zod";
import { database } from "@/db/client";
import { command } from "@/lib/platform/command";
import { fieldFailures } from "@/lib/platform/field-failures";
import { problemOf } from "@/lib/platform/http";
import type { Line } from "@/lib/platform/lines.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { can } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { answerFor, makingAt, platformFor, senderOf, untilAlone } from "./commands";
import { type ImportLine, SubmitNotice } from "./contract";
import type { KnownPictures } from "./may-say.rules";
import { knownPictures } from "./picture.store";
import { type IntakePlatforms, intakePlatforms } from "./platforms.store";
import { type Making, type PreparedNotice, prepareNotice, type Sender } from "./prepare.rules";
import { type Received, receiveNotices } from "./receive.store";

/** Lines stored in one transaction: enough to make its cost small, few enough to hold its locks briefly. */
export const batchLines = 500;

type Options = { channel: Sender["channel"]; locale: string; now: () => Date };
/** A line as read: a notice not yet checked for its sender, or what is wrong with it. */
type Read = Result<{ input: SubmitNotice }>;

const Batch = z.custom<PreparedNotice[]>(Array.isArray);

const storeBatch = command({
  name: "notice.import",
  permission: "notice.import",
  input: Batch,
  subject: (batch, answers?: Result<Received>[]) => {
    const received = (answers ?? []).flatMap((one) => (one.ok ? [one.value] : []));
    return {
      kind: "import",
      id: v7(),
      detail: {
        lines: batch.length,
        repeated: received.filter((one) => one.isRepeat).length,
        conflicts: (answers?.length ?? 0) - received.length,
        first: received[0]?.noticeId ?? null,
        last: received.at(-1)?.noticeId ?? null,
      },
    };
  },
  run: async ({ tx, now }, batch) => ok(await receiveNotices(tx, batch, makingAt(now))),
});

function readLine(line: Line): Read {
  if ("problem" in line) return fail(line.problem === "line_too_long" ? "too_large" : "invalid", line.problem);
  let raw: unknown;
  try {
    raw = JSON.parse(line.text);
  } catch {
    return fail("invalid", "line_not_json");
  }
  const parsed = SubmitNotice.safeParse(raw, { reportInput: true });
  return parsed.success
    ? ok({ input: parsed.data })
    : fail("invalid", "invalid", { fields: fieldFailures(parsed.error) });
}

type Around = { actor: Actor; platforms: IntakePlatforms; pictures: KnownPictures; channel: Sender["channel"] };

function prepareLine(
  read: Read,
  { actor, platforms, pictures, channel }: Around,
  making: Making,
): Result<PreparedNotice> {
  if (!read.ok) return read;
  const platform = platformFor(read.value.input.platform, actor, platforms);
  return platform.ok
    ? prepareNotice(read.value.input, platform.value, senderOf(actor, channel), making, pictures)
    : platform;
}

/** A batch made ready while the one before is being stored. */
type Ready = {
  reads: readonly Read[];
  prepared: readonly Result<PreparedNotice>[];
  prepare: () => Result<PreparedNotice>[];
};

async function readyFor(actor: Actor, reads: readonly Read[], options: Options): Promise<Ready> {
  const now = options.now();
  const db = await database();
  const inputs = reads.flatMap((read) => (read.ok ? [read.value.input] : []));
  const [platforms, pictures] = [await intakePlatforms(db, now), await knownPictures(db, inputs)];
  const around = { actor, platforms, pictures, channel: options.channel };
  const prepare = () => reads.map((read) => prepareLine(read, around, makingAt(now)));
  return { reads, prepared: prepare(), prepare };
}

/** Stores a batch whole; if the database takes exception to one of its lines, each line by itself, so that only that one fails. */
async function storeLines(actor: Actor, ready: Ready, options: Options): Promise<Result<Received>[]> {
  let { prepared } = ready;
  try {
    return await untilAlone(async (attempt) => {
      // Made anew at each further try: references are random, and one may have been taken.
      if (attempt > 1) prepared = ready.prepare();
      const good = prepared.flatMap((one) => (one.ok ? [one.value] : []));
      const stored = good.length > 0 ? await storeBatch(actor, good, options.now()) : ok([]);
      const answers = stored.ok ? [...stored.value] : [];
      return prepared.map((one) => (one.ok ? (stored.ok ? next(answers) : stored) : one));
    });
  } catch (error) {
    if (ready.reads.length === 1) {
      console.error("a line of an import could not be stored:", error instanceof Error ? error.name : "unknown");
      return [fail("refused", "line_not_stored")];
    }
    const each: Result<Received>[] = [];
    for (const read of ready.reads)
      each.push(...(await storeLines(actor, await readyFor(actor, [read], options), options)));
    return each;
  }
}

function next(answers: Result<Received>[]): Result<Received> {
  const answer = answers.shift();
  if (!answer) throw new Error("every stored notice is answered");
  return answer;
}

function lineFor(result: Result<Received>, actor: Actor, locale: string): ImportLine {
  if (result.ok) return answerFor(result.value, actor);
  const { code, detail, errors } = problemOf(result, locale);
  return { error: { code, message: detail, ...(errors ? { errors } : {}) } };
}

async function* batchesOf(lines: AsyncIterable<Line>): AsyncGenerator<Read[]> {
  let batch: Read[] = [];
  for await (const line of lines) {
    batch.push(readLine(line));
    if (batch.length < batchLines) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Why this actor may not import, or null; the refusal is written down. */
export async function refusalToImport(actor: Actor, now: Date): Promise<Failure | null> {
  if (can(actor, "notice.import")) return null;
  const refused = await storeBatch(actor, [], now);
  return refused.ok ? null : refused;
}

/**
 * Takes in notices line by line (each a SubmitNotice as JSON) and answers each in its order, a batch at a time. A bad
 * line gives its error and the rest goes on; a line whose `externalId` was here before gives the first one's reference.
 * Reads the next batch while the last is being stored, and never more: memory stays the same however long the stream.
 */
export async function* importNotices(
  actor: Actor,
  lines: AsyncIterable<Line>,
  options: Options,
): AsyncGenerator<ImportLine[]> {
  let storing: Promise<Result<Received>[]> | null = null;
  for await (const batch of batchesOf(lines)) {
    const ready = await readyFor(actor, batch, options);
    const before: Result<Received>[] | null = await storing;
    storing = storeLines(actor, ready, options);
    // Whoever stops reading here must not leave an unanswered rejection behind.
    storing.catch(() => undefined);
    if (before) yield before.map((result) => lineFor(result, actor, options.locale));
  }
  if (storing) yield (await storing).map((result) => lineFor(result, actor, options.locale));
}
