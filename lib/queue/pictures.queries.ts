import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, media, type SnapshotMedia, snapshotPictures, snapshots } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import type { QueueRequest } from "./contract";
import type { PicturedCase, PicturedPage } from "./pictures.contract";
import { openCases } from "./queries";

const mostPictures = 4;

// The first part is a literal of the index `cases_pictured_…`; the second keeps out a case whose later copy has none to show.
const pictured = sql`${cases.hasPictures} and exists (
  select 1 from ${snapshotPictures} join ${media} on ${media.id} = ${snapshotPictures.mediaId}
  where ${snapshotPictures.snapshotId} = ${cases.snapshotId} and ${media.state} = 'stored' and ${media.kind} = 'image')`;

async function namedMedia(db: Db, ids: string[]): Promise<Map<string, SnapshotMedia[]>> {
  const rows = await db
    .select({ id: cases.id, media: snapshots.media })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(inArray(cases.id, ids));
  return new Map(rows.map((row) => [row.id, row.media]));
}

const Best = z.object({ caseId: z.string(), ref: z.string().nullable(), title: z.string().nullable() });

async function bestClauses(db: Db, ids: string[]): Promise<Map<string, PicturedCase["clause"]>> {
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const answer = await db.execute(sql`
    select distinct on (case_id) case_id::text as "caseId", matches->0->>'ref' as ref, matches->0->>'title' as title
    from case_suggestions where case_id in (${list}) order by case_id, made_at desc`);
  return new Map(
    readRows(answer, Best).map(({ caseId, ref, title }) => [caseId, ref === null ? null : { ref, title: title ?? "" }]),
  );
}

/**
 * One page of open cases that show pictures, by the same keyset, filters, skills and clearance as the queue's rows. Only
 * names of pictures: what is shown of them until a look is written down is the small blurred one (`/api/media`). Decided
 * cases have no grid: there is nothing to look through.
 */
export async function picturedCases(
  db: Db,
  request: QueueRequest,
  actor: Actor,
  now: Date = new Date(),
): Promise<Result<PicturedPage>> {
  const only = request.state === "decided" ? sql`false` : pictured;
  const page = await openCases(db, request, actor, now, only);
  if (!page.ok || page.value.rows.length === 0) return page.ok ? ok({ rows: [], next: null }) : page;
  const ids = page.value.rows.map(({ id }) => id);
  const [named, clauses] = await Promise.all([namedMedia(db, ids), bestClauses(db, ids)]);
  const mediaIds = [...named.values()].flatMap((all) => all.map(({ mediaId }) => mediaId));
  const placed = await db
    .select({ id: media.id, width: media.width, height: media.height })
    .from(media)
    // What is still on its way, could not be had or turned out to be a video has no place in a grid of pictures.
    .where(and(inArray(media.id, mediaIds), eq(media.state, "stored"), eq(media.kind, "image")));
  const sizes = new Map(placed.map((row) => [row.id, row]));
  const rows = page.value.rows.map((row): PicturedCase => {
    const isShown = row.notShown.length === 0;
    const pictures = (named.get(row.id) ?? []).filter(({ mediaId }) => isShown && sizes.has(mediaId));
    return {
      ...row,
      pictures: pictures.slice(0, mostPictures).map(({ mediaId, alt, sensitive }) => {
        const { width = 4, height = 3 } = sizes.get(mediaId) ?? {};
        return { mediaId, alt, sensitive, width, height };
      }),
      more: Math.max(0, pictures.length - mostPictures),
      clause: clauses.get(row.id) ?? null,
    };
  });
  return ok({ rows, next: page.value.next });
}
