import { beforeAll, expect, test, vi } from "vitest";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { GET } from "./route";

const desk = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("next-intl/server", async (original) => ({ ...(await original<object>()), getLocale: async () => "en" }));
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: async () => desk.actor,
}));

const { opened } = withTestDatabase();

beforeAll(async () => {
  await givenPacks(opened().db);
  desk.actor = await aColleague(opened().db);
});

async function found(words: string): Promise<string[]> {
  const answer = await GET(new Request(`https://desk.example/api/policy/search?q=${encodeURIComponent(words)}`));
  const { hits } = await answer.json();
  return hits.map(({ platform, ref }: { platform: { id: string }; ref: string }) => `${platform.id} ${ref}`);
}

test.each([
  ["刷單", "taobao-weitao Table.9"],
  ["fake reviews", "aliexpress 5.platform-abuse-spam"],
  ["drogas", "wechat CG/Regulated(d)"],
])(
  "the menu's search knows the words that people use for it, as the search on a case does: %s",
  async (words, clause) => {
    expect(await found(words)).toContain(clause);
  },
);

test("what the clause itself says stands before what only the lexicon calls it", async () => {
  expect((await found("gambling"))[0]).toMatch(/Gambling|AUP 2\(o\)/);
});
