import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { settings } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import { addGolden, confirmGolden } from "@/lib/quality/golden-item.command";
import { after, anAppealDesk } from "./appeals";

export const goldenContent = {
  platform: "taobao-weitao",
  text: "加微信看新款，全场包邮，点这里 http://sale.example/x",
  language: "zh",
  role: "buyer",
  surface: "comment",
  location: "https://taobao-weitao.example/practice",
  contentAt: "2016-08-18T13:04:00Z",
  reports: [{ explanation: "广告" }],
};
export const goldenAnswer = {
  outcome: "no_violation",
  reason: "A seller's own shop may be named in its own comment.",
};

/** A desk where every next case is a golden item, while there is one that its person does not know. */
export async function aGoldenDesk(db: Db): ReturnType<typeof anAppealDesk> {
  const people = await anAppealDesk(db);
  await db.insert(settings).values({ platformId: "*", key: "goldenShare", value: 100, updatedAt: after(0) });
  return people;
}

/** A golden item that Amara made and Jonas confirmed. */
export async function aGoldenItem(
  { amara, jonas }: { amara: Person; jonas: Person },
  more: object = {},
): Promise<string> {
  const made = await addGolden(amara, { ...goldenContent, ...goldenAnswer, ...more }, after(1));
  if (!made.ok) throw new Error(JSON.stringify(made));
  const confirmed = await confirmGolden(jonas, made.value, after(2));
  if (!confirmed.ok) throw new Error(JSON.stringify(confirmed));
  return made.value.itemId;
}

/** Everything that is stored, but for the golden tables, the log and what people had before them: a fingerprint of each table. */
export async function everythingElse(db: Db): Promise<Record<string, string>> {
  const named = await db.execute(sql`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name !~ '^(golden|audit|care)_' order by 1`);
  const prints: Record<string, string> = {};
  for (const { name } of readRows(named, z.object({ name: z.string() }))) {
    const asked = sql`select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as print from ${sql.identifier(name)} t`;
    prints[name] = readRows(await db.execute(asked), z.object({ print: z.string() }))[0]?.print ?? "";
  }
  return prints;
}
