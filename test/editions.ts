import { readBuiltInPack } from "@/lib/policy/built-in.store";
import type { PolicyPack } from "@/lib/policy/contract";
import { asNewVersion } from "@/lib/policy/drafts/begin.rules";
import { versionOf } from "@/lib/policy/import/version-file.rules";
import { withVersion } from "@/lib/policy/publish.rules";

export const nextDay = "2030-01-01";

/** The rules of Alibaba with a third version that is scheduled: every title and label has other words. */
export function withScheduledVersion(): PolicyPack {
  const pack = readBuiltInPack("alibaba");
  const file = versionOf(pack, "v2");
  if (!file) throw new Error("no v2");
  const next = asNewVersion(file, { ref: "v3", label: "Third" });
  return withVersion(pack, {
    ...next,
    version: { ...next.version, effectiveFrom: nextDay },
    clauses: next.clauses.map((clause) => ({ ...clause, title: `Reworded ${clause.title}` })),
    sanctions: {
      ...next.sanctions,
      actions: next.sanctions.actions.map((action) => ({ ...action, label: `Reworded ${action.label}` })),
    },
  });
}
