import { beforeAll, expect, test } from "vitest";
import { secrets } from "@/lib/platform/env";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";
import { POST } from "./route";

const { opened } = withTestDatabase();

beforeAll(async () => {
  await givenPacks(opened().db);
  await aStoredDecision(opened().db, await aColleague(opened().db), {
    ...{ at: new Date("2025-08-01T12:00:00Z"), values: ["DECISION_VISIBILITY_CONTENT_REMOVED"] },
  });
});

async function asked(body: object): Promise<Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${secrets().cli}`, "content-type": "application/json" };
  const response = await POST(
    new Request("http://desk.example/api/cli/report/transparency", {
      ...{ method: "POST", headers, body: JSON.stringify(body) },
    }),
  );
  const lines = (await response.text()).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

test("a terminal that has the running app count is told how far it is, step by step, and gets the sheets last", async () => {
  const lines = await asked({ from: "2025-07-01", to: "2025-12-31", platform: "aliexpress" });
  const last = lines.pop();
  const done = lines.map(({ progress }) =>
    Number(/^aliexpress: (\d+) of 190 steps counted$/.exec(String(progress))?.[1]),
  );
  // Days that hold nothing are counted with one question, and told as one step.
  expect(done.length).toBeGreaterThan(2);
  expect(done[0]).toBeLessThan(190);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(done.at(-1)).toBe(190);
  expect(last).toMatchObject({ value: [{ platform: "aliexpress", sheets: { length: 11 } }] });
});

test("a period that ends before it begins is refused in one line, and the terminal is told that it was asked wrongly", async () => {
  expect(await asked({ from: "2025-07-02", to: "2025-07-01" })).toEqual([
    { problem: { message: expect.stringMatching(/period|ends|before/i), isUsage: true } },
  ]);
});
