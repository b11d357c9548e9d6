import "server-only";
import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { databaseCopies, decisions, sanctions } from "@/db/schema";
import { decisionState } from "@/lib/decisions/decision-state.rules";
import { settledDecisions } from "@/lib/decisions/settled.queries";
import { type Place, readPlace, writePlace } from "@/lib/platform/cursor.rules";
import type { ResearchDecision } from "./research.contract";

export type Wanted = { platforms: readonly string[]; from: Date | null; until: Date | null };
type At = { platform: string; place: Place | null };
type Found = { decision: ResearchDecision; at: At };

const list = (platform: string) => `research-${platform}`;
export const writeAt = ({ platform, place }: At): string | null => place && writePlace(list(platform), place);

/** Where a cursor stands among these platforms, or null when it is none of theirs. */
export function readAt(cursor: string, platforms: readonly string[]): At | null {
  for (const platform of platforms) {
    const place = readPlace(list(platform), cursor);
    if (place) return { platform, place };
  }
  return null;
}

async function sanctionsOf(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const chosen = new Map<string, string[]>();
  if (ids.length === 0) return chosen;
  const rows = await db
    .select({ decisionId: sanctions.decisionId, action: sanctions.action })
    .from(sanctions)
    .where(inArray(sanctions.decisionId, [...ids]))
    .orderBy(asc(sanctions.id));
  for (const { decisionId, action } of rows) chosen.set(decisionId, [...(chosen.get(decisionId) ?? []), action]);
  return chosen;
}

/** A batch of one platform, along that platform's own index of decisions. */
async function batchOf(db: Db, { platform, place }: At, wanted: Wanted, limit: number, now: Date): Promise<Found[]> {
  const { id, decidedAt, platformId } = decisions;
  const rows = await db
    .select({ copy: databaseCopies, decision: decisions })
    .from(decisions)
    .innerJoin(databaseCopies, eq(databaseCopies.decisionId, id))
    .where(
      and(
        eq(platformId, platform),
        // Only what needed no cleaning, or was looked at and released (DSA Art. 24(5)).
        eq(databaseCopies.state, "ready"),
        await settledDecisions(db, wanted.platforms, now),
        wanted.from ? gte(decidedAt, wanted.from) : undefined,
        wanted.until ? lt(decidedAt, wanted.until) : undefined,
        place ? sql`(${decidedAt}, ${id}) > (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(decidedAt), asc(id))
    .limit(limit);
  const chosen = await sanctionsOf(
    db,
    rows.map(({ decision }) => decision.id),
  );
  return rows.map(({ copy, decision }) => {
    const { puid: _, ...statement } = copy.released ?? copy.payload;
    const state = decisionState(decision);
    const told: ResearchDecision = {
      id: copy.id,
      platform,
      decidedAt: decision.decidedAt.toISOString(),
      state: state === "reversed" || state === "superseded" ? state : "in_force",
      clause: decision.clauseRef,
      policyVersion: decision.versionRef,
      sanctions: chosen.get(decision.id) ?? [],
      statement,
    };
    return { decision: told, at: { platform, place: { at: decision.decidedAt, id: decision.id } } };
  });
}

/** Public decisions, platform by platform and oldest first, `size` at a time: memory does not grow with them. */
export async function* publicDecisions(
  db: Db,
  wanted: Wanted,
  { after, size = 500, now }: { after?: At | null; size?: number; now: Date },
): AsyncGenerator<Found[]> {
  const begin = after ? wanted.platforms.indexOf(after.platform) : 0;
  for (const platform of wanted.platforms.slice(begin)) {
    let place = after?.platform === platform ? after.place : null;
    for (;;) {
      const found: Found[] = await batchOf(db, { platform, place }, wanted, size, now);
      if (found.length > 0) yield found;
      if (found.length < size) break;
      place = found.at(-1)?.at.place ?? null;
    }
  }
}
