import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows } from "@/lib/platform/rows";
import { partsOfRow, type RowSeals, rowSeal, type SealName } from "./row-seal.rules";
import { withoutSignedLinks } from "./signed-links.rules";

/** Letters to notifiers beyond these are as many copies of few; the log gets the hashes of the first by their ids. */
const mostLetters = 200;

const Found = z.object({ of: z.string(), row: z.record(z.string(), z.unknown()) });

/** What `select ... as of, to_jsonb(...) as row` found, as hashes; `of` is whose they are. */
async function sealed(tx: Tx, name: SealName, query: SQL): Promise<{ of: string; id: string; hash: string }[]> {
  return readRows(await tx.execute(query), Found).map(({ of, row }) => {
    const shown = name === "statements" ? { ...row, parts: withoutSignedLinks(partsOfRow(row)) } : row;
    return { of, id: String(row.id), hash: rowSeal(name, shown) };
  });
}

/**
 * Hashes of decisions that were just written and of what was written with them, by case: for the log, which a row that is
 * changed later then contradicts (lib/evidence).
 */
export async function sealsOfDecisions(
  tx: Tx,
  decided: readonly { id: string; caseId: string }[],
): Promise<Map<string, RowSeals>> {
  const seals = new Map<string, RowSeals>();
  if (decided.length === 0) return seals;
  const caseOf = new Map(decided.map(({ id, caseId }) => [id, caseId]));
  const ids = sql`any(${sql.param(`{${[...caseOf.keys()].join(",")}}`)}::uuid[])`;
  const queries: [SealName, SQL][] = [
    ["decisions", sql`select t.id::text as of, to_jsonb(t) as row from decisions t where t.id = ${ids}`],
    [
      "sanctions",
      sql`select t.decision_id::text as of, to_jsonb(t) as row from sanctions t where t.decision_id = ${ids}`,
    ],
    ["strikes", sql`select t.decision_id::text as of, to_jsonb(t) as row from strikes t where t.decision_id = ${ids}`],
    [
      "statements",
      sql`select t.decision_id::text as of, to_jsonb(t) as row from unnest(${sql.param(`{${[...caseOf.keys()].join(",")}}`)}::uuid[]) d(id)
        cross join lateral (select s.* from statements s where s.decision_id = d.id
          order by s.addressee, s.id limit ${mostLetters}) t`,
    ],
    [
      "database-copies",
      sql`select t.decision_id::text as of, to_jsonb(t) as row from database_copies t where t.decision_id = ${ids}`,
    ],
  ];
  for (const [name, query] of queries)
    for (const { of, id, hash } of await sealed(tx, name, query)) {
      const caseId = caseOf.get(of) ?? "";
      const before = seals.get(caseId) ?? {};
      seals.set(caseId, { ...before, [name]: { ...before[name], [id]: hash } });
    }
  return seals;
}

/** The same of letters that are written to a decision later: to whom it is told that it fell, the first of them. */
export async function sealsOfLetters(tx: Tx, letterIds: readonly string[]): Promise<RowSeals> {
  if (letterIds.length === 0) return {};
  const ids = sql.param(`{${letterIds.slice(0, mostLetters).join(",")}}`);
  const query = sql`select t.id::text as of, to_jsonb(t) as row from statements t where t.id = any(${ids}::uuid[])`;
  const rows = await sealed(tx, "statements", query);
  return { statements: Object.fromEntries(rows.map(({ id, hash }) => [id, hash])) };
}

/** The same of an appeal: what it is from the first, and what it was answered. */
export async function sealsOfAppeal(tx: Tx, appealId: string, names: readonly SealName[]): Promise<RowSeals> {
  const seals: RowSeals = {};
  for (const name of names)
    for (const { id, hash } of await sealed(
      tx,
      name,
      sql`select t.id::text as of, to_jsonb(t) as row from appeals t where t.id = ${appealId}`,
    ))
      seals[name] = { [id]: hash };
  return seals;
}
