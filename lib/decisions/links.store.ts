import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { statementLinks, statements } from "@/db/schema";
import { appUrl, secrets } from "@/lib/platform/env";
import { linkAddress } from "./link.rules";

/** Which link of a letter opens it, in a query on `statements`: 0 until one was replaced. */
export const linkSerial = sql<number>`coalesce((select max(made.serial) from ${statementLinks} made
  where made.statement_id = ${statements.id}), 0)::int`;

/** The newest link of a letter that replaced another, or null where its first one is still good. */
export async function newestLink(db: Db | Tx, statementId: string) {
  const [row] = await db
    .select()
    .from(statementLinks)
    .where(eq(statementLinks.statementId, statementId))
    .orderBy(desc(statementLinks.serial))
    .limit(1);
  return row ?? null;
}

/** The addresses at which these letters are read today, by their ids. */
export async function linksOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ id: statements.id, serial: linkSerial })
          .from(statements)
          .where(inArray(statements.id, [...ids]));
  return new Map(rows.map(({ id, serial }) => [id, linkAddress(appUrl(), id, secrets().links, serial)]));
}

/** That the addressee opened the link that took an earlier one's place. */
export async function markLinkOpened(tx: Tx, linkId: string, now: Date): Promise<void> {
  await tx
    .update(statementLinks)
    .set({ openedAt: now })
    .where(and(eq(statementLinks.id, linkId), sql`${statementLinks.openedAt} is null`));
}
