import "server-only";
import type { Db } from "@/db/client";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { versionOf, versionText } from "../import/version-file.rules";
import { packFor, platformSlugs } from "../store";
import { draftMark, versionFileAt } from "../version-file.queries";

/** One published version of a platform as its file's one text. Fails naming those that there are. */
export async function exportVersion(db: Db, platform: string, version: string): Promise<Result<{ text: string }>> {
  const pack = await packFor(db, platform);
  if (!pack)
    return fail("not_found", "export_no_platform", {
      values: { platform, known: (await platformSlugs(db)).join(", ") },
    });
  const file = versionOf(pack, version);
  const known = pack.versions.map(({ id }) => id).join(", ");
  return file
    ? ok({ text: versionText(file) })
    : fail("not_found", "export_no_version", { values: { platform, version, known } });
}

/** What `policy export` prints, its last line break too. */
export const exportedFile = (text: string) => `${text}\n`;

/**
 * A draft as it is now, in the same form as a version: under the id and the days that it has so far. Nothing of it is in the
 * platform's rules yet.
 */
async function exportDraft(db: Db, platform: string, version: string): Promise<Result<{ text: string }>> {
  const file = await versionFileAt(db, platform, version);
  return file ? ok({ text: versionText(file) }) : fail("not_found", "draft_not_here");
}

/** The same file for whoever may read the rules, with a name to store it under. */
export async function exportForReader(
  db: Db,
  actor: Actor,
  { platform, version }: { platform: string; version: string },
): Promise<Result<{ text: string; name: string }>> {
  if (!can(actor, "policy.view")) return fail("forbidden");
  if (!mayOn(actor, platform)) return fail("not_found", "platform_not_here");
  const isDraft = version.startsWith(draftMark);
  const exported = isDraft ? await exportDraft(db, platform, version) : await exportVersion(db, platform, version);
  // A header holds Latin letters, and no reference of a version may end or split it.
  const name = `${platform}-${version}.json`.replace(/[^\w.-]+/g, "-");
  return exported.ok ? ok({ text: exportedFile(exported.value.text), name }) : exported;
}
