import "server-only";
import type { Db } from "@/db/client";
import { isId } from "@/lib/platform/ids.rules";
import { compareVersions } from "./compare/compare.rules";
import type { CompareProblem, CompareView, VersionChoice } from "./compare/contract";
import { packOfVersion } from "./compare/one-version.rules";
import { draftOf } from "./drafts/store";
import { gridOf } from "./library-sanctions.rules";
import { packFor, platformSlugs } from "./store";
import { versionChoices, versionFileAt } from "./version-file.queries";

/**
 * Two versions or drafts of a platform side by side. Where one is not named, the latest and the one before it of the same
 * documents. Null for a platform that is not here.
 */
export async function compareView(
  db: Db,
  asked: { platformId: string; from: string; to: string },
): Promise<CompareView | null> {
  const { platformId } = asked;
  const known = await versionChoices(db, platformId);
  if (!known) return null;
  const { pack, versions } = known;
  const platform = { id: platformId, name: pack.name, zone: pack.zone };
  const { from, to } = chosen(asked, versions);
  const empty = { platform, versions, from, to, problem: null, comparison: null, steps: {} };
  if (from === "" || to === "") return empty;
  const [earlier, later] = [await versionFileAt(db, platformId, from), await versionFileAt(db, platformId, to)];
  if (!earlier) return { ...empty, problem: await problemOf(db, { platformId, side: "from", ref: from }) };
  if (!later) return { ...empty, problem: await problemOf(db, { platformId, side: "to", ref: to }) };
  const grids = [earlier, later].map((file) => gridOf(packOfVersion(file), file.version.id));
  const steps = grids.flatMap((grid) => grid?.steps ?? []).map((step) => [step.id, step] as const);
  return { ...empty, comparison: compareVersions(earlier, later), steps: Object.fromEntries(steps) };
}

function chosen({ from, to }: { from: string; to: string }, versions: readonly VersionChoice[]) {
  const readable = versions.filter(({ textAvailable }) => textAvailable);
  const later = versions.find(({ ref }) => ref === to) ?? readable.find(({ ref }) => ref !== from);
  const isOfThese = (version: VersionChoice) =>
    version.documents.some(({ en }) => later?.documents.some((document) => document.en === en));
  const behind = readable.slice(readable.findIndex(({ ref }) => ref === later?.ref) + 1);
  return { from: from || (behind.find(isOfThese)?.ref ?? ""), to: to || (later?.ref ?? "") };
}

async function problemOf(
  db: Db,
  { platformId, side, ref }: { platformId: string; side: "from" | "to"; ref: string },
): Promise<CompareProblem> {
  const draftId = ref.startsWith("draft:") ? ref.slice("draft:".length) : "";
  const draft = isId(draftId) ? await draftOf(db, draftId) : null;
  const others = (await platformSlugs(db)).filter((slug) => slug !== platformId);
  for (const slug of others) {
    const pack = await packFor(db, slug);
    if (pack && (draft?.platformId === slug || pack.versions.some(({ id }) => id === ref)))
      return { side, ref, reason: "other_platform", platform: pack.name };
  }
  return { side, ref, reason: "unknown" };
}
