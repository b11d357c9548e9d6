import { expect, type Page } from "@playwright/test";
import { enter, expectNoBarriers, linkIn, mailWith, take, test } from "./steps";

const own = Math.random().toString(36).slice(2, 6);
const platform = `kite-fair-${own}`;
/** Letters only, and no other platform's. */
const prefix = `K${[...own.replaceAll(/[^a-z]/g, "")].concat("qz").slice(0, 2).join("")}`.toUpperCase();
const name = `Kite Fair ${own}`;
const secondPassword = "nine slow kites over sand";

const document = `# Rules of the Kite Fair

## 1. What is sold

1.1 Sellers must not offer kites with glass-coated strings.

1.2 It is prohibited to pass off used kites as new.

## 2. How people speak

2.1 Threats against visitors are prohibited.
`;

/** A second admin with a password of their own, signed in. */
async function aSecondAdmin(lucia: Page, browser: Page): Promise<Page> {
  const email = `second-${own}-${Date.now()}@demo.example`;
  await lucia.goto("/people/add");
  await lucia.getByLabel("Name").fill(`Second ${own}`);
  await lucia.getByLabel("E-mail address").fill(email);
  await lucia.getByRole("radio", { name: /Admin/ }).check();
  await lucia.getByRole("button", { name: "Add this person" }).click();
  await expect(lucia.getByText(`Second ${own} can sign in now`)).toBeVisible();
  const password = ((await lucia.locator("main code").textContent()) ?? "").trim();
  await browser.goto("/sign-in");
  await enter(browser, email, password);
  await browser.getByLabel("Your password now").fill(password);
  await browser.getByLabel("New password").fill(secondPassword);
  await browser.getByRole("button", { name: "Change the password" }).click();
  await enter(browser, email, secondPassword);
  await expect(browser).not.toHaveURL(/\/sign-in/);
  return browser;
}

const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
const placeOf = (draftPath: string, at: string[]) => `${draftPath}?at=${encodeURIComponent(JSON.stringify(at))}`;

