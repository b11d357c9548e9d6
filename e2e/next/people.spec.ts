import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

type Key = "mei" | "jonas" | "amara" | "lucia" | "tomasz";
const emails: Record<Key, string> = {
  mei: "mei.lin@demo.recourse.example",
  jonas: "jonas.weber@demo.recourse.example",
  amara: "amara.okafor@demo.recourse.example",
  lucia: "lucia.herrera@demo.recourse.example",
  tomasz: "tomasz.nowak@demo.recourse.example",
};

/** The demo's passwords, where the started product keeps them. */
function passwordOf(key: Key): string {
  const file = join(process.env.E2E_DATA_DIR ?? "", "demo-sign-ins.json");
  const passwords: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  return passwords[emails[key]] ?? "";
}

async function enter(page: Page, email: string, password: string) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signIn(page: Page, key: Key, path: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
  await enter(page, emails[key], passwordOf(key));
  await expect(page).toHaveURL(new RegExp(`${path.replace(/[/?]/g, "\\$&")}$`));
}

async function expectNoBarriers(page: Page) {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    expect(
      (await new AxeBuilder({ page }).analyze()).violations.map((violation) => `${theme}: ${violation.id}`),
    ).toEqual([]);
  }
}

/** Adds a person as Lucía, and gives their address and first password. */
async function givenAPerson(page: Page, name: string, role: string) {
  const email = `${name.toLowerCase().replace(/\W/g, ".")}@people.example`;
  await page.goto("/people/add");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(role, { exact: false }).check();
  await page.getByRole("button", { name: "Add this person" }).click();
  await expect(page.getByText(`${name} can sign in now`)).toBeVisible();
  const password = ((await page.locator("main code").textContent()) ?? "").trim();
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return { email, password, url: page.url() };
}

test("a wrong password is told in a sentence, the address stays, and the right one leads to the page asked for", async ({
  page,
}) => {
  await page.goto("/people?after=");
  await enter(page, emails.lucia, "not this one");
  await expect(page.locator("main").getByRole("alert")).toContainText("The e-mail address or the password is wrong.");
  await expect(page.getByLabel("E-mail address")).toHaveValue(emails.lucia);
  await expectNoBarriers(page);
  await page.getByLabel("Password").fill(passwordOf("lucia"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
});

test("nobody is led to another site after signing in", async ({ page, baseURL }) => {
  await page.goto("/sign-in?next=https://evil.test/queue");
  await enter(page, emails.tomasz, passwordOf("tomasz"));
  await expect(page).toHaveURL(`${baseURL}/queue`);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("signing in works, and a wrong password is told", async ({ page }) => {
    await page.goto("/audit");
    await enter(page, emails.tomasz, "wrong");
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    await enter(page, emails.tomasz, passwordOf("tomasz"));
    await expect(page).toHaveURL(/\/audit$/);
  });
  test("one press signs in as a person of the demo", async ({ page }) => {
    await page.goto("/people");
    await page.getByRole("button", { name: "Sign in as Lucía Herrera" }).click();
    await expect(page).toHaveURL(/\/people$/);
  });
});

test("an admin adds a person, who is signed out at once when their role changes", async ({ page, browser }) => {
  await signIn(page, "lucia", "/people");
  await expectNoBarriers(page);
  const ana = await givenAPerson(page, "Ana Silva", "Moderator");
  await expectNoBarriers(page);
  const other = await (await browser.newContext()).newPage();
  await other.goto("/queue");
  await enter(other, ana.email, ana.password);
  await expect(other).toHaveURL(/\/queue$/);
  await page.reload();
  await expect(page.getByRole("table", { name: "Open sessions" }).getByRole("row")).toHaveCount(2);
  await page.getByLabel("Role").selectOption("supervisor");
  await page.getByRole("button", { name: "Change the role" }).click();
  await expect(page.getByText("Ana Silva has another role now and must sign in again.")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
  await other.context().close();
});

test("an admin ends a session, records a qualification and disables a person", async ({ page, browser }) => {
  await signIn(page, "lucia", "/people");
  const ben = await givenAPerson(page, "Ben Kaya", "Supervisor");
  const other = await (await browser.newContext()).newPage();
  await other.goto("/queue");
  await enter(other, ben.email, ben.password);
  await expect(other).toHaveURL(/\/queue$/);
  await page.reload();
  await page.getByRole("button", { name: /End the session/ }).click();
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
  await page.getByText("Record a proof").click();
  await page.getByLabel("What they are qualified in").fill("Complaint handling");
  await page.getByLabel("First day").fill("2026-01-01");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("counts today")).toBeVisible();
  await page.getByText("Disable Ben Kaya").click();
  await page.getByRole("button", { name: "Disable this person" }).click();
  await expect(page.getByText("Ben Kaya can no longer sign in.")).toBeVisible();
  await enter(other, ben.email, ben.password);
  await expect(other.locator("main").getByRole("alert")).toBeVisible();
  await other.context().close();
});

test("an auditor sees people and the log and finds nothing to press; a moderator sees neither", async ({
  page,
  browser,
}) => {
  await signIn(page, "tomasz", "/people");
  await expect(page.getByRole("link", { name: "Add a person" })).toHaveCount(0);
  await page.getByRole("link", { name: "Mei Lin" }).click();
  await expect(page.getByRole("button", { name: "Change the role" })).toHaveCount(0);
  await page.goto("/audit");
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText(/The log is whole/)).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "audit.verify" }).first().click();
  await expect(page.getByText("The text fits its hash")).toBeVisible();
  const moderator = await (await browser.newContext()).newPage();
  await signIn(moderator, "mei", "/people");
  await expect(moderator.getByText("Your role does not see this page")).toBeVisible();
  await moderator.goto("/audit");
  await expect(moderator.getByText("Your role does not see this page")).toBeVisible();
  await moderator.context().close();
});

