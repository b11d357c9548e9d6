import { desc, eq } from "drizzle-orm";
import { beforeAll, expect } from "vitest";
import { cases, contentItems, decisions } from "@/db/schema";
import { readTown } from "@/lib/boot/town/data";
import { fillDemo } from "@/lib/boot/town/fill";
import type { Person } from "@/lib/platform/permissions.rules";
import { aFolder } from "./child";
import { withTestDatabase } from "./database";

/** For the top of a test file about the demo town: a database with the whole town in it, and words to find one's way there. */
export function withTown() {
  process.env.DATA_DIR = aFolder();
  const { opened } = withTestDatabase();
  const db = () => opened().db;
  const now = new Date();
  const said: string[] = [];
  const mei: Person = {
    kind: "person",
    id: "0190a6a0-0000-7000-8000-0000000000aa",
    name: "Mei Lin",
    role: "moderator",
    locale: "en",
    sessionId: "s",
  };
  const actorIn = (key: string): Person => ({ ...mei, name: key, role: "supervisor" });

  beforeAll(async () => {
    expect(await fillDemo(db(), now, (line) => said.push(line))).toEqual({ people: 6, cases: 107 });
  }, 300_000);

  /** The newest case, decision and account of an item of the town. */
  async function about(item: string) {
    const [row] = await db()
      .select({ caseId: cases.id, state: cases.state, accountId: cases.accountId, decisionId: decisions.id })
      .from(cases)
      .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
      .leftJoin(decisions, eq(decisions.caseId, cases.id))
      .where(
        eq(
          contentItems.location,
          `https://${readTown().items.find(({ key }) => key === item)?.platform}.example/${item}`,
        ),
      )
      .orderBy(desc(cases.openedAt), desc(decisions.decidedAt))
      .limit(1);
    if (!row) throw new Error(`the town has no ${item}`);
    return row;
  }

  return { opened, db, now, said, mei, actorIn, about };
}

export const sorted = <Value>(values: readonly Value[]) =>
  [...new Set(values)].map(String).sort((a, b) => a.localeCompare(b));
