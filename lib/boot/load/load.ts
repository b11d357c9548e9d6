import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { importNotices } from "@/lib/intake/import.command";
import { readLexicon } from "@/lib/matching/lexicon.store";
import { ensureDemoPeople } from "@/lib/people/demo.store";
import type { Line } from "@/lib/platform/lines.rules";
import { builtInPlatforms } from "@/lib/policy/built-in.store";
import { loadBuiltInPacks } from "@/lib/policy/load.command";
import { type LoadTexts, loadLines } from "./lines.rules";
import { readLoad } from "./readings.store";

const loader = { kind: "system", name: "load" } as const;

/** The example texts of each platform's clauses, harmless ones among them. */
function textsOfLexicon(): LoadTexts {
  return new Map(builtInPlatforms.map((slug) => [slug, Object.values(readLexicon(slug).examples).flat()]));
}

/** The planner chooses its indexes by what this finds, and a full table that was never looked at counts as an empty one. */
const lookAtTables = (db: Db) => db.execute(sql`analyze`);

async function* asLines(lines: Iterable<string>): AsyncGenerator<Line> {
  for (const text of lines) yield { text };
}

/**
 * Adds made-up reports about `count` items to a database, to see how the product behaves when it is full: rules and demo
 * people if they are missing, notices through the same command as `notice import`, and what the matcher makes of them.
 * Returns how many notices came in and how many cases were read. @throws when a notice is refused.
 */
export async function fillLoad(
  db: Db,
  { count, now, say }: { count: number; now: Date; say: (line: string) => void },
): Promise<{ notices: number; read: number }> {
  await loadBuiltInPacks(db, now);
  await ensureDemoPeople(db, now);
  const run = now.getTime().toString(36);
  const lines = loadLines(textsOfLexicon(), { count, run, now });
  let notices = 0;
  for await (const answers of importNotices(loader, asLines(lines), { channel: "cli", locale: "en", now: () => now })) {
    const refused = answers.find((answer) => "error" in answer);
    if (refused && "error" in refused) throw new Error(`A notice of the load was refused: ${refused.error.message}`);
    notices += answers.length;
    if (notices % 10_000 >= answers.length) continue;
    say(`${notices} notices`);
    await lookAtTables(db);
  }
  await lookAtTables(db);
  const read = await readLoad(db, now, (done) => {
    if (done % 10_000 === 0) say(`${done} cases read`);
  });
  await lookAtTables(db);
  return { notices, read };
}
