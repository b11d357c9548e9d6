import "server-only";
import { and, asc, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import { cleanLocation, isAddress } from "@/lib/intake/location.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, platformLimits } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { isCleared } from "@/lib/platform/skills.rules";
import { casesHeldBlind } from "@/lib/queue/blind.store";
import { notGivenTo } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { readQuery } from "@/lib/search/query.rules";
import { lookUp } from "./lookup.queries";
import type { SearchChoices, SearchPage, SearchRequest } from "./search.contract";
import { hitOf, StoredHit } from "./search.rules";

type Place = { at: Date; id: string };

const tells = new Set(["decision", "note"]);
const writeCursor = ({ at, id }: Place) => `${at.getTime()}_${id}`;

function readCursor(text: string): Place | null {
  const read = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(text);
  return read?.[1] && read[2] && isId(read[2]) ? { at: new Date(Number(read[1])), id: read[2] } : null;
}

/** Of a longer text the beginning is read for what is shown, as it is for what can be found. */
const most = sql.raw("20000");

/**
 * So many of the newest documents are looked through one by one. Where that leaves the page with a third of its lines or
 * more, as many again as should fill it are; a word that is rarer is taken from its index whole. Left to itself the planner
 * walks through a million for the beginning of a rare number, and takes ten thousand of a frequent one from the index.
 */
const walked = sql.raw("5000");
const walkedFurther = sql.raw("20000");
const isPromising = 3;
const columns = sql.raw("kind, ref_id, platform_id, case_id, language, at");
const newestFirst = sql.raw("order by at desc, ref_id desc");

/** The newest documents that hold the words, within what this actor may see: `hit`, after what it is made of. */
function documents(tsquery: string, request: SearchRequest, actor: Actor, past: Place | null): SQL {
  const holds = sql.join(conditions(tsquery, request, actor), sql` and `);
  const before = past ? sql`(at, ref_id) < (${past.at.toISOString()}::timestamptz, ${past.id}::uuid)` : sql`true`;
  const most = request.limit + 1;
  const found = sql`(select count(*) from newest)`;
  const amongNewest = (of: SQL, only: SQL) => sql`(
      select ${columns} from (select ${columns}, tokens from search_documents where ${only} and ${before} ${newestFirst} limit ${of}) n
      where ${holds} ${newestFirst} limit ${most})`;
  return sql`newest as materialized ${amongNewest(walked, sql`true`)},
    further as materialized ${amongNewest(walkedFurther, sql`${found} < ${most} and ${found} * ${isPromising} >= ${most}`)},
    hit as materialized (
      select * from newest where ${found} = ${most}
      union all
      select * from further where (select count(*) from further) = ${most}
      union all
      (select * from (select ${columns} from search_documents
        where ${found} < ${most} and (select count(*) from further) < ${most} and ${before} and ${holds} offset 0) indexed ${newestFirst} limit ${most}))`;
}

function conditions(tsquery: string, { kind, platform, language }: SearchRequest, actor: Actor): SQL[] {
  const limits = platformLimits(actor);
  const all: SQL[] = [sql`tokens @@ ${tsquery}::tsquery`];
  if (kind) all.push(sql`kind = ${kind}`);
  if (!can(actor, "account.view")) all.push(sql`kind <> 'account'`);
  // As they are by their references: see lookUp.
  if (!can(actor, "appeal.view")) all.push(sql`kind not in ('appeal', 'held_appeal')`);
  if (platform) all.push(sql`platform_id = ${platform}`);
  if (limits.length > 0) all.push(sql`platform_id = any(${sql.param(`{${limits.join(",")}}`)}::text[])`);
  if (language) all.push(sql`language = ${language}`);
  // Child safety is for people cleared for it, whatever part of the case holds the words.
  if (!isCleared(actor))
    all.push(sql`not exists (select 1 from cases hidden where hidden.id = case_id and hidden.child_safety)`);
  return all;
}

/**
 * The page as one statement: the documents, and of each what a line shows. Who reported is not selected at all: neither
 * their name nor their address is in any document, and the account's own address is not read.
 */
export function searchStatement(
  tsquery: string,
  request: SearchRequest,
  actor: Actor,
  past: Place | null,
  now: Date,
): SQL {
  return sql`with ${documents(tsquery, request, actor, past)}
    select hit.kind, hit.ref_id::text as id, hit.case_id::text as "caseId", hit.language, hit.at,
      p.id as platform, p.name as "platformName", p.prefix, c.number::float8 as number,
      case when c.state = 'claimed' and c.lease_until < ${now.toISOString()}::timestamptz then c.resting_state else c.state end as state,
      coalesce(c.harms, '[]'::jsonb) as harms, a.handle, a.external_id as "externalId", d.outcome,
      coalesce(d.undone_at, d.reversed_at) is not null or d.superseded_by is not null as "isFallen",
      case hit.kind
        when 'case' then array[s.title, left(s.text, ${most}), i.location, a.handle, a.external_id, concat_ws(' ', q.matches->0->>'ref', q.matches->0->>'title')]
        when 'account' then array[a.handle, a.external_id]
        when 'notice' then array[left(n.explanation, ${most}), n.legal_reference, n.reference]
        when 'decision' then array[concat_ws(' ', d.clause_ref, t.title), array_to_string(array(select jsonb_array_elements_text(d.also_breaks)), ' ; '),
          d.facts, d.rationale, d.legal_ground, d.legal_explanation, d.deviation_why]
        when 'appeal' then array[f.text, f.reference]
        when 'held_appeal' then array[h.text, h.reference]
        else array[o.text] end as fields
    from hit
      join platforms p on p.id = hit.platform_id
      left join cases c on c.id = hit.case_id
      left join snapshots s on hit.kind = 'case' and s.id = c.snapshot_id
      left join content_items i on hit.kind = 'case' and i.id = c.item_id
      left join lateral (select matches from case_suggestions where hit.kind = 'case' and case_id = c.id order by made_at desc, id desc limit 1) q on true
      left join accounts a on a.id = case when hit.kind = 'account' then hit.ref_id else c.account_id end
      left join notices n on hit.kind = 'notice' and n.id = hit.ref_id
      left join decisions d on hit.kind = 'decision' and d.id = hit.ref_id
      left join policy_clauses t on t.id = d.clause_id
      left join notes o on hit.kind = 'note' and o.id = hit.ref_id
      left join appeals f on hit.kind = 'appeal' and f.id = hit.ref_id
      left join held_appeals h on hit.kind = 'held_appeal' and h.id = hit.ref_id
    order by hit.at desc, hit.ref_id desc`;
}

/** The documents of one page alone, without what their lines show: what `npm run bench -- search` has a bare client ask. */
export function documentsStatement(tsquery: string, request: SearchRequest, actor: Actor): SQL {
  return sql`with ${documents(tsquery, request, actor, null)} select * from hit ${newestFirst}`;
}

/** A share link finds what it leads to: it is read as the item's own link is kept. */
const asKept = (typed: string) => (isAddress(typed) ? cleanLocation(typed) : typed);

/**
 * One page of what holds the words, the newest first, by keyset; before it, on the first page, what they name as a
 * reference. Everything a moderator may see is looked through, and nothing else: within the platforms of this actor, and
 * never who reported. Fails as `forbidden`, or naming `after` when the cursor is not one of ours.
 */
export async function search(db: Db, request: SearchRequest, actor: Actor, now: Date): Promise<Result<SearchPage>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const past = request.after === undefined ? null : readCursor(request.after);
  if (request.after !== undefined && past === null)
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const query = readQuery(asKept(request.q.trim()));
  if (!query) return ok({ named: [], hits: [], next: null, isReadable: false });
  const [answer, named] = await Promise.all([
    db.execute(searchStatement(query.tsquery, request, actor, past, now)),
    past ? [] : namedBy(db, request, actor),
  ]);
  const rows = readRows(answer, StoredHit);
  const page = rows.slice(0, request.limit);
  // A decision and the notes beside it tell what was decided to who still looks at the appeal blind.
  const kept = await casesHeldBlind(db, actor);
  const shown = page.filter((row) => !(tells.has(row.kind) && row.caseId !== null && kept.has(row.caseId)));
  const last = rows.length > request.limit ? page.at(-1) : undefined;
  const harms = shown.map((row) => row.harms);
  const notGiven = await notGivenTo(db, actor, harms, now);
  return ok({
    named,
    hits: shown.map((row) => hitOf(row, query.phrases, notGiven)),
    next: last ? writeCursor(last) : null,
    isReadable: true,
  });
}

