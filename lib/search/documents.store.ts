import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { type SearchKind, searchDocuments, searchKinds } from "@/db/schema";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { wordsOfOutcome, wordsOfSanction } from "./outcome-words.rules";
import { tokensOf } from "./words.rules";

/** The clause that an undecided case was suggested first; once it is decided its decision says which clause it was. */
const suggested = (what: string) => `(select q.matches->0->>'${what}' from case_suggestions q where q.case_id = c.id
  and not exists (select 1 from decisions e where e.case_id = c.id and e.undone_at is null)
  order by q.made_at desc, q.id desc limit 1)`;

/** What the sanctions of a decision are called, by the platform and by whoever looks for them. */
const measures = `(select string_agg(concat_ws(' ; ', x.label->>'en', x.label->>'hans', x.label->>'hant',
  ${wordsOfSanction("x.dsa_value")}), ' ; ') from sanctions x where x.decision_id = d.id)`;

/** Of a longer text the beginning can be found. */
const longestField = 20_000;
const field = (text: string) => `left(${text}, ${longestField})`;

/**
 * What of each kind can be found. The link is the item's, without what tells of whoever shared it; contacts of notifiers
 * and addresses of accounts are in none. What somebody wrote in an appeal is found by who may see appeals.
 */
const sources: Record<SearchKind, { fields: string[]; columns: string; from: string; id: string }> = {
  case: {
    fields: ["s.title", "s.text", "i.location", "a.handle", "a.external_id", suggested("ref"), suggested("title")],
    columns: "c.platform_id, c.id as case_id, c.language, c.opened_at as at",
    from: `cases c join snapshots s on s.id = c.snapshot_id join content_items i on i.id = c.item_id
      left join accounts a on a.id = c.account_id`,
    id: "c.id",
  },
  account: {
    fields: ["a.handle", "a.external_id"],
    columns: "a.platform_id, null::uuid as case_id, null::text as language, a.created_at as at",
    from: "accounts a",
    id: "a.id",
  },
  notice: {
    fields: ["n.explanation", "n.legal_reference", "n.reference"],
    columns: "n.platform_id, c.id as case_id, c.language, n.received_at as at",
    from: `notices n cross join lateral (select case_id from notice_items where notice_id = n.id order by id limit 1) o
      join cases c on c.id = o.case_id`,
    id: "n.id",
  },
  decision: {
    fields: [
      "d.clause_ref",
      "p.title",
      "array_to_string(array(select jsonb_array_elements_text(d.also_breaks)), ' ; ')",
      "d.facts",
      "d.rationale",
      "d.legal_ground",
      "d.legal_explanation",
      "d.deviation_why",
      wordsOfOutcome("d.outcome"),
      measures,
    ],
    columns: "d.platform_id, d.case_id, c.language, d.decided_at as at",
    from: "decisions d join cases c on c.id = d.case_id left join policy_clauses p on p.id = d.clause_id",
    id: "d.id",
  },
  note: {
    fields: ["n.text"],
    columns: "n.platform_id, n.case_id, c.language, n.written_at as at",
    from: "notes n left join cases c on c.id = n.case_id",
    id: "n.id",
  },
  appeal: {
    fields: ["a.text", "a.reference"],
    columns: "a.platform_id, d.case_id, c.language, a.received_at as at",
    from: "appeals a join decisions d on d.id = a.decision_id join cases c on c.id = d.case_id",
    id: "a.id",
  },
  // One that was filed since is the appeal, and found as that.
  held_appeal: {
    fields: ["h.text", "h.reference"],
    columns: "h.platform_id, d.case_id, c.language, h.received_at as at",
    from: `held_appeals h join statements s on s.id = h.statement_id and h.appeal_id is null
      join decisions d on d.id = s.decision_id join cases c on c.id = d.case_id`,
    id: "h.id",
  },
};

const Source = z.object({
  kind: z.string(),
  ref_id: z.string(),
  platform_id: z.string(),
  case_id: z.string().nullable(),
  language: z.string().nullable(),
  at: z.coerce.date(),
  fields: z.array(z.string().nullable()),
});

function sourceOf(kind: SearchKind, ids: readonly string[]): SQL {
  const { fields, columns, from, id } = sources[kind];
  const head = `select '${kind}' as kind, ${id} as ref_id, ${columns}, array[${fields.map(field).join(", ")}] as fields from ${from}`;
  return sql`${sql.raw(head)} where ${sql.raw(id)} = any(${sql.param(`{${ids.join(",")}}`)}::uuid[])`;
}

export type ToIndex = Partial<Record<SearchKind, readonly string[]>>;

/**
 * Writes anew what can be found of these rows, as they stand now in this transaction: two statements, for one row and for
 * a thousand of every kind. Ids of ours only.
 */
export async function indexRows(tx: Db | Tx, ids: ToIndex): Promise<void> {
  const asked = kindsOf(ids).map((kind) => sourceOf(kind, ids[kind] ?? []));
  if (asked.length === 0) return;
  const rows = readRows(await tx.execute(sql.join(asked, sql` union all `)), Source)
    .map(({ fields, ...row }) => ({ ...row, tokens: tokensOf(fields) }))
    // One order for all, so that two who write the same rows wait for each other.
    .sort((one, other) => (one.ref_id < other.ref_id ? -1 : 1));
  if (rows.length === 0) return;
  const given = rowsAs("given", rows, {
    kind: "text",
    ref_id: "uuid",
    platform_id: "text",
    case_id: "uuid",
    language: "text",
    at: "timestamptz",
    tokens: "text",
  });
  await tx.execute(sql`insert into search_documents as known (kind, ref_id, platform_id, case_id, language, at, tokens)
    select kind, ref_id, platform_id, case_id, language, at, tokens::tsvector from ${given}
    on conflict (kind, ref_id) do update set tokens = excluded.tokens, language = excluded.language`);
}

/** Takes a row out of what can be found, once something else is found in its place. */
export async function forgetRow(tx: Tx, kind: SearchKind, refId: string): Promise<void> {
  await tx.delete(searchDocuments).where(and(eq(searchDocuments.kind, kind), eq(searchDocuments.refId, refId)));
}

const kindsOf = (ids: ToIndex): SearchKind[] => searchKinds.filter((kind) => ids[kind]?.length);
