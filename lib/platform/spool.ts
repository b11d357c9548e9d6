import "server-only";
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { dataDir } from "./env";
import { linesOf } from "./lines.rules";

/** A line holds a row; a text or a set of rules may be long. */
const longestLine = 50_000_000;
const pieceBytes = 256 * 1024;

export type Spool = {
  /** Writes lines under a name, after all that was written before. Each name once. */
  write: (name: string, lines: AsyncIterable<string> | Iterable<string>) => Promise<void>;
  /** The lines of a name in their order, without their ends; none for a name that was not written. */
  lines: (name: string) => AsyncGenerator<string>;
  close: () => Promise<void>;
};

/**
 * Lines that are read quickly and used slowly, out of memory: a file in the data folder that has no name any more once it is
 * open, so that nothing of it is left behind, not even by a process that is killed.
 */
export async function openSpool(): Promise<Spool> {
  const folder = join(dataDir(), "tmp");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `spool-${randomBytes(12).toString("hex")}`);
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  const places = new Map<string, { from: number; to: number }>();
  let size = 0;
  return {
    async write(name, lines) {
      const from = size;
      let held: string[] = [];
      let length = 0;
      const flush = async () => {
        const bytes = Buffer.from(held.join(""), "utf8");
        for (let done = 0; done < bytes.byteLength; ) {
          const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, size);
          done += bytesWritten;
          size += bytesWritten;
        }
        [held, length] = [[], 0];
      };
      for await (const line of lines) {
        held.push(line.endsWith("\n") ? line : `${line}\n`);
        length += line.length;
        if (length >= pieceBytes) await flush();
      }
      await flush();
      places.set(name, { from, to: size });
    },
    async *lines(name) {
      const { from, to } = places.get(name) ?? { from: 0, to: 0 };
      if (from === to) return;
      const pieces = createReadStream("", { fd: file.fd, autoClose: false, start: from, end: to - 1 });
      for await (const line of linesOf(pieces, longestLine)) {
        if (!("text" in line)) throw new Error(`a line of ${name} cannot be read again`);
        yield line.text;
      }
    },
    close: () => file.close(),
  };
}
