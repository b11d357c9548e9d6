import { beforeAll, expect, test } from "vitest";
import { policyDrafts } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { givenPacks, townTime } from "@/test/town";
import { compareView } from "./compare.queries";
import { versionFileAt } from "./version-file.queries";

const { opened } = withTestDatabase();

beforeAll(() => givenPacks(opened().db));

const view = (platformId: string, from = "", to = "") => compareView(opened().db, { platformId, from, to });

test("without a choice, the latest version is held against the one before it", async () => {
  const read = await view("taobao-weitao");
  expect(read).toMatchObject({ from: "v1", to: "v2", problem: null });
  expect(read?.comparison?.clauses.length).toBeGreaterThan(0);
  expect(read?.comparison?.cells.every(({ kind }) => kind === "added")).toBe(true);
  expect(Object.keys(read?.steps ?? {})).toEqual(["base", "repeat", "severe"]);
});

test("a platform with one version has nothing to compare, and says so by choosing none", async () => {
  expect(await view("aliexpress")).toMatchObject({ from: "", to: "undated", comparison: null, problem: null });
});

test("a version of another platform is refused by the name of that platform, and one that nobody has as unknown", async () => {
  expect((await view("taobao-weitao", "cg-undated", "v2"))?.problem).toMatchObject({
    ...{ side: "from", ref: "cg-undated", reason: "other_platform", platform: { en: "WeChat" } },
  });
  expect((await view("taobao-weitao", "v1", "v99"))?.problem).toEqual({ side: "to", ref: "v99", reason: "unknown" });
  expect(await view("nowhere")).toBeNull();
});

test("a draft is compared by its id while it is written, on its own platform alone, and no more once it is withdrawn", async () => {
  const { db } = opened();
  const file = structuredClone(await versionFileAt(db, "taobao-weitao", "v2"));
  if (!file) throw new Error("The version in force is not there.");
  file.version.id = "v3";
  for (const counter of file.sanctions.counters) counter.threshold = 2;
  const at = { createdAt: townTime, changedAt: townTime };
  const [made] = await db
    .insert(policyDrafts)
    .values({ platformId: "taobao-weitao", ref: "v3", file, ...at })
    .returning({ id: policyDrafts.id });
  const ref = `draft:${made?.id}`;
  const read = await view("taobao-weitao", "v2", ref);
  expect(read?.versions[0]).toMatchObject({ ref, isDraft: true });
  expect(read?.comparison?.clauses).toEqual([]);
  expect(read?.comparison?.parts).toMatchObject([{ part: "counter", facts: [{ before: ["3"], after: ["2"] }] }]);
  expect((await view("wechat", ref, "cg-undated"))?.problem).toMatchObject({ reason: "other_platform" });
  await db.update(policyDrafts).set({ state: "withdrawn" });
  expect((await view("taobao-weitao", "v2", ref))?.problem).toMatchObject({ side: "to", reason: "unknown" });
});
