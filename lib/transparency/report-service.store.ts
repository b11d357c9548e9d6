import "server-only";
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { clauseEditorial } from "@/db/schema";
import { packFor } from "@/lib/policy/store";
import type { Service } from "./report.contract";

const Editorial = z.object({ dsaCategory: z.string().nullish(), dsaKeywords: z.array(z.string()).nullish() });

/** What a service's rules know: its restrictions, and under which category each rule stands. */
export async function serviceOf(db: Db | Tx, id: string, name: string): Promise<Service> {
  const pack = await packFor(db, id);
  const rows = await db
    .select({ ref: clauseEditorial.ref, editorial: clauseEditorial.editorial })
    .from(clauseEditorial)
    .where(eq(clauseEditorial.platformId, id))
    .orderBy(asc(clauseEditorial.ref));
  const rules = rows.flatMap(({ ref, editorial }) => {
    const { data } = Editorial.safeParse(editorial);
    if (!data?.dsaCategory) return [];
    return [{ category: data.dsaCategory, keyword: data.dsaKeywords?.[0] ?? null, description: null, refs: [ref] }];
  });
  const values = pack ? pack.sanctions.actions.flatMap(({ dsa }) => dsa) : [];
  return { id, name, values: [...new Set(values)], rules };
}
