import "server-only";
import type { Db } from "@/db/client";
import type { Actor } from "@/lib/platform/permissions.rules";
import { titleOf } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import type { SkillChoices } from "./contract";
import { queueChoices } from "./counts.queries";
import { usualLanguages } from "./languages.rules";

/**
 * What somebody can be given to work on, by name: every platform, every clause group that a suggestion can name (the
 * sections of the platforms' rules), and the languages of the cases that wait and of the usual others.
 */
export async function skillChoices(db: Db, actor: Actor): Promise<SkillChoices> {
  const asked = await queueChoices(db, actor);
  if (!asked.ok) return { platforms: [], languages: [], groups: [] };
  const { platforms, languages } = asked.value;
  const groups: SkillChoices["groups"] = [];
  for (const { id } of platforms) {
    const pack = await packFor(db, id);
    for (const clause of pack?.clauses ?? [])
      if (!clause.parent) groups.push({ ref: clause.ref, platform: id, title: titleOf(clause) });
  }
  return { platforms, languages: [...new Set([...languages, ...usualLanguages])], groups };
}
