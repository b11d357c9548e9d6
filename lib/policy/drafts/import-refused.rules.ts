import { type Failure, fail } from "@/lib/platform/result";
import { importLimits, type Refusal } from "../import/contract";
import { namedInFile } from "./json-place.rules";

/**
 * A document that is not read, as every door of the desk answers it: why, at what place, and what the limits are. `bytes`: of
 * what was given, so that a version file is answered by its references and not by paths.
 */
export function importRefused({ code, place }: Pick<Refusal, "code" | "place">, bytes?: Uint8Array): Failure {
  const named = bytes && namedInFile({ code, place }, bytes);
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2);
  return fail("refused", named?.reason ?? `import_${code}`, {
    values: {
      place,
      rows: importLimits.tableRows,
      clauses: importLimits.clauses,
      megabytes: megabytes(importLimits.bytes),
      unpacked: megabytes(importLimits.unpackedBytes),
      ...named?.values,
    },
  });
}
