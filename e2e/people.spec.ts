import { expect, type Page } from "@playwright/test";
import { enter, expectNoBarriers, passwordOf, people, test } from "./steps";

/** Adds a person as Lucía, and gives their address and first password. */
async function givenAPerson(page: Page, name: string, role: string) {
  const email = `${name.toLowerCase().replace(/\W/g, ".")}.${Date.now()}@people.example`;
  await page.goto("/people/add");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(role, { exact: false }).check();
  await page.getByRole("button", { name: "Add this person" }).click();
  await expect(page.getByText(`${name} can sign in now`)).toBeVisible();
  const password = ((await page.locator("main code").textContent()) ?? "").trim();
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return { email, password };
}

const ownPassword = "seven quiet herons 4";

/** Gives up the first password for one of one's own, and signs in with it. */
async function choosePassword(browser: Page, { email, password }: { email: string; password: string }) {
  await expect(browser.getByRole("heading", { name: "Choose a password of your own", level: 1 })).toBeVisible();
  await browser.getByLabel("Your password now").fill(password);
  await browser.getByLabel("New password").fill(ownPassword);
  await browser.getByRole("button", { name: "Change the password" }).click();
  await expect(browser.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
  await enter(browser, email, ownPassword);
}

/** The person, signed in in another browser, at a page that asks the server for nothing by itself. */
async function signedIn(browser: Page, { email, password }: { email: string; password: string }): Promise<Page> {
  await browser.goto("/people/me");
  await enter(browser, email, password);
  await choosePassword(browser, { email, password });
  await expect(browser.getByRole("heading", { name: "Own account", level: 1 })).toBeVisible();
  return browser;
}

async function changeRole(page: Page, role: string) {
  await page.getByLabel("Role").selectOption(role);
  await page.getByRole("button", { name: "Change the role" }).click();
  await page.getByRole("button", { name: /^Make them: / }).click();
}

async function disable(page: Page, name: string) {
  await page.getByText(`Disable ${name}`).click();
  await page.getByRole("button", { name: "Disable this person" }).click();
}

test("a wrong password is told in a sentence, the address stays, and the right one leads to the page asked for", async ({
  page,
}) => {
  await page.goto("/people?after=");
  await enter(page, people.lucia.email, "not this one");
  await expect(page.locator("main").getByRole("alert")).toContainText("The e-mail address or the password is wrong.");
  await expect(page.getByLabel("E-mail address")).toHaveValue(people.lucia.email);
  await expectNoBarriers(page);
  await page.getByLabel("Password").fill(passwordOf("lucia"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
});

test("nobody is led to another site after signing in", async ({ page, baseURL }) => {
  await page.goto("/sign-in?next=https://evil.test/queue");
  await enter(page, people.tomasz.email, passwordOf("tomasz"));
  await expect(page).toHaveURL(`${baseURL}/queue`);
});

test("whoever's session ended is led, after signing in again, to the page and the tab they had asked for", async ({
  aVisitor,
  baseURL,
}) => {
  const page = await aVisitor();
  await page.goto("/sign-in");
  await enter(page, people.tomasz.email, passwordOf("tomasz"));
  await expect(page).toHaveURL(`${baseURL}/queue`);
  const stale = await page.context().storageState();
  await page.goto("/people/me");
  await page.getByRole("button", { name: /Tomasz/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).not.toHaveURL(/people/);
  // The cookie is still sent, and opens nothing any more: the page itself leads to sign-in.
  const other = await aVisitor({ storageState: stale });
  await other.goto("/appeals?view=answered");
  await enter(other, people.tomasz.email, passwordOf("tomasz"));
  await expect(other).toHaveURL(`${baseURL}/appeals?view=answered`);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("signing in works, and a wrong password is told", async ({ page }) => {
    await page.goto("/audit");
    await enter(page, people.tomasz.email, "wrong");
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    await enter(page, people.tomasz.email, passwordOf("tomasz"));
    await expect(page).toHaveURL(/\/audit$/);
  });
  test("one press signs in as a person of the demo", async ({ page }) => {
    await page.goto("/people");
    await page.getByRole("button", { name: "Sign in as Lucía Herrera" }).click();
    await expect(page).toHaveURL(/\/people$/);
  });
});

test("an admin adds a person, who is signed out at once when their role changes", async ({ deskOf, aVisitor }) => {
  const page = await deskOf("lucia", "/people");
  const ana = await givenAPerson(page, "Ana Silva", "Moderator");
  const other = await signedIn(await aVisitor(), ana);
  await page.reload();
  await expect(page.getByRole("table", { name: "Open sessions" }).getByRole("row")).toHaveCount(2);
  await changeRole(page, "supervisor");
  await expect(page.getByText("Ana Silva has another role now and must sign in again.", { exact: true })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
});

test("what somebody is given is chosen by name and by keys, kept, and taken away again", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/people");
  await givenAPerson(page, "Kim Ode", "Moderator");
  const add = page.getByRole("combobox", { name: "Add a language" });
  await expect(add).toBeEnabled();
  await add.focus();
  await page.keyboard.type("German");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Languages chosen" })).toContainText("German");
  await expect(add).toBeFocused();
  await page.getByRole("combobox", { name: "Add a platform" }).selectOption("WeChat");
  await page.getByRole("button", { name: "Add a platform" }).press("Enter");
  await page.getByRole("combobox", { name: "Add a clause group" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Add a clause group" }).press("Enter");
  await expect(page.getByRole("list", { name: "Clause groups chosen" }).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Remove German" }).press("Enter");
  await expect(page.getByRole("list", { name: "Languages chosen" })).toHaveCount(0);
  await expect(add).toBeFocused();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Save what they are given" }).press("Enter");
  await expect(page.getByText("What they are given is saved.", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("list", { name: "Platforms chosen" })).toContainText("WeChat");
  if (process.env.E2E_PICTURES)
    await page.screenshot({ path: `${process.env.E2E_PICTURES}/skills.png`, fullPage: true });
});

test("whoever signs in with a password that was made for them reaches nothing but the page where they choose their own", async ({
  deskOf,
  aVisitor,
}) => {
  const noor = await givenAPerson(await deskOf("lucia", "/people"), "Noor Aziz", "Moderator");
  const page = await aVisitor();
  await page.goto("/queue");
  await enter(page, noor.email, noor.password);
  const title = page.getByRole("heading", { name: "Choose a password of your own", level: 1 });
  await expect(title).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\/password/);
  await expectNoBarriers(page);
  for (const path of ["/policy", "/sign-in", "/people/me"]) {
    await page.goto(path);
    await expect(title).toBeVisible();
  }
  for (const path of ["/api/queue", "/api/me", "/api/audit/export"]) {
    const answer = await page.request.get(path);
    expect([path, answer.status(), (await answer.json()).reason]).toEqual([path, 403, "password_change_first"]);
  }
  expect((await page.request.post("/api/queue/next", { data: {} })).status()).toBe(403);
  await page.getByRole("button", { name: "Sign out instead" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
  await page.goto("/queue");
  await enter(page, noor.email, noor.password);
  await choosePassword(page, noor);
  await expect(page).toHaveURL(/\/queue/);
});

test("an admin ends a session, whose browser is led to sign in at its next click, records a proof and disables the person", async ({
  deskOf,
  aVisitor,
}) => {
  const page = await deskOf("lucia", "/people");
  const ben = await givenAPerson(page, "Ben Kaya", "Supervisor");
  const other = await signedIn(await aVisitor(), ben);
  await page.reload();
  await page.getByRole("button", { name: /End the session/ }).click();
  await page.getByRole("group").getByRole("button", { name: "End the session", exact: true }).click();
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await other.getByRole("link", { name: "Policy", exact: true }).click();
  await expect(other.getByRole("heading", { name: "Sign in to the desk" })).toBeVisible();
  await page.getByText("Record a proof").click();
  await page.getByLabel("What they are qualified in").fill("Complaint handling");
  await page.getByLabel("First day").fill("2026-01-01");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("counts today")).toBeVisible();
  await disable(page, "Ben Kaya");
  await expect(page.getByText("Ben Kaya can no longer sign in.", { exact: true })).toBeVisible();
  await enter(other, ben.email, ownPassword);
  await expect(other.locator("main").getByRole("alert")).toBeVisible();
});

test("an auditor sees people and the log and finds nothing to press; a moderator sees neither", async ({ deskOf }) => {
  const page = await deskOf("tomasz", "/people");
  await expect(page.getByRole("link", { name: "Add a person" })).toHaveCount(0);
  await page.getByRole("link", { name: "Mei Lin" }).click();
  await expect(page.getByRole("button", { name: "Change the role" })).toHaveCount(0);
  await page.goto("/audit");
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText(/The log is whole/)).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "Log verified" }).first().click();
  await expect(page.getByText("The text fits its hash")).toBeVisible();
  const moderator = await deskOf("mei", "/people");
  await expect(moderator.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
  expect((await moderator.goto("/audit"))?.status()).toBe(403);
  await expect(moderator.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
  await expect(moderator.getByRole("link", { name: "Queue", exact: true })).toBeVisible();
  await expect(moderator).toHaveTitle(/^.+ · Recourse$/);
  await expectNoBarriers(moderator);
});

test("an admin changes a setting for one platform, and a value out of bounds is told at its field", async ({
  deskOf,
}) => {
  const page = await deskOf("lucia", "/settings");
  const lease = page.locator("#leaseSeconds");
  await lease.getByText("No platform has a value of its own").click();
  const wechat = lease.getByRole("spinbutton", { name: /WeChat/ });
  await wechat.fill("9999");
  await lease.getByRole("button", { name: /Save .*, WeChat/ }).click();
  await expect(lease.getByText(/at most 3,600/i)).toBeVisible();
  await wechat.fill("600");
  await lease.getByRole("button", { name: /Save .*, WeChat/ }).click();
  await expect(page.getByText("The setting is changed.", { exact: true })).toBeVisible();
  await page.reload();
  await lease.getByText("1 platform has a value of its own").click();
  await expect(wechat).toHaveValue("600");
});

test("an address that nothing can be sent to is refused at its field before anything is asked, and one of the database has no path", async ({
  deskOf,
}) => {
  const page = await deskOf("lucia", "/settings");
  const row = page.locator("#databaseUrl");
  const field = row.getByRole("textbox", { name: /for all/i });
  const save = row.getByRole("button", { name: /Save .*for all/i });
  const saved = page.getByText("The setting is changed.", { exact: true });
  await field.fill("http://127.0.0.1:9");
  await save.click();
  await expect(saved).toBeVisible();
  for (const [address, sentence] of [
    ["javascript:alert(1)", /write a full address that begins with https/i],
    ["http://127.0.0.1:9/<b>", /write scheme and host alone/i],
  ] as const) {
    await field.fill(address);
    await save.click();
    await expect(row.getByText(sentence)).toBeVisible();
    await expect(row.getByRole("button", { name: "Save the new address" })).toHaveCount(0);
  }
  await page.reload();
  await expect(field).toHaveValue("http://127.0.0.1:9");
  await row.getByRole("button", { name: /Back to the default: .*for all/i }).click();
  await row.getByRole("button", { name: "Save it all the same" }).click();
  await expect(field).toHaveValue("");
});

test("a key for the API is shown once and can be revoked", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/settings/keys");
  await page.getByLabel("Name").fill("Importer");
  await page.getByLabel("Send notices", { exact: false }).first().check();
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page.getByText("The key is made")).toBeVisible();
  await expect(page.getByText(/rck_/)).toBeVisible();
  await expectNoBarriers(page);
  await page.reload();
  await expect(page.getByText(/rck_/)).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke Importer" }).click();
  await page.getByRole("button", { name: "Revoke the key", exact: true }).click();
  await expect(page.getByText("The key opens nothing any more.", { exact: true })).toBeVisible();
});

test("the pages of the desk's people are in Chinese for whoever works in Chinese", async ({ deskOf, aVisitor }) => {
  const li = await givenAPerson(await deskOf("lucia", "/people"), "Li Na", "Moderator");
  const page = await signedIn(await aVisitor(), li);
  await page.getByLabel("Language of the desk").selectOption("zh-Hans");
  await expect(page.getByRole("heading", { name: "我的账户", level: 1 })).toBeVisible();
  await page.goto("/people/permissions");
  await expect(page.getByText("裁决案件", { exact: true })).toBeVisible();
});
