import { count, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, cases, notices } from "@/db/schema";
import type { Line } from "@/lib/platform/lines.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace, everythingStored, givenPlatforms } from "@/test/intake";
import type { ImportLine } from "./contract";
import { batchLines, importNotices, refusalToImport } from "./import.command";

const { opened } = withTestDatabase();
beforeAll(() => givenPlatforms(opened()));

const cli: Actor = { kind: "system", name: "cli" };
const now = new Date("2026-03-01T10:00:00Z");

async function imported(lines: (Line | string | Record<string, unknown>)[], actor: Actor = cli): Promise<ImportLine[]> {
  async function* stream(): AsyncGenerator<Line> {
    for (const line of lines) {
      if (typeof line === "string") yield { text: line };
      else if ("text" in line || "problem" in line) yield line as Line;
      else yield { text: JSON.stringify(line) };
    }
  }
  const answers: ImportLine[] = [];
  for await (const batch of importNotices(actor, stream(), { channel: "cli", locale: "en", now: () => now }))
    answers.push(...batch);
  return answers;
}

const referenceOf = (line: ImportLine | undefined) =>
  line && "reference" in line ? line.reference : JSON.stringify(line);
const codeOf = (line: ImportLine | undefined) => (line && "error" in line ? line.error.code : "none");
const stored = async () => (await opened().db.select({ count: count() }).from(notices))[0]?.count ?? 0;

test("every line is answered in its place, and a bad one does not stop the rest", async () => {
  const places = [aPlace(), aPlace()];
  const answers = await imported([
    aNotice({ items: [{ location: places[0] }] }),
    "{not json",
    { problem: "line_not_utf8" },
    aNotice({ items: [{ location: "javascript:x" }], platform: "wechat" }),
    aNotice({ platform: "myspace" }),
    "[]",
    aNotice({ items: [{ location: places[1] }], source: "own_detection" }),
  ]);
  expect(answers.map(codeOf)).toEqual(["none", "invalid", "invalid", "invalid", "invalid", "invalid", "none"]);
  expect(answers[0]).toMatchObject({ items: [{ location: places[0], case: expect.stringMatching(/^AE-\d+$/) }] });
  expect(answers[3]).toMatchObject({ error: { errors: [{ field: "items.0.location", reason: "location_scheme" }] } });
  expect(answers[4]).toMatchObject({
    error: { errors: [{ field: "platform", message: expect.stringContaining("taobao-weitao") }] },
  });
  expect(answers[6]).toMatchObject({ items: [{ location: places[1] }] });
});

test("several batches keep their order, and reports of one item across them are one case", async () => {
  const place = aPlace();
  const lines = Array.from({ length: batchLines * 2 + 7 }, (_, i) =>
    aNotice({ externalId: `order ${i}`, items: [{ location: i % 100 === 0 ? place : `${place}?id=${i}` }] }),
  );
  const answers = await imported(lines);
  expect(answers.map((line) => ("externalId" in line ? line.externalId : codeOf(line)))).toEqual(
    lines.map((line) => line.externalId),
  );
  const [row] = await opened()
    .db.select({ noticeCount: cases.noticeCount })
    .from(cases)
    .where(eq(cases.excerpt, place));
  expect(row?.noticeCount).toBe(11);
});

test("the same lines again give the same references and store nothing, also twice within one batch", async () => {
  const lines = ["a", "b", "a"].map((name) =>
    aNotice({ externalId: `again ${name}`, items: [{ location: `https://again.example/${name}` }] }),
  );
  const first = await imported(lines);
  expect(referenceOf(first[2])).toBe(referenceOf(first[0]));
  expect(first.map((line) => "repeated" in line)).toEqual([false, false, true]);
  const before = await stored();
  const second = await imported(lines);
  expect(second.map(referenceOf)).toEqual(first.map(referenceOf));
  expect(await stored()).toBe(before);
});

test("a line under an external id that came with other words is told so, and the rest goes on", async () => {
  const line = (name: string, explanation: string) =>
    aNotice({ externalId: `twice ${name}`, explanation, items: [{ location: `https://twice.example/${name}` }] });
  const answers = await imported([line("a", "first words"), line("a", "other words"), line("b", "first words")]);
  expect(answers.map(codeOf)).toEqual(["none", "conflict", "none"]);
  expect(answers[1]).toMatchObject({ error: { errors: [{ field: "externalId", reason: "external_id_other_body" }] } });
  const again = await imported([line("b", "other words"), line("a", "first words")]);
  expect(again.map(codeOf)).toEqual(["conflict", "none"]);
  expect(referenceOf(again[1])).toBe(referenceOf(answers[0]));
});

test("two imports of the same lines at the same moment store each once", async () => {
  const lines = Array.from({ length: 40 }, (_, i) =>
    aNotice({ externalId: `race ${i}`, items: [{ location: `https://race.example/${i % 7}` }] }),
  );
  const [one, two] = await Promise.all([imported(lines), imported([...lines].reverse())]);
  expect([...two].reverse().map(referenceOf)).toEqual(one.map(referenceOf));
});

test("content that comes with a report is kept with its account, and the newest word on an account counts", async () => {
  const about = (email: string) =>
    aNotice({
      items: [
        {
          location: aPlace(),
          content: {
            text: "x",
            role: "merchant",
            account: { id: "shop-9", handle: "Nine", kind: "business", email, facts: { rating: "4.1" } },
          },
        },
      ],
    });
  await imported([about("old@example.org")]);
  await imported([about("new@example.org"), about("newest@example.org")]);
  const everything = await everythingStored(opened());
  expect(everything).toContain("newest@example.org");
  expect(everything).not.toContain("old@example.org");
});

test("a visitor and a key without the right may not import, and the attempt is in the log", async () => {
  const key: Actor = {
    kind: "key",
    id: "0190a6a0-0000-7000-8000-000000000009",
    name: "small",
    platformIds: [],
    permissions: ["notice.create"],
  };
  expect(await refusalToImport(cli, now)).toBeNull();
  expect(await refusalToImport({ kind: "public" }, now)).toMatchObject({ ok: false, code: "signed_out" });
  expect(await refusalToImport(key, now)).toMatchObject({ ok: false, code: "forbidden" });
  expect(codeOf((await imported([aNotice()], key))[0])).toBe("forbidden");
  const refused = await opened()
    .db.select({ verb: auditEntries.verb })
    .from(auditEntries)
    .where(eq(auditEntries.outcome, "refused"));
  // The key's second attempt within the hour is counted, and told when the hour is over.
  expect(refused).toHaveLength(2);
});

test("one batch is one entry in the log, with counts and without words", async () => {
  const before = (await opened().db.select().from(auditEntries).where(eq(auditEntries.verb, "notice.import"))).length;
  await imported([aNotice({ explanation: "umbraferous words" }), aNotice()]);
  const entries = await opened()
    .db.select({ body: auditEntries.body })
    .from(auditEntries)
    .where(eq(auditEntries.verb, "notice.import"));
  expect(entries).toHaveLength(before + 1);
  expect(entries.at(-1)?.body).toContain('"lines":2');
  expect(entries.at(-1)?.body).not.toContain("umbraferous");
});
