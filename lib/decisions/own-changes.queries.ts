import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import type { Actor } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { versionLabelIn } from "@/lib/policy/library-words.rules";
import type { Clause } from "@/lib/policy/pack.contract";
import type { CaseView, ClauseView } from "./contract";
import { differenceOf, type Namesake, namesakes } from "./own-changes.rules";

const LastUse = z.object({ ref: z.string(), version: z.string(), at: z.coerce.date() });

/**
 * Clauses of a case that read otherwise than when this person last decided under them: another version governs, and its
 * words or its cells differ. One read, by the person's own decisions; none where a document has one version only.
 */
export async function clausesChangedFor(
  db: Db,
  actor: Actor,
  { pack, clauses, day }: { pack: PolicyPack; clauses: readonly Clause[]; day: string },
): Promise<CaseView["clauseChanges"]> {
  if (actor.kind !== "person") return [];
  const wanted = clauses.flatMap((clause) => {
    const version = versionGoverning(pack, clause.document, day);
    const earlier = version ? namesakes(pack, clause, version.id) : [];
    return version && earlier.length > 0 ? [{ here: { ref: clause.ref, version: version.id }, earlier }] : [];
  });
  if (wanted.length === 0) return [];
  const refs = [...new Set(wanted.flatMap(({ here, earlier }) => [here, ...earlier].map(({ ref }) => ref)))];
  const uses = await lastUses(db, { personId: actor.id, platformId: pack.platform, refs });
  return wanted.flatMap(({ here, earlier }) => changeSince(pack, here, lastOf(uses, [here, ...earlier])));
}

/** Clauses that somebody searched for, each with what changed of it for them, as beside those that are suggested. */
export async function withChangesFor(
  db: Db,
  actor: Actor,
  views: readonly ClauseView[],
  about: { pack: PolicyPack; clauses: readonly Clause[]; day: string },
): Promise<ClauseView[]> {
  const changes = await clausesChangedFor(db, actor, about);
  return views.map((view) => {
    const changed = changes.find(({ ref }) => ref === view.ref);
    return changed ? { ...view, changed } : view;
  });
}

type Use = z.infer<typeof LastUse>;

function lastOf(uses: readonly Use[], names: readonly Namesake[]): Use | undefined {
  const own = uses.filter((use) => names.some(({ ref, version }) => ref === use.ref && version === use.version));
  return own.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
}

function changeSince(pack: PolicyPack, here: Namesake, use: Use | undefined): CaseView["clauseChanges"] {
  if (!use || use.version === here.version) return [];
  const difference = differenceOf(pack, use, here);
  if (!difference) return [];
  const [from, to] = [use.version, here.version].map((id) => ({ ref: id, label: versionLabelIn(pack, id) }));
  return from && to ? [{ ref: here.ref, before: use.ref, usedAt: use.at.toISOString(), from, to, ...difference }] : [];
}

/** The newest decision of a person under each of these clauses, each by its own place in the index. */
async function lastUses(
  db: Db,
  { personId, platformId, refs }: { personId: string; platformId: string; refs: readonly string[] },
): Promise<Use[]> {
  const list = sql.join(
    refs.map((ref) => sql`(${ref})`),
    sql`, `,
  );
  const found = await db.execute(sql`select asked.ref, used.version_ref as version, used.decided_at as at
    from (values ${list}) asked(ref) cross join lateral (
      select version_ref, decided_at from decisions
      where decided_by = ${personId}::uuid and platform_id = ${platformId} and clause_ref = asked.ref
        and version_ref is not null and undone_at is null
      order by decided_at desc limit 1) used`);
  return readRows(found, LastUse);
}
