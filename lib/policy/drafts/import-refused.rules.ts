import { type Failure, fail } from "@/lib/platform/result";
import { importLimits, type Refusal } from "../import/contract";

/** A document that is not read, as every door of the desk answers it: why, at what place, and what the limits are. */
export function importRefused({ code, place }: Pick<Refusal, "code" | "place">): Failure {
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2);
  return fail("refused", `import_${code}`, {
    values: {
      place,
      rows: importLimits.tableRows,
      clauses: importLimits.clauses,
      megabytes: megabytes(importLimits.bytes),
      unpacked: megabytes(importLimits.unpackedBytes),
    },
  });
}