async function namedBy(db: Db, { q, platform, kind }: SearchRequest, actor: Actor): Promise<SearchPage["named"]> {
  if (kind !== "" && kind !== "case") return [];
  const limits = platformLimits(actor);
  const answer = await lookUp(db, actor, q.slice(0, 60));
  if (!answer.ok) return [];
  return answer.value.found.filter(
    (one) =>
      (platform === "" || one.platform.id === platform) && (limits.length === 0 || limits.includes(one.platform.id)),
  );
}

/**
 * What the filters may be set to. Languages are those that occur among all cases, decided or not, found by hopping along
 * their index. One that only hidden cases have is none to this actor: its name alone would say that there is one.
 */
export async function searchChoices(db: Db, actor: Actor): Promise<Result<SearchChoices>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const limits = platformLimits(actor);
  const first = (from: SQL) =>
    sql`(select language from cases where ${and(from, shownTo(actor))} order by language limit 1)`;
  const answer = await db.execute(sql`with recursive hop as (
      ${first(sql`language is not null`)}
      union all
      select ${first(sql`language > hop.language`)} from hop where hop.language is not null
    ) select language from hop where language is not null limit 100`);
  return ok({
    platforms: await db
      .select({ id: platforms.id, name: platforms.name })
      .from(platforms)
      .where(limits.length > 0 ? inArray(platforms.id, [...limits]) : undefined)
      .orderBy(asc(platforms.id)),
    languages: readRows(answer, z.object({ language: z.string() })).map(({ language }) => language),
  });
}
