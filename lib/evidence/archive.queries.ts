import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { media } from "@/db/schema";
import { mediaBytes } from "@/lib/intake/media.store";
import { blobStore } from "@/lib/platform/blob-store";
import { signed } from "@/lib/platform/instance-key";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { versionOf, versionText } from "@/lib/policy/import/version-file.rules";
import { packFor } from "@/lib/policy/store";
import {
  type ArchivedChain,
  type ArchivedFile,
  archiveFormat,
  archiveVersion,
  type ExportedFiles,
  exportedFile,
  fileOfVersion,
  type Manifest,
  manifestFile,
  mostRowsListed,
  signatureFile,
} from "./archive.contract";
import { type Attachment, type CaseSnapshot, caseSnapshot } from "./case-snapshot.store";
import { chainLines, modeOf, spansOf } from "./chain.queries";
import { type CaseExport, noteExported, notePictures } from "./export-case.command";
import { pdfOfArchived } from "./letters.queries";
import { readme } from "./readme.rules";
import { sha256OfBytes, sha256OfLine } from "./row-lines.rules";
import { zipWriter } from "./zip-writer";

const utf8 = new TextEncoder();
const endings: Readonly<Record<string, string>> = {
  "image/webp": "webp",
  "image/jpeg": "jpg",
  "image/png": "png",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "application/pdf": "pdf",
  "text/plain": "txt",
};
const named = (folder: string, sha256: string, mime: string) => `${folder}/${sha256}.${endings[mime] ?? "bin"}`;

type Leaving = { actor: Actor; exported: CaseExport; now: Date };
type Part = { path: string; pieces: AsyncIterable<Uint8Array> };
type Noted = Pick<Manifest, "chains" | "withheld" | "policyVersions" | "letters">;
type Lines = ExportedFiles["lines"];
type Making = { snapshot: CaseSnapshot; noted: Noted; lines: Lines };

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* written(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield utf8.encode(line);
}

/** The same, and the hash of each line by the id of its row, unless there are too many to be told one by one. */
async function* rowsNoted(path: string, rows: AsyncIterable<string>, lines: Lines): AsyncGenerator<Uint8Array> {
  const hashes: Record<string, string> = {};
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count <= mostRowsListed) hashes[z.object({ id: z.string() }).parse(JSON.parse(row)).id] = sha256OfLine(row);
    yield utf8.encode(`${row}\n`);
  }
  if (count <= mostRowsListed) lines[path] = hashes;
}

/** Pictures and videos as the snapshot has them, each once under its hash; what the store has no more since is noted. */
async function* mediaParts(db: Db, snapshot: CaseSnapshot, noted: Noted): AsyncGenerator<Part> {
  const seen = new Set<string>();
  for (const chosen of snapshot.media) {
    const isKept = and(eq(media.id, chosen.id), eq(media.state, "stored"));
    const [kept] = await db.select({ bytes: media.bytes }).from(media).where(isKept);
    const bytes = kept ? await mediaBytes({ ...chosen, ...kept }) : null;
    if (!bytes) {
      noted.withheld.push({ what: `media ${chosen.id}`, why: "not_in_store" });
      continue;
    }
    const path = named("media", chosen.sha256 || chosen.id, chosen.mime);
    if (!seen.has(path)) yield { path, pieces: one(bytes) };
    seen.add(path);
  }
}

/** What people sent with their appeals. */
async function* attachmentParts(attachments: readonly Attachment[], noted: Noted): AsyncGenerator<Part> {
  const seen = new Set<string>();
  for (const row of attachments) {
    const path = named("appeal-files", row.sha256, row.mime);
    if (seen.has(path)) continue;
    seen.add(path);
    const bytes = await blobStore().get(row.sha256);
    if (bytes) yield { path, pieces: one(bytes) };
    else noted.withheld.push({ what: `appeal file ${row.id}`, why: "not_in_store" });
  }
}

/** Each version of the rules that a decision was pinned to, whole: clauses, table, counters. No version ever changes. */
async function* policyParts(db: Db, platform: string, refs: readonly string[], noted: Noted): AsyncGenerator<Part> {
  const pack = await packFor(db, platform);
  for (const ref of refs) {
    const version = pack ? versionOf(pack, ref) : null;
    if (!version) {
      noted.withheld.push({ what: `policy ${ref}`, why: "not_in_store" });
      continue;
    }
    noted.policyVersions.push(ref);
    yield {
      path: fileOfVersion(ref),
      pieces: one(utf8.encode(`${versionText(version)}\n`)),
    };
  }
}

