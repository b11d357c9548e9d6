import "server-only";
import { appendAudits } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { ok } from "@/lib/platform/result";
import { caseReference } from "@/lib/queue/row.rules";
import { ExportCase, exportedVerb, NoteExported, NotePictures } from "./archive.contract";
import { caseToExport } from "./may-export.queries";

export type CaseExport = { caseId: string; itemId: string; platform: string; reference: string };

/**
 * Writes down that the evidence of a case leaves the house, and answers whose it is. Who is not cleared finds no case of
 * child safety here; who may answer an open appeal looks first.
 */
export const exportCase = command({
  name: "case.export",
  permission: "case.export",
  input: ExportCase,
  subject: ({ caseId }) => ({ kind: "case", id: caseId }),
  async run({ tx, actor, now, onPlatform }, { caseId }) {
    const found = await caseToExport(tx, actor, caseId, now);
    if (!found.ok) return found;
    const { itemId, platform, prefix, number } = found.value;
    onPlatform(platform);
    return ok<CaseExport>({ caseId, itemId, platform, reference: caseReference(prefix, number) });
  },
});

/**
 * Writes down a look at each picture that the snapshot of the case chose, before the first byte leaves. Asks again whether
 * this person may have the case: what was read may tell more than there was when they asked.
 */
export const notePictures = command({
  name: "case.export_pictures",
  permission: "case.export",
  input: NotePictures,
  subject: ({ caseId: id, media, withheld }) => ({
    kind: "case",
    id,
    detail: { media: media.length, withheld },
  }),
  async run({ tx, actor, now, onPlatform }, { caseId, media }) {
    const found = await caseToExport(tx, actor, caseId, now);
    if (!found.ok) return found;
    const platformId = found.value.platform;
    onPlatform(platformId);
    const looked = media.map((id) => ({ kind: "media", id, platformId }));
    await appendAudits(tx, { actor, verb: "media.view", outcome: "viewed", now }, looked);
    return ok(null);
  },
});

/**
 * Writes the hash of the list of what left into the log, after the last of them and before the part of the log that ends
 * the archive: so an archive that was changed and signed anew contradicts the log it came from.
 */
export const noteExported = command({
  name: exportedVerb,
  permission: "case.export",
  input: NoteExported,
  subject: ({ caseId: id, platform: platformId, list, count }) => ({
    kind: "case",
    id,
    platformId,
    detail: { list, count },
  }),
  run: async () => ok(null),
});
