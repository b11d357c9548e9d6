import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { auditEntries, settings } from "@/db/schema";
import { onPostgres, withTestDatabase } from "@/test/database";
import { givenPlatforms } from "@/test/intake";
import { actorOf, aPerson } from "@/test/people";
import { command } from "./command";
import type { Role } from "./permissions.rules";
import { ok } from "./result";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
beforeAll(() => givenPlatforms(opened()));
const anActor = async (role: Role) => actorOf(await aPerson(db(), { role }));

/** A command whose first tries the database ends with this code. */
function oftenEnded(code: string, times: number) {
  let tries = 0;
  const run = command({
    name: "test.ended",
    permission: "settings.change",
    input: z.object({}),
    subject: () => ({ kind: "setting", id: `ended ${code} ${times}` }),
    async run({ tx }) {
      tries += 1;
      const ended = sql.raw(`do $$ begin raise exception 'ended' using errcode = '${code}'; end $$`);
      if (tries <= times) await tx.execute(ended);
      return ok(tries);
    },
  });
  return run;
}

test("a transaction that the database ended for another's sake is done again, a few times; any other error is told", async () => {
  const admin = await anActor("admin");
  expect(await oftenEnded("40P01", 2)(admin, {}, now)).toEqual({ ok: true, value: 3 });
  expect(await oftenEnded("40001", 3)(admin, {}, now)).toEqual({ ok: true, value: 4 });
  await expect(oftenEnded("40001", 4)(admin, {}, now)).rejects.toMatchObject({ code: "40001" });
  await expect(oftenEnded("42501", 1)(admin, {}, now)).rejects.toMatchObject({ code: "42501" });
  const log = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, "ended 40P01 2"));
  expect(
    log.map(({ outcome }) => outcome),
    "once, however often it was tried",
  ).toEqual(["done"]);
});

test.runIf(onPostgres)("two commands that lock the same rows the other way round both succeed", async () => {
  const admin = await anActor("admin");
  await db()
    .insert(settings)
    .values([1, 2].map((n) => ({ key: `row ${n}`, value: 0, updatedAt: now })));
  let arrived = 0;
  let go: () => void = () => undefined;
  const bothHaveOne = new Promise<void>((reached) => {
    go = reached;
  });
  const both = command({
    name: "test.both",
    permission: "settings.change",
    input: z.object({ order: z.array(z.string()) }),
    subject: () => ({ kind: "setting", id: "both" }),
    async run({ tx }, { order }) {
      for (const key of order) {
        await tx.update(settings).set({ value: 1 }).where(eq(settings.key, key));
        arrived += 1;
        if (arrived === 2) go();
        await bothHaveOne;
      }
      return ok(null);
    },
  });
  const orders = [
    ["row 1", "row 2"],
    ["row 2", "row 1"],
  ];
  const results = await Promise.all(orders.map((order) => both(admin, { order }, now)));
  expect(results.map(({ ok: isOk }) => isOk)).toEqual([true, true]);
});
