import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, people, researchExports, researchGrants } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { ExportRow, GrantRow } from "./research.contract";

type Page<Row> = Result<{ rows: Row[]; next: string | null }>;

/** Who was given a key for research, the newest first; a cursor that is none begins from the front. */
export async function grantList(db: Db, actor: Person, after: string, now: Date, limit = 30): Promise<Page<GrantRow>> {
  if (!can(actor, "research.view")) return fail("forbidden");
  const { id, grantedAt } = researchGrants;
  const place = readPlace("research-grants", after);
  const found = await db
    .select({ grant: researchGrants, key: apiKeys, grantedBy: people.name })
    .from(researchGrants)
    .innerJoin(apiKeys, eq(apiKeys.id, researchGrants.keyId))
    .innerJoin(people, eq(people.id, researchGrants.grantedBy))
    .where(place ? sql`(${grantedAt}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined)
    .orderBy(desc(grantedAt), desc(id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1)?.grant : undefined;
  const rows = shown.map(({ grant, key, grantedBy }): GrantRow => {
    const { holder, institution, purpose, until, keyId } = grant;
    const state = key.revokedAt ? "revoked" : until <= now ? "ended" : "open";
    return {
      ...{ id: grant.id, keyId, holder, institution, purpose, grantedBy, state, platformIds: key.platformIds },
      grantedAt: grant.grantedAt.toISOString(),
      until: until.toISOString(),
    };
  });
  return ok({ rows, next: last ? writePlace("research-grants", { at: last.grantedAt, id: last.id }) : null });
}

/** What was handed out to researchers, the newest first. */
export async function exportLog(db: Db, actor: Person, after: string, limit = 30): Promise<Page<ExportRow>> {
  if (!can(actor, "research.view")) return fail("forbidden");
  const { id, startedAt } = researchExports;
  const place = readPlace("research-exports", after);
  const found = await db
    .select({ taken: researchExports, holder: researchGrants.holder, institution: researchGrants.institution })
    .from(researchExports)
    .innerJoin(researchGrants, eq(researchGrants.id, researchExports.grantId))
    .where(place ? sql`(${startedAt}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined)
    .orderBy(desc(startedAt), desc(id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1)?.taken : undefined;
  const rows = shown.map(({ taken, holder, institution }): ExportRow => {
    const { id: exportId, format, platformId, from, until, endedAt, rows: count } = taken;
    return {
      ...{ id: exportId, holder, institution, format, platform: platformId, rows: count },
      from: from?.toISOString() ?? null,
      until: until?.toISOString() ?? null,
      startedAt: taken.startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    };
  });
  return ok({ rows, next: last ? writePlace("research-exports", { at: last.startedAt, id: last.id }) : null });
}