/** Opens a form of the editor by its button, once the page listens. */
async function opened(page: Page, name: string) {
  const form = page.getByRole("form", { name, exact: true });
  await expect(async () => {
    if (!(await form.isVisible())) await page.getByRole("button", { name, exact: true }).first().press("Enter");
    await expect(form).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return form;
}

/** Types the remarks that the checks ask for of an enforceable clause. */
async function remarkOn(page: Page, draftPath: string, ref: string, words: string) {
  await page.goto(placeOf(draftPath, ["clauses", ref]));
  const form = page.getByRole("form", { name: `Clause ${ref}`, exact: true });
  const keyword = form.getByRole("checkbox", { name: "Prohibited or restricted products" });
  await expect(async () => {
    const category = form.getByLabel("Category of the Transparency Database");
    await category.selectOption({ label: "Unsafe and prohibited products" });
    await expect(keyword).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await keyword.check();
  await form.getByLabel("Severity").selectOption({ label: "Medium" });
  await form.getByLabel("Search words, English").fill(words);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
}

/** Types a sanction of the platform, and what the Transparency Database calls it. */
async function addSanction(page: Page, draftPath: string, name: string) {
  await page.goto(placeOf(draftPath, ["actions"]));
  const add = await opened(page, "Add a sanction");
  await add.getByLabel("Name (English)").fill(name);
  await add.getByLabel("Short name").fill("take-down");
  await add.getByLabel("What it does").selectOption({ label: "Removes" });
  await add.getByLabel("To what").selectOption({ label: "The content" });
  await add.getByLabel("Rank").fill("1");
  await add.getByRole("button", { name: "Add a sanction" }).click();
  const own = page.getByRole("form", { name: `Sanction “${name}”` });
  await own.getByRole("checkbox", { name: "Content removed" }).check();
  await own.getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
}

/** Types that the sanction must follow from clauses that have no row in the table. */
async function addRule(page: Page, draftPath: string, { sanction, clauses }: { sanction: string; clauses: string }) {
  await page.goto(placeOf(draftPath, ["counters"]));
  const add = await opened(page, "Add a sanction rule");
  await add.getByLabel("Short name").fill("follows");
  await add.getByLabel("When it applies, in words (English)").fill("Whoever breaks a rule");
  await add.getByRole("checkbox", { name: sanction }).check();
  await add.getByRole("button", { name: "Add a sanction rule" }).click();
  const own = page.getByRole("form", { name: "Sanction rule follows" });
  await own.getByLabel("What the document leaves open").selectOption({ label: "No choice: it must follow" });
  await own.getByText("What it covers").click();
  await own.getByLabel("Clauses", { exact: true }).fill(clauses);
  await own.getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
}

test("an admin adds a platform, imports its rules and types all that they need by hand, a second admin publishes them, and a guest's report goes the whole way", async ({
  deskOf,
  aVisitor,
  givenACase,
  givenNoTimeToUndo,
}) => {
  const lucia = await deskOf("lucia", "/policy");
  const guest = await aVisitor();
  const address = `kite-${Date.now()}@reader.example`;
  let draftPath = "";

  await test.step("she adds the platform", async () => {
    await lucia.getByRole("link", { name: "Add a platform" }).click();
    await lucia.getByLabel("Name in English").fill(name);
    await lucia.getByLabel("Name in simplified Chinese").fill(`风筝集市 ${own}`);
    await lucia.getByLabel("Name in traditional Chinese").fill(`風箏集市 ${own}`);
    await lucia.getByLabel("Short name").fill(platform);
    await lucia.getByLabel("Prefix of case references").fill(prefix);
    await lucia.getByLabel("Time zone").selectOption("UTC");
    await lucia.getByLabel("Roles that its rules tell apart").fill("seller, visitor");
    await lucia.getByLabel("Places where content appears").fill("offer");
    await expectNoBarriers(lucia);
    await lucia.getByRole("button", { name: "Add the platform" }).click();
    await expect(lucia).toHaveURL(new RegExp(`/policy/${platform}/drafts$`));
  });

  await test.step("she pastes its document, reads what it would become, and makes it a draft", async () => {
    await lucia.getByRole("link", { name: "Import a document" }).click();
    await lucia.getByLabel("Or paste the text").fill(document);
    await lucia.getByLabel("Format").selectOption("Markdown");
    await lucia.getByRole("button", { name: "Read the document" }).click();
    const clauses = lucia.getByRole("table", { name: "Clauses" });
    await expect(clauses.getByRole("row").filter({ hasText: "1.1" })).toContainText("glass-coated");
    await expect(lucia.getByRole("region", { name: "The document, line by line" })).toContainText("clause 2.1");
    await expectNoBarriers(lucia);
    await lucia.getByRole("button", { name: "Make this a draft" }).click();
    await expect(lucia).toHaveURL(/\/drafts\/[0-9a-f-]{36}$/);
    draftPath = new URL(lucia.url()).pathname;
    await expect(lucia.getByText(/^\d+ problems stand against publishing$/)).toBeVisible();
  });

  await test.step("she types the remarks, the one sanction, and what follows where the table has no row", async () => {
    await remarkOn(lucia, draftPath, "1.1", "glass-coated, glass string");
    await remarkOn(lucia, draftPath, "1.2", "used kite");
    await remarkOn(lucia, draftPath, "2.1", "threat");
    await addSanction(lucia, draftPath, "The offer is taken down");
    await addRule(lucia, draftPath, { sanction: "The offer is taken down", clauses: "1.2, 2.1" });
  });

  await test.step("she fills the table with the keys of its grid", async () => {
    await lucia.goto(placeOf(draftPath, ["table"]));
    const start = await opened(lucia, "Start a penalty table");
    await start.getByLabel("Title of the table (English)").fill("What follows at the fair");
    await start.getByLabel("Clause of the first row").selectOption("1.1");
    await start.getByLabel("Role", { exact: true }).selectOption("seller");
    await start.getByLabel("Name of the first step (English)").fill("Every violation");
    await start.getByRole("button", { name: "Start a penalty table" }).press("Enter");
    const cell = lucia.getByRole("grid").locator('[data-spot="1.1"]');
    await expect(cell).toBeVisible();
    await lucia.getByRole("grid").locator('[tabindex="0"]').focus();
    await lucia.keyboard.press("Control+End");
    await expect(cell).toBeFocused();
    await lucia.keyboard.press("Enter");
    const add = lucia.getByLabel("Add a sanction");
    await expect(add).toBeFocused();
    await add.selectOption({ label: "The offer is taken down" });
    await lucia.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await expect(cell).toBeFocused();
    await expect(cell).toContainText("The offer is taken down");
    await expectNoBarriers(lucia);
  });

  await test.step("she sets the day, writes the notice, and hands it over", async () => {
    const today = new Date().toISOString().slice(0, 10);
    await lucia.getByLabel("In force from").fill(today);
    await lucia.getByLabel("Notice to users, English").fill("These are the first rules of the fair.");
    await lucia.getByRole("button", { name: "Save days and notice" }).click();
    await expect(lucia.getByText("Nothing stands against publishing").first()).toBeVisible();
    await expectNoBarriers(lucia);
    await lucia.getByRole("button", { name: "Ask for review" }).click();
    await expect(lucia.getByText("You asked for this review. Another admin must sign.")).toBeVisible();
    await expect(lucia.getByRole("button", { name: "Publish", exact: true })).toHaveCount(0);
  });

  await test.step("a second admin signs, and the version is in force", async () => {
    const second = await aSecondAdmin(lucia, await aVisitor());
    await second.goto(draftPath);
    // They wrote none of it, and read what users will be told before they sign.
    await expect(second.getByText("These are the first rules of the fair.")).toBeVisible();
    await second.getByRole("button", { name: "Publish", exact: true }).click();
    await second.getByRole("button", { name: /^Publish v\d/ }).click();
    await expect(second.getByText("Published", { exact: true })).toBeVisible();
    await second.goto(`/policy/${platform}`);
    await expect(second.getByRole("article").filter({ hasText: "1.1" }).first()).toBeVisible();
    await guest.goto(`/terms/${platform}`);
    await expect(guest.getByText("These are the first rules of the fair.")).toBeVisible();
  });

  await test.step("an offer that a program sent is reported by a guest, and the clause is suggested", async () => {
    await givenNoTimeToUndo(name);
    const today = new Date().toISOString();
    const content = { surface: "offer", role: "seller", publishedAt: today };
    const text = "Fighting kite with a glass-coated string, cuts every other kite.";
    const reported = await givenACase({ platform, text, content });
    await guest.goto("/report");
    await guest.getByLabel(name, { exact: true }).check();
    await guest.getByLabel("Where is it?").fill(reported.location);
    await guest.getByLabel("I think it breaks the rules of the platform").check();
    await guest.getByLabel("Why should it be looked at?").fill("This offer sells a kite with a glass-coated string.");
    await guest.getByLabel("Your e-mail address").fill(address);
    await guest.getByLabel("I believe in good faith", { exact: false }).check();
    await guest.getByRole("button", { name: "Send this report" }).click();
    await expect(guest.getByRole("heading", { name: "We have your report" })).toBeVisible();

    const mei = await deskOf("mei", "/queue");
    await take(mei, reported.id);
    const clause = mei.getByRole("radio", { name: /1\.1/ }).first();
    await expect(clause).toBeVisible();
    if (!(await clause.isChecked())) await clause.press("Space");
    // A key pressed on a field is the field's own.
    await clause.blur();
    await expect(mei.getByRole("button", { name: "Accept the row" })).toBeVisible();
    await mei.keyboard.press("a");
    await expect(mei.getByText(/accepted$/).first()).toBeVisible();
    await mei.keyboard.press("s");
    await expect(mei.getByText("Row accepted", { exact: true })).toBeVisible();
    await mei.keyboard.press("Enter");
    await expect(mei.getByRole("status").filter({ hasText: "is decided: Violation" })).toHaveCount(1);
    const statement = await mailWith(lucia, reported.email, "Statement of reasons");
    const seller = await aVisitor();
    await seller.goto(linkIn(statement));
    await expect(seller.getByRole("main")).toContainText("1.1");
    await expect(seller.getByRole("main")).toContainText("The offer is taken down");
    expect(await mailWith(lucia, address, "Outcome to a notifier")).not.toContain(reported.email);
  });
});

test("an auditor reads drafts and writes nothing", async ({ deskOf }) => {
  const tomasz = await deskOf("tomasz", "/policy/wechat/drafts");
  await expect(tomasz.getByRole("heading", { name: "Drafts", level: 1 })).toBeVisible();
  await expect(tomasz.getByRole("button", { name: "Begin the draft" })).toHaveCount(0);
  const refused = await tomasz.request.post("/api/policy/drafts", {
    data: { platform: "wechat", from: { kind: "nothing" } },
  });
  expect(refused.status()).toBe(403);
});

test("a document that cannot be read is refused at its field, with the limit", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/policy/wechat/import");
  const rows = ["ref,title,kind", ...Array.from({ length: 10_000 }, (_, at) => `${at + 1},Rule ${at + 1},rule`)].join(
    "\n",
  );
  const file = page.getByLabel("File", { exact: true });
  await file.setInputFiles({ name: "rules.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await page.getByRole("button", { name: "Read the document" }).click();
  await expect(file).toHaveAttribute("aria-invalid", "true");
  await expect(file).toHaveAccessibleDescription(/more than 5000 rows|more than 5,000 rows/);
});
