import type { BadHash } from "./hash-list.contract";
import { distanceOf } from "./picture-hash.rules";

type Kind = "sha256" | "perceptual";
export type ReadList = {
  hashes: string[];
  repeated: number;
  blank: number;
  bad: { line: number; reason: BadHash }[];
};

const shapes: Record<Kind, RegExp> = { sha256: /^[0-9a-f]{64}$/, perceptual: /^[0-9a-f]{16}$/ };
const head = /^["']?(?:hash|sha-?256|phash|perceptual(?:_hash)?|hex)["']?\s*(?:[,;\t].*)?$/i;
const names = ["hash", "sha256", "phash"] as const;
/** Nearly all bits alike: a picture of one colour, which would be found in thousands. */
const leastOnes = 6;

/** The cell that holds the hash: the first of a CSV line, a field of a JSON line, or the line itself. */
function cellOf(line: string): string | null {
  if (!line.startsWith("{")) return (line.split(/[,;\t]/)[0] ?? "").replace(/^["'\s]+|["'\s]+$/g, "");
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return null;
    const fields = value as Record<string, unknown>;
    const found = names.map((name) => fields[name]).find((each) => typeof each === "string");
    return typeof found === "string" ? found.trim() : null;
  } catch {
    return null;
  }
}

function problemOf(hash: string, kind: Kind): BadHash | null {
  if (!shapes[kind].test(hash)) return kind === "sha256" ? "not_sha256" : "not_perceptual";
  if (kind === "sha256") return null;
  const ones = distanceOf(hash, "0000000000000000");
  return ones < leastOnes || ones > 64 - leastOnes ? "says_nothing" : null;
}

/**
 * Reads a list of hashes line by line: plain, CSV (the first column, with or without a head) or NDJSON (`hash`, `sha256`
 * or `phash`). Every line is kept, repeated, blank or bad, with its number from 1.
 */
export function readHashList(text: string, kind: Kind): ReadList {
  const kept = new Set<string>();
  const answer: ReadList = { hashes: [], repeated: 0, blank: 0, bad: [] };
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  for (const [at, typed] of lines.entries()) {
    const line = typed.trim();
    if (line === "" || line.startsWith("#") || (at === 0 && head.test(line))) {
      answer.blank += 1;
      continue;
    }
    const cell = cellOf(line);
    const hash = cell?.toLowerCase().replace(/^0x/, "") ?? null;
    const reason = hash === null ? "not_json" : problemOf(hash, kind);
    if (reason !== null || hash === null) answer.bad.push({ line: at + 1, reason: reason ?? "not_json" });
    else if (kept.has(hash)) answer.repeated += 1;
    else kept.add(hash);
  }
  answer.hashes = [...kept];
  return answer;
}
