import { z } from "zod";
import { fileOfSeal, RowSeals, rowSeal, type SealName, sealNames } from "@/lib/decisions/row-seal.rules";
import {
  type ArchivedFile,
  ExportedFiles,
  ExportedList,
  exportedFile,
  exportedVerb,
  type Manifest,
  manifestFile,
} from "./archive.contract";
import type { ChainLine } from "./chain.contract";
import { sha256OfLine } from "./row-lines.rules";

export type Report = (file: string, detail: string) => void;
/** What a check reads of an archive: its files with their hashes as they are, and the lines of one. */
export type Given = {
  manifest: Manifest;
  files: readonly Pick<ArchivedFile, "path" | "sha256">[];
  lines: (path: string) => AsyncIterable<string>;
  /** Whether the signature is of the key that was named: then nobody but the installation made this list. */
  isSigned: boolean;
};

const Body = z.object({ detail: z.record(z.string(), z.unknown()).default({}) });
const AnyRow = z.looseObject({ id: z.string() });
const Decided = z.object({ decisionId: z.string(), outcome: z.string() });
const Answered = z.object({ outcome: z.string() });

type Place = { place: string; chain: string; position: number };
type Claim = Place & { file: string; id: string; column: string; value: string | null };
type Seal = Place & { hash: string };
type Exported = Place & { at: string; actorId: string | null; said: ExportedFiles | z.infer<typeof ExportedList> };
type Told = Place & ExportedFiles;

