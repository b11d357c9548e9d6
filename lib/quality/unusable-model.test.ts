import { expect, test } from "vitest";
import { withTestDatabase } from "@/test/database";
import { later, spam, withOutsideReaders } from "@/test/outside";
import { aColleague } from "@/test/town";
import { suggestionsView } from "./suggestions.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
const { server, modelIsOn, suggested, asked } = await withOutsideReaders(opened);

test("a model that answers everybody in prose is left alone for a minute, its page says so, and it is tried again", async () => {
  const mei = await aColleague(db());
  await modelIsOn();
  server.says("I think that this is fine.");
  for (let count = 0; count < 8; count += 1) await suggested();
  await asked();
  expect(server.got, "the day's questions are not spent on it").toHaveLength(5);
  await asked(later(30));
  expect(server.got).toHaveLength(5);
  const page = () => suggestionsView(db(), mei, { platformId: "taobao-weitao", now: later(30) });
  expect((await page())?.unusable).toMatchObject({ name: "guard-20b" });
  await asked(later(120));
  expect(server.got, "one case tries").toHaveLength(6);
  server.says(spam);
  await asked(later(600));
  expect(server.got, "and once it answers well, the others follow").toHaveLength(8);
  expect((await page())?.unusable).toBeNull();
});
