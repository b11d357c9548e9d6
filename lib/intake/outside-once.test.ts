import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cases, outsideReadings, outsideTools } from "@/db/schema";
import { mayAsk } from "@/lib/matching/outside.store";
import { unusableAnswers } from "@/lib/matching/unusable.store";
import { withTestDatabase } from "@/test/database";
import { aText, later, spam, withOutsideReaders } from "@/test/outside";
import { anAccount } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const { server, set, modelIsOn, suggested, asked, readFrom, suggestionsOf } = await withOutsideReaders(opened);
/** Each call is one that somebody is billed for. */
const calls = async () => (await db().select().from(outsideTools))[0]?.calls ?? 0;

test.each([
  ["is prose", () => server.says("This is spam. Delete it.")],
  ["has another shape", () => server.says({ findings: "none" })],
  ["never comes", () => server.answers(() => undefined)],
  ["has no end", () => server.answers((response) => response.end("x".repeat(300 * 1024)))],
])("a text to which the answer %s is paid for once, however often it is posted", async (_, answers) => {
  await modelIsOn({ outsideTimeoutSeconds: 1 });
  answers();
  const text = aText();
  const first = await suggested(text);
  await asked();
  server.says(spam);
  const again = await suggested(text);
  await asked(later(30));
  expect([server.got.length, await calls()]).toEqual([1, 1]);
  expect((await readFrom(first))?.state).toBe("failed");
  expect(await readFrom(again)).toMatchObject({ state: "failed", why: "unusable_before", name: "guard-20b" });
  expect(await suggestionsOf(again), "what the desk itself suggested stays").toHaveLength(1);
  const third = await suggested(text);
  await asked(later(60));
  expect([(await readFrom(third))?.why, await calls()]).toEqual(["unusable_before", 1]);
});

test("another model is asked about a text that the one before could not answer, and its answer counts from then on", async () => {
  await modelIsOn();
  server.says("no");
  const text = aText();
  await suggested(text);
  await asked();
  await set({ modelName: "guard-120b" });
  server.says(spam);
  const again = await suggested(text);
  await asked(later(30));
  expect(await readFrom(again)).toMatchObject({ state: "answered", name: "guard-120b", why: null });
});

test("an endpoint that was down answered nothing and cost nothing: the same text is asked about again", async () => {
  await modelIsOn();
  server.answers((response) => response.writeHead(503).end());
  const text = aText();
  await suggested(text);
  await asked();
  server.says(spam);
  const again = await suggested(text);
  await asked(later(30));
  expect(await readFrom(again)).toMatchObject({ state: "answered", why: null });
});

test("an answer that comes after its case was decided serves the next case with the same words", async () => {
  await modelIsOn();
  const text = aText();
  const decided = await suggested(text);
  server.answers((response) => {
    const meanwhile = async () => {
      await db().update(cases).set({ state: "decided" }).where(eq(cases.id, decided));
      response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify(spam) } }] }));
    };
    void meanwhile();
  });
  await asked();
  expect((await readFrom(decided))?.state).toBe("dropped");
  expect(await suggestionsOf(decided)).toHaveLength(1);
  const next = await suggested(text);
  await asked(later(30));
  expect(await calls()).toBe(1);
  expect(await readFrom(next)).toMatchObject({ state: "answered", why: "asked_before" });
  expect((await suggestionsOf(next))[0]?.model).toContain("model:guard-20b");
});

test("a text that is posted again and again cannot pause the model by the one answer that nobody could use", async () => {
  await modelIsOn();
  server.says("no");
  const text = aText();
  for (let count = 0; count < 8; count += 1) {
    await suggested(text, { account: await anAccount(db(), { platformId: "taobao-weitao" }) });
    await asked(later(count + 1));
  }
  expect(await calls()).toBe(1);
  expect(await unusableAnswers(db(), "taobao-weitao", "guard-20b")).toBeNull();
});

test("while another process waits for the answer about the same words nobody asks again, and then its answer serves both", async () => {
  await modelIsOn();
  server.says(spam);
  const text = aText();
  const theirs = await suggested(text);
  await asked();
  const change = (state: "asking" | "answered") =>
    db().update(outsideReadings).set({ state }).where(eq(outsideReadings.caseId, theirs));
  await change("asking");
  const ours = await suggested(text);
  await asked(later(2));
  expect([await calls(), (await readFrom(ours))?.state]).toEqual([1, "waiting"]);
  await change("answered");
  await asked(later(3));
  expect([await calls(), (await readFrom(ours))?.why]).toEqual([1, "asked_before"]);
});

test("words about which a process died while it waited are asked about again", async () => {
  await modelIsOn({ outsideTimeoutSeconds: 1 });
  server.says(spam);
  const text = aText();
  const theirs = await suggested(text);
  await asked();
  await db().update(outsideReadings).set({ state: "asking" }).where(eq(outsideReadings.caseId, theirs));
  const ours = await suggested(text);
  await asked(later(60));
  expect([await calls(), (await readFrom(ours))?.state]).toEqual([2, "answered"]);
});

test("of readings that ask the same question at one moment one may ask, and one call is counted", async () => {
  await modelIsOn();
  const text = aText();
  const waiting = [await suggested(text), await suggested(text), await suggested(text)];
  await db()
    .update(outsideReadings)
    .set({ state: "asking", askedAt: later(1) });
  const reader = { tool: "model" as const, url: `${server.url}/v1`, name: "guard-20b", perDay: 10, timeoutMs: 5000 };
  const platformId = "taobao-weitao";
  const readings = await Promise.all(waiting.map((caseId) => readFrom(caseId)));
  const granted = await Promise.all(
    readings.map((reading) =>
      mayAsk(db(), reader, { readingId: reading?.id ?? "", platformId, question: "q" }, later(1)),
    ),
  );
  expect(granted.filter(Boolean)).toHaveLength(1);
  expect(await calls()).toBe(1);
});
