import { strFromU8, unzipSync } from "fflate";
import { importLimits, refuse } from "./contract";

const wholeFile = "the whole file";

/**
 * The text of the named parts of a ZIP (DOCX, XLSX). Sizes are looked at before anything is unpacked, and what unpacks to
 * more than it said is refused too: a small file that fills the memory is not a document.
 */
export function unpack(bytes: Uint8Array, wanted: RegExp): Map<string, string> {
  let total = 0;
  let entries = 0;
  const named = new Set<string>();
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize, size }) => {
        entries += 1;
        // The table of parts of a damaged file is read as many parts without a name.
        if (name === "") refuse("damaged_file", "The file holds a part without a name.", wholeFile);
        if (entries > 10_000) refuse("unpacks_too_large", "The file holds too many parts.", name);
        if (!wanted.test(name)) return false;
        if (named.has(name)) refuse("damaged_file", "The file holds a part twice.", name);
        named.add(name);
        total += Math.max(originalSize, size);
        if (total > importLimits.unpackedBytes)
          refuse("unpacks_too_large", `The file unpacks to more than ${importLimits.unpackedBytes} bytes.`, name);
        return true;
      },
    });
    return new Map(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]));
  } catch (error) {
    if (error instanceof Error && error.name === "Refused") throw error;
    return refuse("damaged_file", "The file cannot be unpacked.", [...named].at(-1) ?? wholeFile);
  }
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) <= 8;
}
