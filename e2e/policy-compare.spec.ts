import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "./steps";

test("a policy lead reads what changed between two versions, counts first, and narrows it to one kind", async ({
  deskOf,
}) => {
  const page = await deskOf("lucia", "/policy/taobao-weitao");
  await page.getByRole("link", { name: "Compare versions" }).click();
  await expect(page.getByRole("heading", { name: "Compare versions", level: 1 })).toBeVisible();
  const moved = page.getByRole("article", { name: "v2.Art.5(3)" });
  await expect(moved).toContainText("v1.Art.5(3)");
  await expect(moved).toContainText("Moved");
  await expect(moved).toContainText("Reworded");
  await expect(moved.locator("del").first()).toBeVisible();
  const rewritten = page.getByRole("article", { name: "v2.Art.4" });
  await expect(rewritten).toContainText("v1.Art.4");
  await expect(rewritten).toContainText("Reworded");
  await page.getByLabel("Show of the clauses").selectOption("added");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/kind=added/);
  await expect(page.getByRole("article", { name: "v2.Art.6.phone" })).toBeVisible();
  await expect(rewritten).toBeHidden();
  await expect(moved).toBeHidden();
  await expectNoBarriers(page);
});

test("versions of two platforms are refused in a sentence, and a version beside itself says the same", async ({
  deskOf,
}) => {
  const page = await deskOf("mei", "/policy/taobao-weitao/compare?from=cg-undated&to=v2");
  await expect(
    page.getByText("is a version of WeChat. Only versions of one platform can be compared", { exact: false }),
  ).toBeVisible();
  await page.goto("/policy/taobao-weitao/compare?from=v2&to=v2");
  await expect(page.getByText("The two versions say the same.")).toBeVisible();
});

test("the comparison fits a telephone and needs no script", async ({ deskOf }) => {
  const options = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  const page = await deskOf("mei", "/policy/taobao-weitao/compare?from=v1&to=v2", options);
  await expect(page.getByRole("article", { name: "v2.Art.5(3)" })).toBeVisible();
  const main = await page.locator("main").boundingBox();
  expect(main?.width).toBeLessThanOrEqual(390);
});

test("a made-up case is answered with its arithmetic, without script, at an address that can be sent on", async ({
  deskOf,
}) => {
  const page = await deskOf("lucia", "/policy/taobao-weitao/try", { javaScriptEnabled: false });
  await page.getByLabel("Role", { exact: true }).selectOption("buyer");
  await page.getByLabel("Clause", { exact: true }).fill("Table.4");
  await page.getByLabel("Day of the content").fill("2016-09-01");
  await page.getByLabel("Day of the decision").fill("2016-09-07");
  for (const [at, clause, day] of [
    [1, "Table.5", "2016-08-01"],
    [2, "Table.6", "2016-08-02"],
  ] as const) {
    await page.getByLabel(`Clause of earlier violation ${at}`).fill(clause);
    await page.getByLabel(`Day of earlier violation ${at}`).fill(day);
  }
  await page.getByRole("button", { name: "Ask the engine" }).click();
  await expect(page.getByText("2 earlier + this one = 3, and 3 is reached", { exact: false })).toBeVisible();
  const again = await deskOf("mei", new URL(page.url()).pathname + new URL(page.url()).search);
  await expect(again.getByText("2 earlier + this one = 3, and 3 is reached", { exact: false })).toBeVisible();
  await again.goto("/policy/taobao-weitao/try?role=buyer&clause=Table.44");
  await expect(again.getByText("There is no such clause here", { exact: false })).toBeVisible();
});

test("an admin runs a version over past decisions, and a number leads to its cases", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/policy/alibaba/try-out");
  await page.getByLabel("Version").selectOption("v2");
  await page.getByLabel("Last days").fill("1830");
  await page.getByRole("button", { name: "Try out" }).click();
  await expect(page).toHaveURL(/try-out\/[0-9a-f-]{36}/);
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  const table = page.getByRole("table", { name: "By clause" });
  const number = table.getByRole("row").nth(1).getByRole("link").first();
  const count = Number(await number.textContent());
  await number.click();
  const cases = page.getByRole("table", { name: "Cases behind the number" });
  await expect(cases.getByRole("row")).toHaveCount(Math.min(50, count) + 1);
  await expectNoBarriers(page);
});

test("a moderator reads runs and starts none; clause health names its period and its order", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy/taobao-weitao/try-out");
  await expect(page.getByRole("heading", { name: "Try out a version" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Try out" })).toBeHidden();
  await page.goto("/policy/taobao-weitao/health?days=365");
  await expect(page.getByRole("link", { name: "365 days" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("each overturned decision counts 5", { exact: false })).toBeVisible();
});