/** The log: of each chain in which the case stands, its part from the first entry about it to the head. */
async function* chainParts(db: Db, caseId: string, mayReadLog: boolean, noted: Noted): AsyncGenerator<Part> {
  for (const span of await spansOf(db, caseId)) {
    const mode = modeOf(span, mayReadLog);
    const path = `audit/${span.chain}.ndjson`;
    const { chain, first, own, head } = span;
    const last = mode === "own" ? span.last : head.position;
    const about: ArchivedChain = { chain, file: path, mode, first, last, own, head };
    noted.chains.push(about);
    const lines = (async function* () {
      for await (const rows of chainLines(db, caseId, span, mode))
        yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    })();
    yield { path, pieces: written(lines) };
  }
}

async function* partsOf(db: Db, exported: CaseExport, { snapshot, noted, lines }: Making): AsyncGenerator<Part> {
  yield { path: "README.txt", pieces: one(utf8.encode(readme(exported.reference))) };
  for (const path of snapshot.paths) yield { path, pieces: rowsNoted(path, snapshot.lines(path), lines) };
  for await (const { letter, row } of snapshot.letters()) {
    noted.letters.push(letter);
    yield { path: letter.file, pieces: one(await pdfOfArchived(letter, row)) };
  }
  yield* mediaParts(db, snapshot, noted);
  yield* attachmentParts(snapshot.attachments, noted);
  yield* policyParts(db, exported.platform, snapshot.versionRefs, noted);
}

/**
 * The list of all that left, with its hash in the log, and then the part of the log that holds that entry too: what was
 * changed contradicts the list, and a list that was changed contradicts the log. The entry is as short for a thousand
 * letters as for one.
 */
async function* loggedParts(
  db: Db,
  { actor, now, exported: { caseId, platform } }: Leaving,
  { files, making: { lines, noted, snapshot } }: { files: readonly ArchivedFile[]; making: Making },
): AsyncGenerator<Part> {
  const told: ExportedFiles = {
    files: Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])),
    lines,
    asOf: snapshot.asOf,
  };
  const list = utf8.encode(`${JSON.stringify(told)}\n`);
  const given = { caseId, platform, list: sha256OfBytes(list), count: files.length };
  const logged = await noteExported(actor, given, now);
  if (!logged.ok) throw new Error(`the log did not take the files of the archive: ${logged.reason}`);
  yield { path: exportedFile, pieces: one(list) };
  yield* chainParts(db, caseId, can(actor, "audit.view"), noted);
}

/**
 * The evidence of a case as one ZIP archive, piece by piece, in memory that does not grow with it: the files, then the
 * list of their hashes, then the instance's signature of that list.
 * @throws ArchiveTooLarge beyond 4 GB
 */
export async function* caseArchive(db: Db, actor: Actor, exported: CaseExport, now: Date): AsyncGenerator<Uint8Array> {
  const snapshot = await caseSnapshot(db, actor, exported);
  try {
    const { media: given, withheld } = snapshot;
    const shown = { caseId: exported.caseId, media: given.map(({ id }) => id), withheld: withheld.length };
    const noted = await notePictures(actor, shown, now);
    if (!noted.ok) throw new Error(`the evidence may not leave any more: ${noted.reason}`);
    yield* archiveOf(db, snapshot, { actor, exported, now });
  } finally {
    await snapshot.close();
  }
}

async function* archiveOf(db: Db, snapshot: CaseSnapshot, leaving: Leaving): AsyncGenerator<Uint8Array> {
  const { actor, exported, now } = leaving;
  let ready: Uint8Array[] = [];
  const zip = zipWriter((piece) => ready.push(piece));
  const flushed = () => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  const noted: Noted = { chains: [], withheld: [...snapshot.withheld], policyVersions: [], letters: [] };
  const files: ArchivedFile[] = [];
  const making: Making = { snapshot, noted, lines: {} };
  async function* parts() {
    yield* partsOf(db, exported, making);
    yield* loggedParts(db, leaving, { files, making });
  }
  for await (const { path, pieces } of parts()) {
    const file = zip.begin(path);
    for await (const piece of pieces) {
      file.write(piece);
      yield* flushed();
    }
    files.push(file.end());
  }
  const manifest: Manifest = {
    format: archiveFormat,
    version: archiveVersion,
    case: exported.reference,
    caseId: exported.caseId,
    platform: exported.platform,
    exportedAt: now.toISOString(),
    exportedBy: actor.id ?? "",
    files,
    ...noted,
  };
  const list = utf8.encode(`${JSON.stringify(manifest, null, 2)}\n`);
  for (const [path, bytes] of [
    [manifestFile, list],
    [signatureFile, utf8.encode(`${JSON.stringify(signed(list), null, 2)}\n`)],
  ] as const) {
    const file = zip.begin(path);
    file.write(bytes);
    file.end();
  }
  zip.finish();
  yield* flushed();
}