/** The row of a line; null for what is none. */
export function rowOf(line: string): z.infer<typeof AnyRow> | null {
  try {
    return AnyRow.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** What an entry says of the outcome of a row and of who gave it. */
function claimsOf(line: Extract<ChainLine, { body: string }>, detail: Record<string, unknown>, place: Place): Claim[] {
  const claims = (file: string, id: string, outcome: string): Claim[] => [
    { ...place, file, id, column: "outcome", value: outcome },
    { ...place, file, id, column: "decided_by", value: line.actorId },
  ];
  if (line.verb === "case.decide") {
    const read = Decided.safeParse(detail);
    return read.success ? claims("decisions.ndjson", read.data.decisionId, read.data.outcome) : [];
  }
  const read = Answered.safeParse(detail);
  return line.verb === "appeal.decide" && read.success && line.subjectId
    ? claims("appeals.ndjson", line.subjectId, read.data.outcome)
    : [];
}

/**
 * Compares the rows and files of an archive with what the log in it says of them: the hash of each row when it was written,
 * the outcome of each decision and answer with who gave it, and the hash of every file when the archive left. Each fault
 * names the file and the row. What the log says after the moment of which the rows are binds nothing here. `take` gets every
 * entry about the case, `check` comes after the last.
 */
export function logCheck() {
  const seals = new Map<SealName, [string, Seal][]>();
  const claims = new Map<string, Claim[]>();
  const exports: Exported[] = [];
  const listOfSeals = (name: SealName) => {
    const known = seals.get(name) ?? [];
    seals.set(name, known);
    return known;
  };
  return {
    take(line: ChainLine): void {
      if (!("body" in line) || line.outcome !== "done") return;
      const { chain, position } = line;
      const place = { place: `position ${position} of the log (${chain})`, chain, position };
      const detail = detailOf(line.body);
      for (const claim of claimsOf(line, detail, place)) {
        const key = `${claim.file} ${claim.id}`;
        claims.set(key, [...(claims.get(key) ?? []), claim]);
      }
      const rows = RowSeals.safeParse(detail.rows);
      for (const name of rows.success ? sealNames : [])
        for (const [id, hash] of Object.entries(rows.data?.[name] ?? {}))
          listOfSeals(name).push([id, { hash, ...place }]);
      const left = line.verb === exportedVerb ? z.union([ExportedList, ExportedFiles]).safeParse(detail) : null;
      if (left?.success) exports.push({ ...place, said: left.data, at: line.at, actorId: line.actorId });
    },
    async check(given: Given, found: Report, doubt: Report): Promise<void> {
      const told = await listOf(given, exports, found, doubt);
      if (told) await compareExport(given, told, found);
      const isInTime = ({ chain, position }: Place) => !told?.asOf || position <= (told.asOf[chain] ?? 0);
      for (const name of sealNames) {
        // Of a row that is told twice, the last that is in time.
        const inTime = (seals.get(name) ?? []).filter(([, seal]) => isInTime(seal));
        await compareSeals(given, name, new Map(inTime), found);
      }
      const said = [...claims].map(([key, some]) => [key, some.filter(isInTime)] as const);
      await compareClaims(given, new Map(said), found);
    },
  };
}

function detailOf(body: string): Record<string, unknown> {
  try {
    return Body.parse(JSON.parse(body)).detail;
  } catch {
    return {};
  }
}

/** What the log says left with this archive; null where it says nothing, which is told as a fault. */
async function listOf(
  { manifest, files, lines, isSigned }: Given,
  exports: Exported[],
  found: Report,
  doubt: Report,
): Promise<Told | null> {
  const { exportedAt, exportedBy, version } = manifest;
  const entry = exports.findLast(({ at, actorId }) => at === exportedAt && (actorId ?? "") === exportedBy);
  // A release that knew no such entry left none of anybody's in the log. Then its signature is all that proves its files.
  if (!entry && version === 1 && exports.length === 0) {
    if (isSigned) doubt(manifestFile, "of format 1: its signature alone proves its files, the log does not name them");
    else found(manifestFile, "of format 1, which nothing but its signature proves: say with --key whose it should be");
    return null;
  }
  if (!entry || "list" in entry.said !== version >= 3) {
    found(manifestFile, "the log has no entry of the files that left");
    return null;
  }
  const { said, ...place } = entry;
  if (!("list" in said)) return { ...place, ...said };
  const file = files.find(({ path }) => path === exportedFile);
  if (file?.sha256 !== said.list) {
    found(exportedFile, file ? `is not the list of what left, says ${entry.place}` : "is missing");
    return null;
  }
  const text: string[] = [];
  for await (const line of lines(exportedFile)) text.push(line);
  return { ...place, ...ExportedFiles.parse(JSON.parse(text.join("\n"))) };
}

async function compareExport({ files, lines }: Given, told: Told, found: Report) {
  const there = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  for (const [path, sha256] of Object.entries(told.files)) {
    if (!there.has(path)) found(path, `is missing; it left, says ${told.place}`);
    else if (there.get(path) !== sha256) await nameRows({ path, told, lines }, found);
    there.delete(path);
  }
  const others = (path: string) => path.startsWith("audit/") || path.startsWith("manifest.") || path === exportedFile;
  for (const path of there.keys()) if (!others(path)) found(path, `did not leave, says ${told.place}`);
}

type Differing = { path: string; told: Told; lines: Given["lines"] };

/** Which rows of a file are not the ones that left; the file alone where it has none, or too many. */
async function nameRows({ path, told, lines }: Differing, found: Report): Promise<void> {
  const said = told.lines[path];
  if (!said) {
    found(path, `is not what left, says ${told.place}`);
    return;
  }
  const open = new Map(Object.entries(said));
  let isNamed = false;
  const name = (detail: string) => {
    isNamed = true;
    found(path, `${detail}, says ${told.place}`);
  };
  for await (const line of lines(path)) {
    const id = rowOf(line)?.id ?? "";
    if (!open.has(id)) name(`row ${id} did not leave`);
    else if (open.get(id) !== sha256OfLine(line)) name(`row ${id} is not what left`);
    open.delete(id);
  }
  for (const id of open.keys()) name(`row ${id} is missing`);
  if (!isNamed) name("its rows stand in another order");
}

function sealOf(name: SealName, row: Record<string, unknown>): string | null {
  try {
    return rowSeal(name, row);
  } catch {
    return null;
  }
}

async function compareSeals(
  { lines }: Given,
  name: SealName,
  sealed: ReadonlyMap<string, Seal>,
  found: Report,
): Promise<void> {
  const open = new Map(sealed);
  const file = fileOfSeal(name);
  for await (const line of open.size > 0 ? lines(file) : []) {
    const row = rowOf(line);
    const said = row ? open.get(row.id) : undefined;
    if (!row || !said) continue;
    open.delete(row.id);
    if (sealOf(name, row) !== said.hash) found(file, `row ${row.id} is not what was written, says ${said.place}`);
  }
  for (const [id, { place }] of open) found(file, `row ${id} is missing; it was written, says ${place}`);
}

async function compareClaims(
  { lines }: Given,
  claims: ReadonlyMap<string, readonly Claim[]>,
  found: Report,
): Promise<void> {
  for (const file of ["decisions.ndjson", "appeals.ndjson"])
    for await (const line of lines(file)) {
      const row = rowOf(line);
      for (const { column, value, place } of claims.get(`${file} ${row?.id}`) ?? [])
        if (row && row[column] !== value)
          found(file, `row ${row.id}: ${column} is ${row[column]}, and ${value} says ${place}`);
    }
}
