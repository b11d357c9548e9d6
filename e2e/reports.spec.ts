import { expect, type Page } from "@playwright/test";
import { aGate } from "./gate";
import { expectNoBarriers, test } from "./steps";

/** A day each run has for itself, so that two runs do not ask for a report of the same period: nothing was decided then. */
const day = new Date(Date.UTC(1990, 0, 1) + (Math.floor(Date.now() / 1000) % 3_000) * 86_400_000)
  .toISOString()
  .slice(0, 10);

async function ready(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "This version" })).toBeVisible({ timeout: 60_000 });
}

async function ask(page: Page, from: string, to: string): Promise<void> {
  await page.getByLabel("Platform").selectOption({ label: "Taobao Weitao" });
  await page.getByLabel("First day").fill(from);
  await page.getByLabel("Last day").fill(to);
}

test("an admin makes a report, opens a number to its decisions, says why there is a second version and publishes it; everybody reads it without script", async ({
  deskOf,
  aVisitor,
}) => {
  const lucia = await deskOf("lucia", "/reports/new");
  // Published is what is over: up to the day before yesterday, which has ended in every zone.
  const last = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  await ask(lucia, day, last);
  await lucia.getByRole("button", { name: "Make the report" }).click();
  await ready(lucia);
  const first = lucia.url();

  await test.step("a number leads to what it counts", async () => {
    await lucia.getByRole("link", { name: "6 own initiative TC" }).click();
    const number = lucia.getByRole("link", { name: /what it counts \(TOTAL: Number of measures taken at/ });
    await number.click();
    await expect(lucia.getByRole("heading", { name: /^What the .+ counts$/, level: 1 })).toBeVisible();
    await expect(lucia.getByRole("table", { name: "What the number counts, the earliest first" })).toBeVisible();
    await expectNoBarriers(lucia);
  });

  await test.step("a second version needs its reason", async () => {
    await lucia.goto(first);
    await lucia.getByRole("link", { name: "Make another version" }).click();
    await expect(lucia.getByLabel("First day")).toHaveValue(day);
    await lucia.getByRole("button", { name: "Make the report" }).click();
    await expect(lucia.getByText(/^This period has a version already/)).toBeVisible();
    await lucia.getByLabel("What changed, and why").fill("The name of the provider was missing.");
    await lucia.getByRole("button", { name: "Make the report" }).click();
    await expect(lucia).not.toHaveURL(/\/new/);
    await ready(lucia);
    await expect(lucia.getByText("The name of the provider was missing.").first()).toBeVisible();
    await expect(lucia.getByRole("heading", { name: /differs? from the version before/ })).toBeVisible();
  });

  await test.step("published by an explicit act, in two steps", async () => {
    await lucia.getByRole("button", { name: "Publish", exact: true }).click();
    await lucia.getByRole("button", { name: "Publish this version" }).click();
    await expect(lucia.getByText("Published", { exact: true }).first()).toBeVisible();
    await expect(lucia.getByRole("button", { name: "Publish", exact: true })).toHaveCount(0);
  });

  await test.step("a visitor without script reads the page and takes the files", async () => {
    const visitor = await aVisitor({ javaScriptEnabled: false });
    await visitor.goto("/transparency");
    await visitor.getByRole("link", { name: "Taobao Weitao" }).click();
    await expect(visitor.getByRole("heading", { name: "Transparency: Taobao Weitao", level: 1 })).toBeVisible();
    const name = `${day} to ${last}, version 2`;
    await expect(visitor.getByRole("heading", { name })).toBeVisible();
    await expect(visitor.getByRole("heading", { name: `${day} to ${last}, version 1` })).toHaveCount(0);
    const href = await visitor.getByRole("link", { name: `XLSX: ${name}` }).getAttribute("href");
    const file = await visitor.request.get(href ?? "");
    expect(file.status()).toBe(200);
    expect(file.headers()["content-type"]).toContain("spreadsheetml");
    const hidden = await visitor.request.get(href?.replace(/[0-9a-f-]{36}/, first.split("/").at(-1) ?? "") ?? "");
    expect(hidden.status()).toBe(404);
    const figures = await visitor.request.get("/transparency/taobao-weitao/figures");
    expect(await figures.text()).toContain("platform,period,table,key,count");
  });
});

test("a report of a period that still runs has no button to publish it, and says from which day on it has", async ({
  deskOf,
}) => {
  const lucia = await deskOf("lucia", "/reports/new");
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await ask(lucia, day, from);
  await lucia.getByRole("button", { name: "Make the report" }).click();
  await ready(lucia);
  await expect(lucia.getByText(/^It can be published from \d{4}-\d\d-\d\d on$/)).toBeVisible();
  await expect(lucia.getByRole("button", { name: "Publish", exact: true })).toHaveCount(0);
});

test("from the press until its page is there the form says that the report is made, and asks for it once", async ({
  deskOf,
}) => {
  const lucia = await deskOf("lucia", "/reports/new");
  const gate = aGate();
  let sent = 0;
  await lucia.route("**/api/reports", async (route) => {
    sent += 1;
    await gate.opened;
    await route.continue();
  });
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await ask(lucia, day, soon);
  const make = lucia.getByRole("button", { name: "Make the report" });
  await make.dblclick();
  await expect(lucia.getByRole("status").filter({ hasText: "The report is asked for" })).toBeVisible();
  await lucia.getByLabel("Last day").press("Enter");
  gate.open();
  await ready(lucia);
  expect(sent).toBe(1);
});

test("an auditor reads reports and what was entered for them, and can make, enter or publish nothing", async ({
  deskOf,
}) => {
  const tomasz = await deskOf("tomasz", "/reports");
  await expect(tomasz.getByRole("heading", { name: "Transparency reports", level: 1 })).toBeVisible();
  await expect(tomasz.getByRole("link", { name: "Make a report" })).toHaveCount(0);
  expect((await tomasz.goto("/reports/new"))?.status()).toBe(403);
  await tomasz.goto("/reports/facts?platform=aliexpress");
  await expect(tomasz.getByRole("button", { name: "Save" })).toHaveCount(0);
  await expect(tomasz.getByLabel("Internal moderators")).not.toBeEditable();
  const mei = await deskOf("mei", "/people/me");
  expect((await mei.goto("/reports"))?.status()).toBe(403);
});

test("what an admin enters keeps blank and 0 apart", async ({ deskOf }) => {
  const lucia = await deskOf("lucia", "/reports/facts?platform=wechat");
  const form = lucia.getByRole("form", { name: "Human resources" });
  await form.getByLabel("Internal moderators").fill("0");
  await form.getByLabel("External moderators").fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(lucia.getByText("Saved", { exact: true })).toBeVisible();
  await lucia.reload();
  await expect(form.getByLabel("Internal moderators")).toHaveValue("0");
  await expect(form.getByLabel("External moderators")).toHaveValue("");
});
