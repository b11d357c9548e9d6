import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { snapshotHash } from "@/lib/intake/snapshot.rules";
import type { ChainHead } from "@/lib/platform/audit-chain.rules";
import { linesOf } from "@/lib/platform/lines.rules";
import { type ArchivedChain, Manifest, manifestFile, SignatureFile, signatureFile } from "./archive.contract";
import { ChainLine } from "./chain.contract";
import { chainPart } from "./chain-part.rules";
import { checkLetters } from "./letters-check";
import { logCheck } from "./log-check";
import { checkSubmissions, checkVersions } from "./rows-check";
import {
  type Bytes,
  contentOf,
  NotAnArchive,
  piecesOf,
  readAgain,
  sha256Of,
  type ZipEntry,
  zipEntries,
} from "./zip-reader";

export type ArchiveFault = { file: string; detail: string };
export type CheckedChain = {
  chain: string;
  mode: ArchivedChain["mode"];
  entries: number;
  own: number;
  head: ArchivedChain["head"];
};
export type ArchiveReport = {
  ok: boolean;
  case: string | null;
  exportedAt: string | null;
  exportedBy: string | null;
  /** Of which format it is; the newest is 3 (archive.contract.ts). Null for what is no archive. */
  format: number | null;
  /** Id of the key that signed it; `signer` says whether that is the one that was expected, or nobody said which. */
  keyId: string | null;
  signer: "expected" | "another" | "not_compared";
  /**
   * Without the id of a known key a signature proves nothing: whoever changed the archive could have signed it anew. Nor is
   * anything checked where there is no signature to read, as in what is no archive.
   */
  signatures: "checked" | "not checked";
  files: number;
  chains: CheckedChain[];
  policyVersions: string[];
  /** How many letters are in it as PDF. */
  letters: number;
  withheld: Manifest["withheld"];
  faultCount: number;
  /** The first 100. */
  faults: ArchiveFault[];
  /** What is as it was exported, and still deserves a question. */
  doubts: ArchiveFault[];
};
export type CheckOptions = {
  /** Id of the key that should have signed it. */
  keyId?: string;
  anchors?: readonly ChainHead[];
  /** Told each entry about the case, for comparing with the whole log. */
  onOwn?: (head: ChainHead) => void;
};

const mostFaults = 100;
/** An entry of the log is short; a text or an object of rules may be long. */
const longestLine = 50_000_000;

function checkSignature(list: Uint8Array, written: Uint8Array, expected?: string) {
  const parsed = SignatureFile.safeParse(jsonOf(written));
  const unread = { isCompared: false, signer: "not_compared" as const };
  if (!parsed.success) return { ...unread, keyId: null, problem: "this is no signature of ours" };
  const { publicKey, signature, keyId } = parsed.data;
  const der = Buffer.from(publicKey, "base64");
  const signer =
    expected === undefined
      ? ("not_compared" as const)
      : expected === keyId
        ? ("expected" as const)
        : ("another" as const);
  if (sha256Of(der) !== keyId)
    return { keyId, problem: "the key is not the one it is called", signer, isCompared: false };
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const isValid = key.asymmetricKeyType === "ed25519" && verify(null, list, key, Buffer.from(signature, "base64"));
    return { keyId, problem: isValid ? null : "the signature is not of this list", signer, isCompared: true };
  } catch {
    return { keyId, problem: "the key cannot be read", signer, isCompared: false };
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
}

/**
 * Checks one archive: every byte of it, the signature, each file's hash, the parts of the log, and that rows and files are
 * what the log says of them. Needs nothing else.
 */
export async function verifyArchive(bytes: Bytes, options: CheckOptions = {}): Promise<ArchiveReport> {
  const faults: ArchiveFault[] = [];
  const doubts: ArchiveFault[] = [];
  let faultCount = 0;
  const found = (file: string, detail: string) => {
    faultCount += 1;
    if (faults.length < mostFaults) faults.push({ file, detail });
  };
  let isCompared = false;
  const report = (about: Partial<ArchiveReport>): ArchiveReport => ({
    ...{ case: null, exportedAt: null, exportedBy: null, keyId: null, signer: "not_compared", files: 0 },
    ...{ format: null },
    ...{ chains: [], policyVersions: [], letters: 0, withheld: [] },
    ...about,
    ...{ ok: faultCount === 0, faultCount, faults, doubts },
    signatures: options.keyId !== undefined && isCompared ? "checked" : "not checked",
  });
  let entries: ZipEntry[];
  try {
    entries = await zipEntries(bytes);
  } catch (error) {
    if (!(error instanceof NotAnArchive)) throw error;
    found("the archive", error.message);
    return report({});
  }
  const { files, firstDifference } = await readAgain(bytes, entries);
  if (firstDifference)
    found(firstDifference.path, `byte ${firstDifference.at} of the archive is not as it was written`);
  const list = await contentOf(bytes, entries, manifestFile);
  const signature = checkSignature(list, await contentOf(bytes, entries, signatureFile), options.keyId);
  isCompared = signature.isCompared;
  if (signature.problem) found(signatureFile, signature.problem);
  if (signature.signer === "another") found(signatureFile, `signed by another key: ${signature.keyId}`);
  const parsed = Manifest.safeParse(jsonOf(list));
  const { keyId, signer } = signature;
  if (!parsed.success) {
    found(manifestFile, "this is no list of ours");
    return report({ keyId, signer, files: files.length });
  }
  const manifest = parsed.data;
  compareFiles(manifest, files, found);
  const chains: CheckedChain[] = [];
  const log = logCheck();
  for (const about of manifest.chains)
    chains.push(await checkChain(bytes, entries, about, { ...options, found, take: log.take }));
  const doubt: Found = (file, detail) => void doubts.push({ file, detail });
  const given = {
    ...{ manifest, files, lines: (path: string) => linesIn(bytes, entries, path) },
    isSigned: signer === "expected" && signature.problem === null,
  };
  await log.check(given, found, doubt);
  await checkVersions(given, found);
  await checkSubmissions(given, found);
  await questionSnapshots(bytes, entries, doubt);
  const { letters } = manifest;
  // Making letters again takes its time, and says nothing of an archive that was changed anyway.
  if (faultCount === 0)
    await checkLetters({ letters, files, rows: (path) => rowsIn(bytes, entries, path) }, found, doubt);
  const { case: reference, exportedAt, exportedBy, policyVersions, withheld } = manifest;
  return report({
    ...{ case: reference, exportedAt, exportedBy, policyVersions, withheld, format: manifest.version },
    ...{ keyId, signer, files: files.length, chains, letters: letters.length },
  });
}

