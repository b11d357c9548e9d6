import { readBuiltInPack } from "@/lib/policy/built-in.store";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { versionOf } from "@/lib/policy/import/version-file.rules";

type Slug = Parameters<typeof readBuiltInPack>[0];

/** A version of a built-in platform as a draft would hold it. */
export function draftFile(slug: Slug, version: string): VersionFile {
  const file = versionOf(readBuiltInPack(slug), version);
  if (!file) throw new Error(`${slug} has no version ${version}.`);
  return file;
}

/** The one with a penalty table. */
export const taobao = () => draftFile("taobao-weitao", "v2");
