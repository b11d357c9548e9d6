import { once } from "node:events";
import type { ImportLine } from "@/lib/intake/contract";
import type { AppClient, DataDoor } from "@/lib/platform/client-of-app";
import { type Line, linesOf } from "@/lib/platform/lines.rules";
import type { Io } from "./io";

const usage =
  "usage: npm run -s cli -- notice import < notices.ndjson   (lines of the shape of POST /api/v1/notices)\n";
const blockLines = 500;

/**
 * `notice import`: content and reports in bulk. Goes to RECOURSE_URL or the app that holds the data folder, else opens
 * the database itself. One line out for each line in, in order; exit 1 when some line failed.
 */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write(usage);
    return 2;
  }
  let door: DataDoor | null = null;
  try {
    const app = await appOfEnvironment();
    if (app) return await answerAll(throughApp(app, linesOf(io.input)), io);
    const { openDataDoor } = await import("@/lib/platform/client-of-app");
    door = await openDataDoor();
    return await answerAll(
      door.kind === "app" ? throughApp(door.app, linesOf(io.input)) : byItself(door, linesOf(io.input)),
      io,
    );
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await door?.close();
  }
}

async function answerAll(batches: AsyncIterable<readonly ImportLine[]>, io: Io): Promise<number> {
  let done = 0;
  let failed = 0;
  for await (const batch of batches) {
    const text = batch.map((line) => `${JSON.stringify(line)}\n`).join("");
    if (!io.output.write(text)) await once(io.output, "drain");
    done += batch.length;
    failed += batch.filter((line) => "error" in line).length;
    if (done % 10_000 < batch.length && done >= 10_000) io.errors.write(`${done} lines\n`);
  }
  io.errors.write(`${done} lines, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}

async function* byItself(
  door: Extract<DataDoor, { kind: "database" }>,
  lines: AsyncIterable<Line>,
): AsyncGenerator<ImportLine[]> {
  const { importNotices } = await import("@/lib/intake/import.command");
  const { intakePlatforms } = await import("@/lib/intake/platforms.store");
  const { terminal } = await import("@/lib/platform/cli-route");
  if ((await intakePlatforms(door.db, new Date())).size === 0) {
    const { loadBuiltInPacks } = await import("@/lib/policy/load.command");
    await loadBuiltInPacks(door.db, new Date());
  }
  yield* importNotices(terminal, lines, { channel: "cli", locale: "en", now: () => new Date() });
}

/** The app named by RECOURSE_URL, with RECOURSE_KEY or the secret of this data folder; null when none is named. */
async function appOfEnvironment(): Promise<AppClient | null> {
  const address = process.env.RECOURSE_URL?.replace(/\/$/, "");
  if (!address) return null;
  const { secrets } = await import("@/lib/platform/env");
  const authorization = `Bearer ${process.env.RECOURSE_KEY ?? secrets().cli}`;
  return {
    address,
    send: (path, init = {}) => fetch(address + path, { ...init, headers: { ...init.headers, authorization } }),
  };
}

/** Block by block, each its own request: what was answered is stored, wherever a long import breaks off. */
async function* throughApp(app: AppClient, lines: AsyncIterable<Line>): AsyncGenerator<ImportLine[]> {
  let block: Line[] = [];
  for await (const line of lines) {
    block.push(line);
    if (block.length < blockLines) continue;
    yield await answered(app, block);
    block = [];
  }
  if (block.length > 0) yield await answered(app, block);
}

async function answered(app: AppClient, block: readonly Line[]): Promise<ImportLine[]> {
  const body = block.flatMap((line) => ("text" in line ? [`${line.text}\n`] : [])).join("");
  const response = await app.send("/api/v1/notices/bulk", {
    method: "POST",
    body,
    headers: { "content-type": "application/x-ndjson" },
  });
  if (!response.ok || !response.body)
    throw new Error(`${app.address} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  const answers: ImportLine[] = [];
  for await (const line of linesOf(response.body, Number.POSITIVE_INFINITY)) {
    if ("text" in line) answers.push(JSON.parse(line.text));
  }
  const { problemOf } = await import("@/lib/platform/http");
  const { fail } = await import("@/lib/platform/result");
  return block.map((line) => {
    if ("problem" in line)
      return { error: { code: "invalid", message: problemOf(fail("invalid", line.problem)).detail } };
    const answer = answers.shift();
    if (!answer)
      throw new Error(
        `${app.address} answered fewer lines than it was sent. Send the rest again; lines with an externalId are not stored twice.`,
      );
    return answer;
  });
}
