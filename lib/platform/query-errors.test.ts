import { inspect } from "node:util";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { people } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { aPerson } from "@/test/people";

const { opened } = withTestDatabase();
const db = () => opened().db;
const secret = "Ada.Private@example.org";

/** All that a log, a screen or an address could show of an error. */
async function everythingToldOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error("nothing failed"),
    (caught: unknown) => caught,
  );
  return `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${String(error)}`;
}

const row = { email: secret, name: "Ada", role: "moderator", passwordHash: "none" } as const;
const ways = {
  "a row that is there already": async () => {
    const ada = await aPerson(db(), { role: "moderator" });
    await db()
      .insert(people)
      .values({ ...row, id: ada.id, email: ada.email });
  },
  "a table that is gone": () => db().execute(sql`select * from nobody_made_this where email = ${secret}`),
  "a value that is no id": () => db().select().from(people).where(eq(people.id, secret)),
  "a text that no database takes": () =>
    db()
      .insert(people)
      .values({ ...row, name: `${secret}\u0000` }),
  "inside a transaction": () =>
    db().transaction(async (tx) => {
      await tx.execute(sql`select ${secret}::uuid`);
    }),
  "inside a transaction of a transaction": () =>
    db().transaction((tx) => tx.transaction((inner) => inner.insert(people).values({ ...row, role: sql`${secret}` }))),
};
for (const [name, way] of Object.entries(ways)) {
  test(`${name}: the error says what went wrong and nothing that was asked or stored`, async () => {
    const told = await everythingToldOf(Promise.resolve().then<unknown>(way));
    expect(told).toContain("a query failed");
    expect(told).not.toContain("Private");
    expect(told).not.toContain("@test.example");
    expect(told).not.toContain("params");
  });
}
