import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { ArchiveReport } from "@/lib/evidence/verify-archive";
import type { ChainHead } from "@/lib/platform/audit-chain.rules";
import { readAnchors } from "./anchors";
import type { Io } from "./io";
import { LineProblem, linesOf, writeLine } from "./ndjson";

const usage = `usage: npm run -s cli -- evidence verify FILE [--key KEY-ID] [--anchors HEADS] [--log EXPORT]

  FILE        the archive of a case
  --key       id of the key that should have signed it (evidence key)
  --anchors   heads of the chains that were kept elsewhere (audit verify)
  --log       an export of the whole log (audit export): each entry about the case must be in it
`;

type Asked = { file: string; key?: string; anchors?: string; log?: string };

function readArgs(args: string[]): Asked | null {
  try {
    const text = { type: "string" } as const;
    const options = { key: text, anchors: text, log: text };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    const isKey = values.key === undefined || /^[0-9a-f]{64}$/.test(values.key);
    return file && more.length === 0 && isKey ? { file, ...values } : null;
  } catch {
    return null;
  }
}

/**
 * `evidence verify`: checks the archive of a case without network or database, and prints one line `{ok, case, exportedAt,
 * exportedBy, format, keyId, signer, signatures, files, chains, policyVersions, withheld, faultCount, faults: [{file, detail}], doubts}`. Exit
 * code 1 when any byte of it is not as it was made, or when it is of the first format and no key was named: nothing else
 * proves that one. Doubts do not change the code; they are said on stderr too.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const asked = readArgs(args);
  if (!asked) {
    io.errors.write(usage);
    return 2;
  }
  try {
    const report = await checked(asked);
    await writeLine(io.output, report);
    if (asked.key === undefined)
      io.errors.write(
        "Signatures were not checked: without --key nobody knows whose they are. Whoever changed the archive could have signed it anew.\n",
      );
    for (const { file, detail } of report.doubts) io.errors.write(`Doubt: ${file} ${detail}\n`);
    return report.ok ? 0 : 1;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof LineProblem ? error.code : "failed";
    io.errors.write(`${message}\n`);
    await writeLine(io.output, { error: { code, message } });
    return 1;
  }
}

async function checked({ file, key, anchors, log }: Asked): Promise<ArchiveReport> {
  const { verifyArchive } = await import("@/lib/evidence/verify-archive");
  const handle = await open(file, "r");
  const own = new Map<string, ChainHead>();
  try {
    const report = await verifyArchive(await bytesOf(handle), {
      ...(key === undefined ? {} : { keyId: key }),
      anchors: anchors ? await readAnchors(anchors) : [],
      onOwn: (head) => void own.set(`${head.chain} ${head.position}`, head),
    });
    return log ? await against(report, log, own) : report;
  } finally {
    await handle.close();
  }
}

async function bytesOf(handle: FileHandle) {
  const { size } = await handle.stat();
  const read = async (at: number, length: number) => {
    const into = new Uint8Array(Math.max(0, Math.min(length, size - at)));
    const { bytesRead } = await handle.read(into, 0, into.byteLength, at);
    return into.subarray(0, bytesRead);
  };
  return { size, read };
}

/** Compares what the archive holds about the case with the whole log, read once, line by line. */
async function against(report: ArchiveReport, log: string, own: Map<string, ChainHead>): Promise<ArchiveReport> {
  const heads = new Map(report.chains.map(({ chain, head }) => [`${chain} ${head.position}`, head.hash]));
  const faults = [...report.faults];
  for await (const text of linesOf(createReadStream(log))) {
    if (!text?.trim()) continue;
    const entry = entryOf(text, log);
    if (!entry) continue;
    const place = `${entry.chain} ${entry.position}`;
    const [mine, head] = [own.get(place)?.hash, heads.get(place)];
    if ((mine ?? entry.hash) !== entry.hash || (head ?? entry.hash) !== entry.hash)
      faults.push({
        file: `audit/${entry.chain}.ndjson`,
        detail: `position ${entry.position}: the log has another entry`,
      });
    own.delete(place);
    heads.delete(place);
  }
  for (const place of new Set([...own.keys(), ...heads.keys()]))
    faults.push({ file: "audit", detail: `${place} is not in the log that was given` });
  const faultCount = report.faultCount + faults.length - report.faults.length;
  return { ...report, ok: faultCount === 0, faultCount, faults: faults.slice(0, 100) };
}

function entryOf(text: string, file: string): ChainHead | null {
  try {
    const { chain, position, hash } = JSON.parse(text);
    return typeof chain === "string" && typeof hash === "string" ? { chain, position: Number(position), hash } : null;
  } catch {
    throw new LineProblem("invalid_json", `A line of ${file} is not JSON.`);
  }
}