test("an admin changes a setting for one platform, and a value out of bounds is told at its field", async ({
  page,
}) => {
  await signIn(page, "lucia", "/settings");
  await expectNoBarriers(page);
  const undo = page.locator("#undoSeconds");
  await undo.getByText(/The same for every platform|own$/).click();
  const wechat = undo.getByLabel(/WeChat/);
  await wechat.fill("9999");
  await undo.getByRole("button", { name: /Save .*, WeChat/ }).click();
  await expect(undo.getByText(/at most 3,600/)).toBeVisible();
  await wechat.fill("10");
  await undo.getByRole("button", { name: /Save .*, WeChat/ }).click();
  await expect(page.getByText("The setting is changed.")).toBeVisible();
  await page.reload();
  await expect(undo.getByText("1 platform has its own")).toBeVisible();
});

test("a key for the API is shown once and can be revoked", async ({ page }) => {
  await signIn(page, "lucia", "/settings/keys");
  await page.getByLabel("Name").fill("Importer");
  await page.getByLabel("Send notices", { exact: false }).first().check();
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page.getByText("The key is made")).toBeVisible();
  await expect(page.getByText(/rck_/)).toBeVisible();
  await expectNoBarriers(page);
  await page.reload();
  await expect(page.getByText(/rck_/)).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke Importer" }).click();
  await expect(page.getByText("The key opens nothing any more.")).toBeVisible();
});

for (const path of ["/people/permissions", "/people/me", "/outbox", "/mailbox"]) {
  test(`${path} is without barriers, in both themes and on a phone`, async ({ page }) => {
    await signIn(page, "lucia", path);
    await expectNoBarriers(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

test("the pages of the desk's people are in Chinese for whoever works in Chinese", async ({ page }) => {
  await signIn(page, "lucia", "/people/me");
  await page.getByLabel("Language of the desk").selectOption("zh-Hans");
  await expect(page.getByRole("heading", { name: "我的账户", level: 1 })).toBeVisible();
  await page.goto("/people/permissions");
  await expect(page.getByText("裁决案件", { exact: true })).toBeVisible();
});
