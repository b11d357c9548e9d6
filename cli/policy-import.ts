import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { AppClient } from "@/lib/platform/client-of-app";
import { phraseIn } from "@/lib/platform/phrases";
import { refusalPlace } from "@/lib/policy/drafts/refusal-place.rules";
import { type ImportedDraft, ImportFormat, importLimits } from "@/lib/policy/import/contract";
import { importDocument } from "@/lib/policy/import/document.rules";
import { measuresRead } from "@/lib/policy/import/measure-words.rules";
import type { Io } from "./io";
import { writeLine } from "./ndjson";

const formats = ImportFormat.options.join("|");
const usage = `usage: npm run -s cli -- policy import FILE --platform SLUG [--format ${formats}] [--save [--follows VERSION]]\n`;

type Options = { file: string; platform: string; format: ImportFormat; isSaved: boolean; follows?: string };

/**
 * `policy import`: the draft that a guideline document would become, with the source lines of each clause and every line
 * that was left out (DESIGN.md section 5). Without `--save` it stores nothing and needs no database; with it the draft is
 * stored as well, and `saved` says under which id. A document that cannot be read gives
 * `{"error": {code, message, place}}`, its place in words as on the screen, and exit code 1.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const options = optionsOf(args, io);
  if (!options) return 2;
  const { file, platform, format, follows } = options;
  let bytes: Uint8Array | null;
  try {
    bytes = statSync(file).size > importLimits.bytes ? null : readFileSync(file);
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  if (!bytes) {
    const message = `A document may have ${importLimits.bytes} bytes; this one has more.`;
    await writeLine(io.output, { error: { code: "too_large", message, place: "the whole file" } });
    return 1;
  }
  const imported = importDocument({ bytes, name: basename(file), format, platform });
  if (!imported.ok) {
    const place = phraseIn(refusalPlace(imported.refusal, bytes), "en");
    await writeLine(io.output, { error: { ...imported.refusal, place } });
    return 1;
  }
  const saved = options.isSaved
    ? await save({ bytes, name: basename(file), format, platform, follows }, io)
    : undefined;
  if (saved === null) return 1;
  const measures = imported.value.version ? [] : measuresRead(imported.value.rows);
  await writeLine(io.output, { ...imported.value, measures, ...(saved ? { saved } : {}) });
  io.errors.write(summary(imported.value));
  return 0;
}

type Given = { bytes: Uint8Array; name: string; format: ImportFormat; platform: string; follows?: string };

/** Stores the draft in the running app or, if none runs, in the database; null where it is refused, which is said on the line. */
async function save(given: Given, io: Io): Promise<unknown> {
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  try {
    const door = await openDataDoor();
    try {
      const saved = door.kind === "app" ? await saveByApp(door.app, given) : await saveByDatabase(given);
      if (saved.ok) return saved.value;
      await writeLine(io.output, { error: { code: saved.code, message: saved.message } });
      return null;
    } finally {
      await door.close();
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

type Saved = { ok: true; value: unknown } | { ok: false; code: string; message: string };

async function saveByApp(app: AppClient, { bytes, follows, ...about }: Given): Promise<Saved> {
  const path = `/api/cli/policy/drafts?${new URLSearchParams({ ...about, ...(follows ? { follows } : {}) })}`;
  const headers = { "content-type": "application/octet-stream" };
  const response = await app.send(path, { method: "POST", body: new Uint8Array(bytes), headers });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return { ok: true, value: answer };
  const message = answer.detail ?? `The running app answered ${response.status}.`;
  return { ok: false, code: answer.reason ?? "app_refused", message };
}

async function saveByDatabase({ platform, follows, ...document }: Given): Promise<Saved> {
  const { createDraft } = await import("@/lib/policy/drafts/create.command");
  const { terminal } = await import("@/lib/platform/cli-route");
  const { problemOf } = await import("@/lib/platform/http");
  const made = await createDraft(terminal, { platform, follows, from: { kind: "document", ...document } });
  if (made.ok) return { ok: true, value: made.value };
  const { reason, detail } = problemOf(made);
  return { ok: false, code: reason, message: detail };
}

function summary({ document, clauses, rows, notUnderstood, commitments, problems }: ImportedDraft): string {
  const unread = notUnderstood.filter(({ why }) => why === "unread").length;
  if (document === "commitments")
    return `These are commitments of the platform (${commitments.length}), no rules against users: nothing is proposed.\n`;
  return `${clauses.length} clauses and ${rows.length} rows proposed; ${notUnderstood.length} lines left out, ${unread} of them unexplained; ${problems.length} to be settled by a person.\n`;
}

function optionsOf(args: string[], io: Io): Options | null {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { platform: text, format: text, follows: text, save: { type: "boolean" } },
    });
    const [file, ...more] = positionals;
    const format = ImportFormat.safeParse(values.format ?? "auto");
    const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.platform ?? "");
    if (file && more.length === 0 && slug && format.success) {
      const { platform = "", save: isSaved = false, follows } = values;
      return { file, platform, format: format.data, isSaved, ...(follows ? { follows } : {}) };
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  io.errors.write(usage);
  return null;
}
