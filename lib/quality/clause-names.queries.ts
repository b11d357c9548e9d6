import "server-only";
import type { Db } from "@/db/client";
import { titleOf } from "@/lib/decisions/localised.rules";
import { packFor } from "@/lib/policy/store";
import type { AgreementGroups } from "./groups.rules";

/** The groups with each clause's platform and title: a reference alone says nothing, and two platforms may share it. */
export async function withClauseNames(db: Db, groups: AgreementGroups): Promise<AgreementGroups> {
  const packs = new Map<string, Awaited<ReturnType<typeof packFor>>>();
  for (const id of new Set(groups.byClause.flatMap(({ platform }) => platform ?? [])))
    packs.set(id, await packFor(db, id));
  const byClause = groups.byClause.map((group) => {
    const pack = packs.get(group.platform ?? "");
    const clause = pack?.clauses.find(({ ref }) => ref === group.name);
    return {
      ...group,
      ...(pack ? { platformName: pack.name } : {}),
      ...(clause ? { title: titleOf(clause) } : {}),
    };
  });
  return { ...groups, byClause };
}
