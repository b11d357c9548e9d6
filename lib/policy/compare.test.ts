import { beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "@/test/database";
import { givenPacks } from "@/test/town";
import { compareView } from "./compare.queries";

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
