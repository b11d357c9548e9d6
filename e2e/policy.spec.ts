import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "./steps";

test("a moderator sees every platform's versions, and which of them is in force", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy");
  for (const name of ["Alibaba.com", "AliExpress", "Taobao Weitao", "WeChat"])
    await expect(page.getByRole("heading", { name, level: 2 })).toBeVisible();
  const before = page.getByRole("listitem").filter({ hasText: "AUP before 2023-08-01" });
  await expect(before).toContainText("Retired");
  await expect(before).toContainText("Text not recorded");
});

test("content of the day of the announcement is read under the version before it", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy/taobao-weitao");
  await page.getByLabel("Day of the content").fill("2016-06-24");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("Content of 24 Jun 2016 is governed by the version “Before 2016-07-01”.")).toBeVisible();
  await expect(page.getByText("Announced, not in force")).toBeVisible();
  await page.getByRole("link", { name: /^Penalty table of the/ }).click();
  await expect(page.getByText("Text not recorded", { exact: true })).toBeVisible();
});

test("the penalty table is a table, and a row leads to its clause with the count in words", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy/taobao-weitao?document=TABLE");
  const table = page.getByRole("table", { name: "Penalty table" });
  await expect(table.getByRole("row")).toHaveCount(14);
  await table.getByRole("link", { name: "12 Harassing others" }).click();
  await expect(page).toHaveURL(/\/policy\/taobao-weitao\/v2\/Table\.12/);
  await expect(page.getByText("2 earlier + this one = 3, and 3 is reached", { exact: false })).toBeVisible();
});

test("a clause with its exceptions, marked as our summary, opens by its link and in both languages", async ({
  deskOf,
}) => {
  const page = await deskOf("mei", "/policy/wechat/cg-undated/CG%2FNudity.1(f)");
  const clause = page.getByRole("article", { name: "CG/Nudity.1(f) Nudity" });
  await expect(clause).toContainText("Our summary, not the source text.");
  await expect(clause).toContainText("Female nipples in breastfeeding");
  await expect(clause.getByRole("complementary")).toContainText("Editorial: ours, not the platform’s");
  await page.getByRole("link", { name: "English and Chinese side by side" }).click();
  await expect(clause.locator('[lang="zh-Hans"]').first()).toBeVisible();
  await expectNoBarriers(page);
});

test("a search in either script finds the same clauses, and says when there are none", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy");
  const found = page.getByRole("region", { name: /clauses? for/ }).getByRole("heading", { level: 3 });
  await page.getByLabel("Find clauses").fill("違規");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: /for “違規”/ })).toBeVisible();
  const traditional = await found.allTextContents();
  await page.getByLabel("Find clauses").fill("违规");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: /for “违规”/ })).toBeVisible();
  expect(await found.allTextContents()).toEqual(traditional);
  await page.getByLabel("Find clauses").fill("nothing is called this");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("No clause holds “nothing is called this”.")).toBeVisible();
});

test("a clause is found from anywhere by its reference", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("Table.12.3");
  await expect(page.getByRole("option", { name: /^Table\.12\.3/, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: /Table\.12\.3/ })).toBeVisible();
});

test("on a telephone the rules fit the screen, and without script they can be read", async ({ deskOf }) => {
  const options = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  const page = await deskOf("mei", "/policy/taobao-weitao?document=TABLE", options);
  await expect(page.getByRole("heading", { name: "Table.1 Harmful information: sensitive information" })).toBeVisible();
  const body = await page.locator("main").boundingBox();
  expect(body?.width).toBeLessThanOrEqual(390);
  await page.getByLabel("Day of the content").fill("2016-06-24");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("Announced, not in force")).toBeVisible();
});

test("a clause that the named version does not have says where it is", async ({ deskOf }) => {
  const page = await deskOf("mei", "/policy/taobao-weitao/v1/Table.4");
  await expect(page.getByText("Table.4 is not in this version")).toBeVisible();
  await page.getByRole("link", { name: "From 2016-07-01" }).click();
  await expect(page.getByRole("article", { name: /^Table\.4 / })).toBeVisible();
});
