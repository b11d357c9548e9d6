import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Io } from "./io";

/** A line that cannot be processed. `code` is for programs, the message for people. */
export class LineProblem extends Error {
  override name = "LineProblem";
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** Longest line that is read, in UTF-16 units: a longer one is answered with an error instead of filling the memory. */
export const longestLine = 32 * 1024 * 1024;

/** The lines of a stream, without their ends (LF or CRLF) and without a byte order mark; null stands for one that is too long. */
export async function* linesOf(input: Readable, limit = longestLine): AsyncGenerator<string | null> {
  const decoder = new StringDecoder("utf8");
  let held: string[] = [];
  let length = 0;
  let first = true;
  const finish = () => {
    const line = length > limit ? null : held.join("").replace(/\r$/, "");
    held = [];
    length = 0;
    const start = first;
    first = false;
    return start && line?.startsWith("\uFEFF") ? line.slice(1) : line;
  };
  for await (const chunk of input) {
    const pieces = (typeof chunk === "string" ? chunk : decoder.write(chunk)).split("\n");
    const rest = pieces.pop() ?? "";
    for (const piece of pieces) {
      length += piece.length;
      if (length <= limit) held.push(piece);
      yield finish();
    }
    length += rest.length;
    if (length <= limit) held.push(rest);
    else held = [];
  }
  const tail = decoder.end();
  length += tail.length;
  held.push(tail);
  if (length > 0) yield finish();
}

/** Writes one value as one line and waits while the reader is behind. */
export async function writeLine(output: Writable, value: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`)) await once(output, "drain");
}

/**
 * Answers each line of NDJSON with one line, in order; empty lines are skipped. A line that is no JSON object, or for which
 * `answer` throws, gives `{"error": {code, message}}` in its place and the rest goes on. Returns the exit code: 0, or 1.
 */
export async function answerLines(io: Io, answer: (line: Record<string, unknown>) => unknown): Promise<0 | 1> {
  let failed = false;
  for await (const line of linesOf(io.input)) {
    if (line?.trim() === "") continue;
    let id: unknown;
    try {
      const value = readObject(line);
      id = value.id;
      await writeLine(io.output, await answer(value));
    } catch (error) {
      if (isClosedPipe(error)) return 1;
      failed = true;
      await writeLine(io.output, failure(error, id, io.errors));
    }
  }
  return failed ? 1 : 0;
}

function readObject(line: string | null): Record<string, unknown> {
  if (line === null) throw new LineProblem("line_too_long", `The line is longer than ${longestLine} characters.`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineProblem("invalid_json", "The line is not valid JSON.");
  }
  if (!isObject(value)) throw new LineProblem("invalid_input", "The line is JSON but not an object.");
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A surprise is shown in full on stderr; the line says only that it happened. */
function failure(error: unknown, id: unknown, errors: Writable) {
  const named = typeof id === "string" || typeof id === "number" ? { id } : {};
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "field" in error) {
    const field = typeof error.field === "string" ? { field: error.field } : {};
    return { ...named, error: { code: error.code, message: error.message, ...field } };
  }
  errors.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return { ...named, error: { code: "internal", message: "The line could not be processed." } };
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
}
