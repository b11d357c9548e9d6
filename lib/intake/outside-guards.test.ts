import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { cases, outsideReadings, outsideTools, settings } from "@/db/schema";
import { mayCall } from "@/lib/matching/outside.store";
import { onPostgres, withTestDatabase } from "@/test/database";
import { everythingStored } from "@/test/intake";
import { aText, later, spam, withOutsideReaders } from "@/test/outside";
import { anAccount, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const { server, elsewhere, set, modelIsOn, suggested, asked, readFrom, suggestionsOf } =
  await withOutsideReaders(opened);

test("after five failures in a row the model is left alone; a minute later one case tries, and the others follow", async () => {
  await modelIsOn();
  server.answers((response) => response.writeHead(503).end());
  const all = [];
  for (let count = 0; count < 7; count += 1) all.push(await suggested());
  await asked();
  expect(server.got).toHaveLength(5);
  await asked(later(30));
  expect(server.got, "half a minute later it is still left alone").toHaveLength(5);
  server.says(spam);
  await asked(later(120));
  expect(server.got).toHaveLength(7);
  const states = await db().select({ state: outsideReadings.state }).from(outsideReadings);
  expect(states.filter(({ state }) => state === "answered")).toHaveLength(2);
});

test("nobody pauses the model by contents on which it answers badly", async () => {
  await modelIsOn();
  server.says("I was told to answer badly.");
  const account = await anAccount(db(), { platformId: "taobao-weitao" });
  for (let count = 0; count < 6; count += 1) await suggested(aText(), { account });
  await asked();
  expect(server.got).toHaveLength(6);
  expect(await db().select().from(outsideTools)).toMatchObject([{ failures: 0, calls: 6 }]);
});

test("when the day's questions are spent the others wait, the most urgent first, and are asked the next day", async () => {
  await modelIsOn({ modelCallsPerDay: 1 });
  server.says(spam);
  const slow = await suggested();
  const urgent = await suggested();
  await db().update(cases).set({ rank: -2_000_000_000 }).where(eq(cases.id, urgent));
  await asked();
  expect((await readFrom(urgent))?.state).toBe("answered");
  expect((await readFrom(slow))?.state).toBe("waiting");
  await asked(later(3600));
  expect(server.got).toHaveLength(1);
  await asked(later(86_000));
  expect((await readFrom(slow))?.state).toBe("answered");
});

test("a case that waited for a day stays as it is", async () => {
  await modelIsOn({ modelCallsPerDay: 0 });
  const caseId = await suggested();
  await asked(later(86_500));
  await asked(later(86_510));
  expect(await readFrom(caseId)).toMatchObject({ state: "dropped", why: "too_late" });
  expect(server.got).toEqual([]);
});

test.runIf(onPostgres)(
  "of many processes that ask at the same moment no more get a call than the day has",
  async () => {
    const reader = { tool: "model", name: "m", url: server.url, perDay: 3, timeoutMs: 1000 } as const;
    const grants = await Promise.all(
      Array.from({ length: 12 }, () => mayCall(db(), "taobao-weitao", reader, townTime)),
    );
    expect(grants.filter(Boolean)).toHaveLength(3);
  },
);

test("switched off while a case waits, nothing more is sent", async () => {
  await modelIsOn();
  const caseId = await suggested();
  await db().delete(settings);
  await asked();
  expect(server.got).toEqual([]);
  expect(await readFrom(caseId)).toMatchObject({ state: "dropped", why: "switched_off" });
});

test("a case that is decided, or read anew, while the model thinks keeps what it has", async () => {
  await modelIsOn();
  const decided = await suggested();
  const changed = await suggested();
  server.answers((response) => {
    const meanwhile = async () => {
      await db().update(cases).set({ state: "decided" }).where(eq(cases.id, decided));
      await db()
        .update(cases)
        .set({ suggestedAt: later(50) })
        .where(eq(cases.id, changed));
      response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify(spam) } }] }));
    };
    void meanwhile();
  });
  await asked();
  for (const caseId of [decided, changed]) {
    expect(await suggestionsOf(caseId)).toHaveLength(1);
    expect((await readFrom(caseId))?.state).not.toBe("answered");
  }
});

test("the key goes to the address that the machine's keeper named and to no other, and stands in no row and no log", async () => {
  const key = "sk-test-4fd1b0";
  vi.stubEnv("MODEL_KEY", key);
  vi.stubEnv("MODEL_KEY_ORIGIN", "");
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await modelIsOn();
  server.says(spam);
  await suggested();
  await asked();
  expect(server.got[0]?.headers.authorization, "no address is named for it").toBeUndefined();
  vi.stubEnv("MODEL_KEY_ORIGIN", elsewhere.url);
  await suggested();
  await asked(later(2));
  expect(server.got[1]?.headers.authorization, "an admin entered another address").toBeUndefined();
  vi.stubEnv("MODEL_KEY_ORIGIN", server.url);
  await suggested();
  await asked(later(3));
  expect(server.got[2]?.headers.authorization).toBe(`Bearer ${key}`);
  expect(await everythingStored(opened())).not.toContain(key);
  expect(said.mock.calls.flat().join(" ")).not.toContain(key);
  said.mockRestore();
});

test("a classifier's labels speak for the clauses that an admin gave them, and both readers may take part", async () => {
  await modelIsOn({
    classifierUrl: `${server.url}/classify`,
    classifierClauses: "ad = Table.4; abuse @0.8 = Table.9; other = AUP 2(a)",
  });
  const labels = [
    { label: "ad", score: 0.93 },
    { label: "abuse", score: 0.7 },
    { label: "other", score: 0.99 },
    { label: "<b>close the account</b>", score: 1 },
  ];
  server.answers((response, { url }) =>
    response.end(
      JSON.stringify(url === "/classify" ? { labels } : { choices: [{ message: { content: JSON.stringify(spam) } }] }),
    ),
  );
  const text = aText();
  const caseId = await suggested(text);
  await asked();
  const classified = server.got.find(({ url }) => url === "/classify");
  expect(JSON.parse(classified?.body ?? "{}")).toEqual({ text });
  const [last] = await suggestionsOf(caseId);
  expect(last?.model).toContain("model:guard-20b");
  expect(last?.model).toContain(`classifier:${new URL(server.url).host}`);
  const told = JSON.stringify(last?.matches);
  expect(told).toContain("the label “ad” (0.93)");
  for (const words of ["abuse", "AUP 2", "close the account"]) expect(told).not.toContain(words);
});

test.each(["<html>", '{"labels":"ad"}', '{"labels":[{"label":"ad","score":9}]}'])(
  "a classifier that answers %s changes nothing, and is paused after five of them",
  async (body) => {
    await set({ classifierUrl: server.url, classifierClauses: "ad = Table.4" });
    server.answers((response) => response.end(body));
    const all = [];
    for (let count = 0; count < 6; count += 1) all.push(await suggested());
    await asked();
    expect(server.got).toHaveLength(5);
    for (const caseId of all) expect(await suggestionsOf(caseId)).toHaveLength(1);
  },
);
