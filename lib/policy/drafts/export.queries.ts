import "server-only";
import type { Db } from "@/db/client";
import { fail, ok, type Result } from "@/lib/platform/result";
import { versionOf, versionText } from "../import/version-file.rules";
import { packFor, platformSlugs } from "../store";

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
