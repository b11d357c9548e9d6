import { createHash } from "node:crypto";

/** SHA-256 (hex) of a line as the archive has it, without its end. */
export function sha256OfLine(line: string): string {
  return createHash("sha256").update(line.trimEnd(), "utf8").digest("hex");
}
