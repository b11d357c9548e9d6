import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, media, type SnapshotMedia, snapshotPictures, snapshots } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import type { QueueRequest } from "./contract";
import type { PicturedCase, PicturedPage, Thumbnail } from "./pictures.contract";
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

/** What was suggested with confidence; under a picture a guess would read like a finding. */
async function bestClauses(db: Db, ids: string[]): Promise<Map<string, PicturedCase["clause"]>> {
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const answer = await db.execute(sql`
    select distinct on (case_id) case_id::text as "caseId", case when confident = 'yes' then matches->0->>'ref' end as ref,
      matches->0->>'title' as title
    from case_suggestions where case_id in (${list}) order by case_id, made_at desc`);
  return new Map(
    readRows(answer, Best).map(({ caseId, ref, title }) => [caseId, ref === null ? null : { ref, title: title ?? "" }]),
  );
}

/** The pictures of these cases that can be shown: what is on its way, could not be had or is a video has no place among them. */
export async function thumbnailsOf(db: Db, ids: string[]): Promise<Map<string, Thumbnail[]>> {
  if (ids.length === 0) return new Map();
  const named = await namedMedia(db, ids);
  const mediaIds = [...named.values()].flatMap((all) => all.map(({ mediaId }) => mediaId));
  if (mediaIds.length === 0) return new Map();
  const placed = await db
    .select({ id: media.id, width: media.width, height: media.height })
    .from(media)
    .where(and(inArray(media.id, mediaIds), eq(media.state, "stored"), eq(media.kind, "image")));
  const sizes = new Map(placed.map((row) => [row.id, row]));
  const ofCase = (all: SnapshotMedia[]) =>
    all.flatMap(({ mediaId, alt, sensitive }): Thumbnail[] => {
      const size = sizes.get(mediaId);
      return size ? [{ mediaId, alt, sensitive, width: size.width ?? 4, height: size.height ?? 3 }] : [];
    });
  return new Map([...named].map(([id, all]) => [id, ofCase(all)]));
}

/** The first of a case's pictures, and how many more there are. */
export function cutTo(most: number, pictures: readonly Thumbnail[] = []): { pictures: Thumbnail[]; more: number } {
  return { pictures: pictures.slice(0, most), more: Math.max(0, pictures.length - most) };
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
  const shown = page.value.rows.filter(({ notShown }) => notShown.length === 0).map(({ id }) => id);
  const ids = page.value.rows.map(({ id }) => id);
  const [pictures, clauses] = await Promise.all([thumbnailsOf(db, shown), bestClauses(db, ids)]);
  const rows = page.value.rows.map(
    (row): PicturedCase => ({
      ...row,
      ...cutTo(mostPictures, pictures.get(row.id)),
      clause: clauses.get(row.id) ?? null,
    }),
  );
  return ok({ rows, next: page.value.next });
}
