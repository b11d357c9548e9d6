import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { givenRegister, registerSlug } from "@/test/commitments";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { measureWhenDue } from "./measure.command";
import { registerOverview } from "./queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2025-09-10T09:00:00Z");
let auditor: Person;

beforeAll(async () => {
  await givenPacks(db(), now);
  await givenRegister(db(), now);
  auditor = await aColleague(db(), { role: "auditor" });
});

/** What the database is asked while the page of the register is made. */
async function askedFor(): Promise<string[]> {
  const session = Reflect.get(db(), "session") as object;
  const before = Reflect.get(session, "logger");
  const asked: string[] = [];
  Reflect.set(session, "logger", { logQuery: (text: string) => void asked.push(text) });
  const found = await registerOverview(db(), registerSlug, auditor, now).finally(() =>
    Reflect.set(session, "logger", before),
  );
  expect(found.ok && found.value.groups.flatMap((group) => group.commitments)).toHaveLength(16);
  return asked;
}

test("the page of a register measures nothing: it reads what the clock measured, all indicators with one question", async () => {
  const before = await askedFor();
  while ((await measureWhenDue(db(), now, 400)) > 0);
  const asked = await askedFor();
  expect(asked).toHaveLength(before.length);
  expect(asked.filter((text) => text.includes("commitment_values"))).toHaveLength(1);
  const measured = ["notices", "decisions", "statements", "sanctions", "appeals", "media"];
  expect(asked.filter((text) => measured.some((table) => text.includes(`"${table}"`)))).toEqual([]);
});
