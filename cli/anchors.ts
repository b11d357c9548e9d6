import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { z } from "zod";
import { ChainHeadLine } from "@/lib/platform/audit-chain.contract";
import type { ChainHead } from "@/lib/platform/audit-chain.rules";
import { LineProblem, linesOf } from "./ndjson";

/** The objects of an NDJSON stream with the numbers of their lines. @throws LineProblem naming a line that is not JSON */
export async function* objectsIn(input: Readable, name: string): AsyncGenerator<{ value: unknown; line: number }> {
  let line = 0;
  for await (const text of linesOf(input)) {
    line += 1;
    if (text?.trim() === "") continue;
    try {
      yield { value: JSON.parse(text ?? ""), line };
    } catch {
      throw new LineProblem("invalid_json", `Line ${line} of ${name} is not JSON.`);
    }
  }
}

const Kept = z.union([z.object({ chains: z.array(ChainHeadLine) }), z.object({ head: ChainHeadLine })]);

/** Heads out of an earlier answer of `audit verify`, or out of the first lines of an earlier export. */
export async function readAnchors(file: string): Promise<ChainHead[]> {
  const anchors: ChainHead[] = [];
  for await (const { value, line } of objectsIn(createReadStream(file), file)) {
    const kept = Kept.safeParse(value);
    if (kept.success) anchors.push(...("chains" in kept.data ? kept.data.chains : [kept.data.head]));
    else if (anchors.length === 0)
      throw new LineProblem("invalid_anchor", `Line ${line} of ${file} holds no heads of chains.`);
    else break;
  }
  return anchors;
}
