import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

type Key = "mei" | "jonas" | "tomasz";
const emails: Record<Key, string> = {
  mei: "mei.lin@demo.recourse.example",
  jonas: "jonas.weber@demo.recourse.example",
  tomasz: "tomasz.nowak@demo.recourse.example",
};

/** The demo's passwords, where the started product keeps them. */
function passwordOf(key: Key): string {
  const file = join(process.env.E2E_DATA_DIR ?? "", "demo-sign-ins.json");
  const passwords: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  return passwords[emails[key]] ?? "";
}

async function signIn(page: Page, key: Key, path: string) {
  await page.goto(path);
  await page.getByLabel("E-mail address").fill(emails[key]);
  await page.getByLabel("Password").fill(passwordOf(key));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/sign in/i);
}

const reference = async (page: Page) => (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";

/** Presses until it shows: a key pressed before the page listens is lost, for people too. */
async function pressUntil(page: Page, key: string, isThere: () => Promise<void>) {
  await expect(async () => {
    await page.keyboard.press(key);
    await isThere();
  }).toPass();
}

/** Takes the next case of a queue by its key, and waits until its consequences are there. */
async function takeNext(page: Page, filter = "") {
  await page.goto(`/queue${filter}`);
  await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
  await page.getByRole("table", { name: "Cases in the queue" }).waitFor();
  await pressUntil(page, "Shift+G", () => expect(page).toHaveURL(/\/cases\//, { timeout: 5_000 }));
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
}

type Seen = {
  case: { id: string; claimedBy: unknown };
  suggestionsConfident: boolean;
  clauses: { ref: string; asks: string[] }[];
};

/** A free case of Taobao whose first suggestion is to be trusted and asks for no finding of its own. */
async function aClearCase(page: Page): Promise<string> {
  const { rows } = await (await page.request.get("/api/queue?platform=taobao-weitao&limit=100")).json();
  for (const row of rows) {
    const seen: Seen = await (await page.request.get(`/api/cases/${row.id}`)).json();
    const asks = seen.clauses[0]?.asks ?? ["nothing suggested"];
    const isClear = !asks.some((finding) => ["repeatCount", "malicious", "nothing suggested"].includes(finding));
    if (seen.suggestionsConfident && isClear && seen.case.claimedBy === null) return row.id;
  }
  throw new Error("the town has no free Taobao case with a clear suggestion");
}

async function expectNoBarriers(page: Page) {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => `${theme}: ${violation.id}`)).toEqual([]);
  }
}

test("a moderator walks the queue by keyboard and opens a case from it", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  const focused = page.locator("[data-queue-link]:focus");
  await pressUntil(page, "j", () => expect(focused).toHaveCount(1, { timeout: 1_000 }));
  await page.keyboard.press("j");
  const text = (await focused.textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(text);
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
});

test("the queue's filters stand in the address, and a reload shows the same part", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await expect(async () => {
    await page.getByRole("combobox", { name: "Platform" }).selectOption({ label: "WeChat" });
    await expect(page).toHaveURL(/platform=wechat/, { timeout: 2_000 });
  }).toPass();
  await page.getByRole("combobox", { name: "Order" }).selectOption({ label: "Due first" });
  await expect(page).toHaveURL(/order=deadline&platform=wechat|platform=wechat&order=deadline/);
  await expect(page.locator("[data-queue-link]").first()).toHaveText(/^WX-/);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Platform" })).toHaveValue("wechat");
  for (const link of await page.locator("[data-queue-link]").allTextContents()) expect(link).toMatch(/^WX-/);
});

test("no violation is one key, the next case takes the place, and Z takes the decision back", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await takeNext(page);
  const first = await reference(page);
  let documents = 0;
  page.on("request", (request) => {
    if (request.resourceType() === "document") documents += 1;
  });
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(first);
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first);
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
  expect(documents).toBe(0);
});