type Found = (file: string, detail: string) => void;

function compareFiles(
  manifest: Manifest,
  files: readonly { path: string; size: number; sha256: string }[],
  found: Found,
) {
  const there = new Map(files.map((file) => [file.path, file]));
  if (there.size !== files.length) found("the archive's directory", "a file is in it twice");
  for (const listed of manifest.files) {
    const file = there.get(listed.path);
    if (!file) found(listed.path, "is missing");
    else if (file.size !== listed.size) found(listed.path, `has ${file.size} bytes and should have ${listed.size}`);
    else if (file.sha256 !== listed.sha256) found(listed.path, "its SHA-256 is another");
    there.delete(listed.path);
  }
  for (const path of there.keys())
    if (path !== manifestFile && path !== signatureFile) found(path, "is not in the list");
}

async function checkChain(
  bytes: Bytes,
  entries: readonly ZipEntry[],
  about: ArchivedChain,
  { anchors, onOwn, found, take }: CheckOptions & { found: Found; take: (line: ChainLine) => void },
): Promise<CheckedChain> {
  const walker = chainPart(about, anchors);
  for await (const line of rowsIn(bytes, entries, about.file)) {
    const parsed = ChainLine.safeParse(line);
    if (!parsed.success) {
      found(about.file, "a line is no entry of the log");
      continue;
    }
    for (const { position, detail } of walker.take(parsed.data)) found(about.file, `position ${position}: ${detail}`);
    const { chain, position, hash } = parsed.data;
    if (!("own" in parsed.data && parsed.data.own)) continue;
    onOwn?.({ chain, position, hash });
    take(parsed.data);
  }
  const { faults, entries: count, own } = walker.end();
  for (const { position, detail } of faults) found(about.file, `position ${position}: ${detail}`);
  return { chain: about.chain, mode: about.mode, entries: count, own, head: about.head };
}

/** The lines of a file; empty for one that is too long to be ours. */
async function* linesIn(bytes: Bytes, entries: readonly ZipEntry[], path: string): AsyncGenerator<string> {
  const entry = entries.find((one) => one.path === path);
  if (!entry) return;
  for await (const line of linesOf(piecesOf(bytes, entry.at, entry.size), longestLine))
    yield "text" in line ? line.text : "";
}

async function* rowsIn(bytes: Bytes, entries: readonly ZipEntry[], path: string): AsyncGenerator<unknown> {
  for await (const line of linesIn(bytes, entries, path)) yield jsonOf(Buffer.from(line));
}

const SnapshotRow = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.string(),
  media: z.array(
    z.looseObject({ mediaId: z.string(), kind: z.enum(["image", "video"]), alt: z.string(), sensitive: z.boolean() }),
  ),
  context: z.record(z.string(), z.unknown()),
  content_at: z.string(),
  content_at_known: z.boolean(),
  sha256: z.string(),
  purged_at: z.string().nullable(),
});

/** Whether each snapshot is still what was seen when its hash was written: the archive would be whole either way. */
async function questionSnapshots(bytes: Bytes, entries: readonly ZipEntry[], doubt: Found): Promise<void> {
  for await (const row of rowsIn(bytes, entries, "snapshots.ndjson")) {
    const said = SnapshotRow.safeParse(row);
    if (!said.success || said.data.purged_at !== null) continue;
    const { id, sha256, content_at, content_at_known, purged_at: _, ...seen } = said.data;
    if (snapshotHash({ ...seen, contentAt: content_at_known ? new Date(content_at) : null }) !== sha256)
      doubt("snapshots.ndjson", `snapshot ${id} is not what its own hash was made of`);
  }
}
