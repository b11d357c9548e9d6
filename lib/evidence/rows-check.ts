import { z } from "zod";
import { fileOfVersion } from "./archive.contract";
import { type Given, type Report, rowOf } from "./log-check";

const Version = z.object({ version: z.object({ id: z.string() }) });
const Decision = z.object({ id: z.string(), version_ref: z.string().nullable() });
const Copy = z.object({ id: z.string(), puid: z.string() });
const Submission = Copy.extend({
  copy_id: z.string(),
  state: z.string(),
  uuid: z.string().nullable(),
  delivered_at: z.string().nullable(),
});

async function* rowsOf<Shape extends z.ZodType>(
  { lines }: Given,
  path: string,
  shape: Shape,
  found: Report,
): AsyncGenerator<z.infer<Shape>> {
  for await (const line of lines(path)) {
    const row = rowOf(line);
    const read = shape.safeParse(row);
    if (read.success) yield read.data;
    else found(path, `row ${row?.id ?? "without an id"} cannot be read`);
  }
}

/** That the version of the rules each decision was taken under is in the archive, and is the one it is called. */
export async function checkVersions(given: Given, found: Report): Promise<void> {
  const there = new Set(given.files.map(({ path }) => path));
  const checked = new Set<string>();
  for await (const { id, version_ref } of rowsOf(given, "decisions.ndjson", Decision, found)) {
    if (version_ref === null || checked.has(version_ref)) continue;
    checked.add(version_ref);
    const file = fileOfVersion(version_ref);
    if (!there.has(file)) {
      found(file, `is missing: decision ${id} was taken under version ${version_ref}`);
      continue;
    }
    const text: string[] = [];
    for await (const line of given.lines(file)) text.push(line);
    if (versionIn(text.join("\n")) !== version_ref)
      found(file, `is not version ${version_ref}, under which decision ${id} was taken`);
  }
}

function versionIn(text: string): string | null {
  try {
    return Version.parse(JSON.parse(text)).version.id;
  } catch {
    return null;
  }
}

/**
 * That what the Transparency Database answered belongs to the copies beside it: one row a copy, of the same PUID, and of
 * what was delivered the moment. Archives of version 1 do not hold it.
 */
export async function checkSubmissions(given: Given, found: Report): Promise<void> {
  if (given.manifest.version === 1) return;
  const file = "database-submissions.ndjson";
  const open = new Map<string, string>();
  for await (const { id, puid } of rowsOf(given, "database-copies.ndjson", Copy, found)) open.set(id, puid);
  for await (const row of rowsOf(given, file, Submission, found)) {
    const puid = open.get(row.copy_id);
    open.delete(row.copy_id);
    if (puid === undefined) found(file, `row ${row.id} is of no copy in database-copies.ndjson, or of one twice`);
    else if (puid !== row.puid) found(file, `row ${row.id} has PUID ${row.puid}, and its copy ${puid}`);
    if ((row.state === "delivered") !== (row.delivered_at !== null))
      found(file, `row ${row.id} is ${row.state}, and delivered_at is ${row.delivered_at ?? "empty"}`);
  }
  for (const [id] of open) found(file, `has no row of copy ${id}`);
}
