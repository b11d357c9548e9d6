import { createHash } from "node:crypto";
import { Zip, ZipPassThrough } from "fflate";
import type { ArchivedFile } from "./archive.contract";

/** Each entry carries the same date, so that the same files are the same archive; midnight wherever it is read. */
const entryDate = new Date(1980, 0, 1);
/** What the format without its 64-bit form can hold, less the room for its directory. */
export const largestArchive = 4_000_000_000;

/** The archive would not fit into the ZIP format. */
export class ArchiveTooLarge extends Error {
  override name = "ArchiveTooLarge";
}

/**
 * Writes a ZIP archive piece by piece. Files are stored as they are: whoever checks it can make the very same bytes
 * again, whatever version of whatever library they have. `out` gets each piece; nothing is kept here.
 */
export function zipWriter(out: (piece: Uint8Array) => void) {
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    out(piece);
  });
  let written = 0;
  return {
    /** Begins a file; `end` says what was in it. One at a time. */
    begin(path: string) {
      const file = new ZipPassThrough(path);
      file.mtime = entryDate;
      zip.add(file);
      const hash = createHash("sha256");
      let size = 0;
      return {
        write(bytes: Uint8Array) {
          written += bytes.byteLength;
          if (written > largestArchive) throw new ArchiveTooLarge("the archive would be larger than 4 GB");
          size += bytes.byteLength;
          hash.update(bytes);
          if (bytes.byteLength > 0) file.push(bytes);
        },
        end(): ArchivedFile {
          file.push(new Uint8Array(0), true);
          return { path, size, sha256: hash.digest("hex") };
        },
      };
    },
    finish: () => zip.end(),
  };
}
