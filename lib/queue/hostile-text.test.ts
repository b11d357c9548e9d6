import { count } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, auditHeads } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, caseRow, givenPacks, townTime as now } from "@/test/town";
import { claimNext } from "./claim.command";
import { escalateCase, waitFor, writeNote } from "./commands";
import { QueueRequest } from "./contract";

const { opened } = withTestDatabase();
let mei: Person;

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
});

const broken = [
  ["a NUL", "a\u0000b", "control_characters"],
  ["half a character", "a\ud800", "half_character"],
] as const;

for (const [name, text, reason] of broken) {
  test(`${name} in a note, a reason or a thing waited for is named by its field, and nothing is written`, async () => {
    const { caseId } = await aCase(opened().db);
    const seen = { caseId, version: 1 };
    const answers = {
      text: await writeNote(mei, { caseId, text }, now),
      why: await escalateCase(mei, { ...seen, to: "legal", why: text }, now),
      waitingFor: await waitFor(mei, { ...seen, waitingFor: text }, now),
    };
    for (const [field, answer] of Object.entries(answers))
      expect(answer).toMatchObject({ ok: false, code: "invalid", fields: [{ field, reason }] });
    expect(await caseRow(opened().db, caseId)).toMatchObject({ version: 1, state: "open" });
  });

  test.each(["platform", "language", "source", "group", "tag"])(
    `${name} in the filter %s is told by its field`,
    async (field) => {
      const asked = QueueRequest.safeParse({ [field]: text });
      expect(asked.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, reason]]);
      expect(await claimNext(mei, { [field]: text }, now)).toMatchObject({
        code: "invalid",
        fields: [{ field, reason }],
      });
    },
  );
}

test("asking an empty queue again and again writes nothing, and a name that was typed begins no chain", async () => {
  const { db } = opened();
  const entries = async () => (await db.select({ n: count() }).from(auditEntries))[0]?.n;
  const before = await entries();
  for (const platform of ["zz-made-up", "aliexpress", "aliexpress"])
    expect(await claimNext(mei, { platform }, now)).toEqual({ ok: true, value: null });
  expect(await entries()).toBe(before);
  expect((await db.select({ chain: auditHeads.chain }).from(auditHeads)).map(({ chain }) => chain)).not.toContain(
    "zz-made-up",
  );
});

test("a platform's name of ten thousand letters is too long, not an error", async () => {
  expect(await claimNext(mei, { platform: "x".repeat(10_000) }, now)).toMatchObject({
    code: "invalid",
    fields: [{ field: "platform", reason: "too_long" }],
  });
});
