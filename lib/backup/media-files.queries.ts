import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { readRows } from "@/lib/platform/rows";

const batch = 1000;

/** SHA-256 of every file that a row names, each once, in order, a batch at a time. */
export async function* filesNamed(db: Db): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const answer = await db.execute(sql`
      select sha256 from (
        select sha256 from media_files
        union select sha256 from media where sha256 <> '' and bytes is null
        union select sha256 from appeal_attachments
        union select sha256 from evidence_files) named
      where sha256 > ${after} order by sha256 limit ${batch}`);
    const rows = readRows(answer, z.object({ sha256: z.string() }));
    for (const { sha256 } of rows) yield sha256;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.sha256;
  }
}
