import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { packFor } from "@/lib/policy/store";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, givenPacks } from "@/test/town";
import { skillChoices } from "./skill-choices.queries";

const { opened } = withTestDatabase();
let lucia: Person;

beforeAll(async () => {
  await givenPacks(opened().db);
  lucia = await aColleague(opened().db, { role: "admin" });
});

test("an admin can choose every section of the rules by its title, and every language of a case that waits", async () => {
  const { db } = opened();
  await aCase(db);
  const { platforms, languages, groups } = await skillChoices(db, lucia);
  expect(platforms.map(({ id }) => id)).toContain("taobao-weitao");
  expect(languages).toContain("de");
  expect(new Set(languages).size, "no language twice").toBe(languages.length);
  const pack = await packFor(db, "taobao-weitao");
  const sections = pack?.clauses.filter(({ parent }) => !parent).map(({ ref }) => ref);
  expect(groups.filter(({ platform }) => platform === "taobao-weitao").map(({ ref }) => ref)).toEqual(sections);
  expect(groups.every(({ title }) => title.en !== "")).toBe(true);
});
