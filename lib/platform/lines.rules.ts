/** One line of a stream of NDJSON, or why it cannot be read; `problem` is a key of the catalogue `failures`. */
export type Line = { text: string } | { problem: "line_too_long" | "line_not_utf8" };

/** Longest line that is read, in bytes: a longer one is answered with an error instead of filling the memory. */
export const longestLineBytes = 2_000_000;

const newline = 10;

/**
 * The lines of a byte stream in order, without their ends, a byte order mark, or blank ones. Split before decoding, so
 * that a line in another encoding spoils itself only. Holds one line at most.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array | string>,
  limit = longestLineBytes,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let held: Uint8Array[] = [];
  let size = 0;
  const finish = (): Line | null => {
    const bytes = held.length === 1 ? held[0] : Buffer.concat(held);
    const isTooLong = size > limit;
    held = [];
    size = 0;
    if (isTooLong) return { problem: "line_too_long" };
    return decoded(decoder, bytes ?? new Uint8Array());
  };
  const keep = (part: Uint8Array) => {
    size += part.length;
    if (size <= limit) held.push(part);
    else held = [];
  };
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
    let from = 0;
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
      keep(bytes.subarray(from, at));
      from = at + 1;
      const line = finish();
      if (line) yield line;
    }
    if (from < bytes.length) keep(bytes.slice(from));
  }
  const last = size > 0 ? finish() : null;
  if (last) yield last;
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): Line | null {
  try {
    const text = decoder.decode(bytes).trim();
    return text === "" ? null : { text };
  } catch {
    return { problem: "line_not_utf8" };
  }
}
