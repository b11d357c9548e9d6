import "server-only";
import { v7 } from "uuid";
import type { Tx } from "@/db/client";
import { policyDrafts } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { PolicyPack } from "../contract";
import type { ImportedDraft } from "../import/contract";
import { importDocument, linesOfDocument } from "../import/document.rules";
import { withRolesOf } from "../import/roles.rules";
import type { VersionFile } from "../import/version.contract";
import { versionOf } from "../import/version-file.rules";
import { packFor } from "../store";
import { versionRef } from "../version-ref.contract";
import { asNewVersion, emptyFile, type Followed, followed, lastVersions, nextRef } from "./begin.rules";
import { CreateDraft, type DraftSource, type GivenDocument, type Made } from "./contract";
import { importRefused, refusedTwice } from "./import-refused.rules";
import { fileOfImport, linesUsed } from "./imported.rules";
import { listed, platformOf, refsTaken } from "./store";

type Begun = { file: VersionFile; source: DraftSource | null; baseRef: string | null };
type Platform = NonNullable<Awaited<ReturnType<typeof platformOf>>>;

/** Begins a draft: with nothing, with the rules of a version, or with what was read of a document. Nothing is stored of a document that is refused. */
export const createDraft = command({
  name: "policy.draft",
  permission: "policy.edit",
  input: CreateDraft,
  subject: ({ platform, from }, made?: Made) => ({
    kind: "policy_draft",
    id: made?.draftId ?? platform,
    detail: { from: from.kind, ...(made ? { version: made.ref } : {}) },
  }),
  /** A long document is read before the transaction: nobody waits for it at a lock. */
  prepare: async (_, { platform, from }) => (from.kind === "document" ? readDocument(platform, from) : ok(null)),
  async run({ tx, actor, now, onPlatform }, input, read) {
    const platform = await platformOf(tx, input.platform);
    if (!platform) return fail("not_found", "platform_not_here");
    onPlatform(platform.id);
    const pack = await packFor(tx, platform.id);
    const taken = await refsTaken(tx, platform.id);
    const ref = input.ref ?? idOfImport(read, taken) ?? nextRef(taken);
    if (taken.includes(ref))
      return fail("conflict", "version_taken", {
        fields: [{ field: "ref", reason: "version_taken", values: { version: ref } }],
        values: { version: ref },
      });
    const begun = begin({ platform, pack, ref, read }, input);
    if (!begun.ok) return begun;
    const draftId = await insertDraft(
      tx,
      { ...begun.value, platformId: platform.id, personId: actor.kind === "person" ? actor.id : null },
      now,
    );
    return ok<Made>({ draftId, platform: platform.id, ref, rev: 0 });
  },
});

async function insertDraft(
  tx: Tx,
  { file, source, baseRef, platformId, personId }: Begun & { platformId: string; personId: string | null },
  now: Date,
): Promise<string> {
  const id = v7();
  await tx.insert(policyDrafts).values({
    ...{ id, platformId, ...listed(file), file, source, baseRef },
    ...{ createdBy: personId, createdAt: now, changedBy: personId, changedAt: now },
  });
  return id;
}

type Read = { imported: ImportedDraft; source: DraftSource };
/** An exported version keeps its own id where it is free. */
function idOfImport(read: Read | null, taken: readonly string[]): string | null {
  const own = versionRef.safeParse(read?.imported.version?.version.id);
  return own.success && !taken.includes(own.data) ? own.data : null;
}

type About = { platform: Platform; pack: PolicyPack | null; ref: string; read: Read | null };

function readDocument(platform: string, { name, format, bytes }: Omit<GivenDocument, "platform">): Result<Read> {
  const document = { platform, name, format, bytes };
  const read = importDocument(document);
  if (!read.ok) return importRefused(read.refusal, bytes);
  if (read.value.document === "commitments") return fail("refused", "import_commitments");
  const twice = read.value.problems.filter(({ code }) => code === "reference_twice");
  if (twice.length > 0) return refusedTwice(twice.map(({ values, lines }) => ({ ref: values.ref ?? "", lines })));
  const lines = linesUsed(linesOfDocument(document), read.value);
  return ok({ imported: read.value, source: { name, format, lines } });
}

/** The documents of the version that this one follows: a second text beside the first would end nothing. */
function following(pack: PolicyPack | null, asked: string | undefined): Result<Followed | null> {
  if (!pack) return ok(null);
  const last = lastVersions(pack);
  const named = asked === undefined ? (last.length === 1 ? last[0] : undefined) : last.find(({ id }) => id === asked);
  if (named) return ok(followed(pack, named.documents));
  const values = { versions: last.map(({ id }) => id).join(", ") };
  const reason = asked === undefined ? "follows_which" : "follows_unknown";
  return fail("refused", reason, { values, fields: [{ field: "follows", reason, values }] });
}

function begin({ platform, pack, ref, read }: About, { from, label, follows }: CreateDraft): Result<Begun> {
  const version = { ref, label: label ?? ref };
  if (from.kind === "version") {
    const file = pack && versionOf(pack, from.version);
    if (!file) return fail("not_found", "version_not_here", { values: { version: from.version } });
    if (!file.version.textAvailable)
      return fail("refused", "version_without_text", { values: { version: from.version } });
    const isBack = !lastVersions(pack).some(({ id }) => id === from.version);
    return ok({ file: asNewVersion(file, version, isBack), source: null, baseRef: from.version });
  }
  const place = following(pack, follows);
  if (from.kind === "nothing")
    return place.ok ? ok({ file: emptyFile(platform, version, place.value), source: null, baseRef: null }) : place;
  if (!read) throw new Error("a document is read before its draft is begun");
  // A version file says itself which documents it is of.
  if (!read.imported.version && !place.ok) return place;
  const imported = withRolesOf(read.imported, platform.roles);
  const file = fileOfImport(
    platform,
    { ref, label: label ?? null, following: place.ok ? place.value : null },
    imported,
  );
  if (file.zone !== platform.zone)
    return fail("refused", "import_other_zone", { values: { zone: file.zone, own: platform.zone } });
  return ok({ file, source: { ...read.source, problems: imported.problems }, baseRef: null });
}