test("a sanction as recommended is three keys: accept the clause, accept the row, decide", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await page.goto(`/cases/${await aClearCase(page)}`);
  await pressUntil(page, "c", () => expect(page.getByRole("button", { name: "No violation" })).toBeVisible());
  await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
  const before = await reference(page);
  await page.keyboard.press("a");
  await page.keyboard.press("s");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(before);
  await expect(page.getByRole("status").filter({ hasText: "is decided: Violation" })).toHaveCount(1);
  await page.keyboard.press("z");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(before);
  await expect(page.getByText("Row accepted", { exact: true })).toBeVisible();
});

test("keys never act while somebody types", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await takeNext(page);
  const before = await reference(page);
  await page.getByLabel("Write a note for colleagues").fill("");
  await page.getByLabel("Write a note for colleagues").pressSequentially("no new answer");
  await expect(page.getByLabel("Write a note for colleagues")).toHaveValue("no new answer");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(before);
});

test("any clause is found by keyboard, and what was chosen survives a reload of the page", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await takeNext(page, "?platform=taobao-weitao");
  await pressUntil(page, "/", () => expect(page.getByRole("searchbox")).toBeFocused({ timeout: 1_000 }));
  await page.getByRole("searchbox").fill("Table.12.1");
  await expect(page.getByText("1 clause", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Accept Table.12.1" }).click();
  await expect(page.getByText("Table.12.1 accepted", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Table.12.1 accepted", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByText("Table.12.1 accepted", { exact: true })).toHaveCount(0);
});

test("a lost connection keeps the decision, says so, and sends it once when it is back", async ({ page, context }) => {
  await signIn(page, "mei", "/queue");
  await takeNext(page);
  const before = await reference(page);
  let sent = 0;
  page.on("request", (request) => {
    if (request.url().includes("/decision") && request.method() === "POST") sent += 1;
  });
  await context.setOffline(true);
  await page.keyboard.press("n");
  await expect(page.getByText("The connection is lost")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(before);
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(before);
  expect(sent).toBe(2);
  await page.keyboard.press("z");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(before);
});

test("two people never work on one case: the second is told who has it", async ({ page, browser }) => {
  await signIn(page, "mei", "/queue");
  await takeNext(page);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, "jonas", new URL(page.url()).pathname);
  await expect(other.getByText("Mei Lin has this case.")).toBeVisible();
  await expect(other.getByRole("button", { name: "No violation" })).toHaveCount(0);
  await other.close();
});

test("an auditor reads a case and is offered nothing to do with it", async ({ page }) => {
  await signIn(page, "tomasz", "/queue");
  await expect(page.getByRole("button", { name: "Take the next case" })).toHaveCount(0);
  await page.locator("[data-queue-link]").first().click();
  await expect(page.getByRole("heading", { name: "Content", level: 2 })).toBeVisible();
  await expect(page.getByRole("button", { name: "No violation" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Take the case" })).toHaveCount(0);
});

test("words are selected and bound as evidence without a mouse", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await takeNext(page);
  const text = page.locator("[data-evidence-in=text]");
  await text.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("b");
  await expect(page.getByRole("status").filter({ hasText: "Bound:" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /Evidence: \d+ passage/ })).toBeVisible();
});

test("queue, case and account stand in front of nobody, in both themes", async ({ page }) => {
  await signIn(page, "mei", "/queue");
  await expectNoBarriers(page);
  await takeNext(page);
  await expectNoBarriers(page);
  const account = page.getByRole("region", { name: "Content" }).locator('a[href^="/accounts/"]').first();
  await account.click();
  await expect(page.getByRole("heading", { name: "Standing" })).toBeVisible();
  await expectNoBarriers(page);
});

for (const width of [390, 768, 1024, 1440]) {
  test(`nothing reaches over the edge of a screen ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await signIn(page, "mei", "/queue");
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await beyond()).toBeLessThanOrEqual(0);
    await takeNext(page);
    expect(await beyond()).toBeLessThanOrEqual(0);
  });
}
