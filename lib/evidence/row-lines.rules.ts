import { createHash } from "node:crypto";

/** SHA-256 (hex) of a file. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 (hex) of a line as the archive has it, without its end. */
export function sha256OfLine(line: string): string {
  return createHash("sha256").update(line.trimEnd(), "utf8").digest("hex");
}
