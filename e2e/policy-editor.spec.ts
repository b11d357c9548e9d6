import { expect, type Page } from "@playwright/test";
import { test } from "./steps";

/** A draft of Taobao's rules that no other test knows, begun from the version in force. */
async function givenADraft(admin: Page): Promise<string> {
  const ref = `e2e-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`;
  const data = { platform: "taobao-weitao", ref, from: { kind: "version", version: "v2" } };
  const made = await admin.request.post("/api/policy/drafts", { data });
  expect(made.status(), await made.text()).toBe(201);
  return (await made.json()).draftId;
}

const pathOf = (draftId: string, at: string[]) =>
  `/policy/taobao-weitao/drafts/${draftId}?at=${encodeURIComponent(JSON.stringify(at))}`;

/** The grid as a person reaches it: the one cell of it that is a stop of the Tab key. */
const entry = (page: Page) => page.getByRole("grid").locator('[tabindex="0"]');
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();

test("a cell of the penalty table is changed and taken back with the keyboard alone", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/policy");
  const draftId = await givenADraft(page);
  await page.goto(pathOf(draftId, ["table"]));
  await entry(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowLeft");
  const cell = page.locator('[data-spot="4.5"]');
  await expect(cell).toBeFocused();
  await page.keyboard.press("Enter");
  const add = page.getByLabel("Add a sanction");
  await expect(add).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cell).toBeFocused();
  await page.keyboard.press("Enter");
  await add.selectOption({ label: "Suspend the Mobile Taobao content comment function for 7 days" });
  await add.press("Tab");
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await saved(page);
  await expect(cell).toBeFocused();
  await expect(cell).toContainText("for 7 days");
  await page.keyboard.press("Control+z");
  await expect(cell).not.toContainText("for 7 days");
  await page.keyboard.press("Control+Shift+z");
  await expect(cell).toContainText("for 7 days");
});

test("a clause is added without a category, the problem leads to it, and it is mended", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/policy");
  const draftId = await givenADraft(page);
  await page.goto(pathOf(draftId, ["clauses"]));
  await page.getByRole("button", { name: "Add a clause at the end" }).press("Enter");
  const reference = page.getByLabel("Reference", { exact: true });
  await expect(reference).toBeFocused();
  await page.keyboard.type("v2.Art.99");
  await page.getByLabel("Title (English)").fill("No fake lanterns");
  await page.getByLabel("Summary (English)").fill("Whoever sells lanterns says what they are.");
  await page.getByRole("button", { name: "Add the clause" }).press("Enter");
  await expect(page.getByRole("heading", { name: "No fake lanterns" })).toBeVisible();
  const sentence = "Clause v2.Art.99 is enforceable and has no category of the Transparency Database: choose one.";
  await expect(page.getByText(sentence).filter({ visible: true }).first()).toBeVisible();
  // Away, and back by the list of what is inconsistent.
  await page.goto(pathOf(draftId, ["version"]));
  await page
    .getByText(/problems? stands? against publishing/)
    .filter({ visible: true })
    .first()
    .press("Enter");
  await page.getByRole("list", { name: "What is inconsistent" }).getByRole("button", { name: sentence }).press("Enter");
  const category = page.getByLabel("Category of the Transparency Database");
  await category.selectOption({ label: "Scams and fraud" });
  await page.getByRole("checkbox", { name: "Phishing" }).press("Space");
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await saved(page);
  await expect(page.getByText(sentence)).toHaveCount(0);
});

test("two who have a draft open see each other, and of two who write the same title neither loses theirs without being asked", async ({
  deskOf,
}) => {
  const ana = await deskOf("lucia", "/policy");
  const draftId = await givenADraft(ana);
  const at = pathOf(draftId, ["clauses", "v2.Art.5(2)"]);
  await ana.goto(at);
  const ben = await deskOf("henrik", "/policy");
  await ben.goto(at);
  await expect(ana.getByRole("list", { name: "Others who have this draft open" })).toContainText("Clause v2.Art.5(2)");
  const title = (page: Page) => page.getByLabel("Title (English)");
  await ben.getByLabel("Summary (English)").fill("What Ben typed beside it.");
  await title(ben).fill("Ben's title");
  await title(ana).fill("Ana's title");
  await ana.getByRole("button", { name: "Save", exact: true }).click();
  await saved(ana);
  // What was typed and not sent stays, whatever the other one saved.
  await expect(title(ben)).toHaveValue("Ben's title");
  await expect(ben.getByRole("heading", { name: "Ana's title" })).toBeVisible();
  await ben.getByRole("button", { name: "Save", exact: true }).click();
  // The live draft showed him hers, and yet he typed on what was there before: he is asked, and has both before him.
  const asked = ben.getByRole("alert").filter({ hasText: "changed this while you typed" });
  await expect(asked).toContainText("Clause v2.Art.5(2)");
  await expect(asked).toContainText("Ana's title");
  await expect(title(ben)).toHaveValue("Ben's title");
  await expect(ana.getByRole("heading", { name: "Ana's title" })).toBeVisible();
  await ben.getByRole("button", { name: "Save mine over theirs" }).click();
  await expect(ana.getByRole("heading", { name: "Ben's title" })).toBeVisible();
  await expect(ana.getByLabel("Summary (English)")).toHaveValue("What Ben typed beside it.");
});

test("an edit that meets one made meanwhile is asked about, and can be saved over it", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/policy");
  const draftId = await givenADraft(page);
  await page.goto(pathOf(draftId, ["clauses", "v2.Art.5(2)"]));
  // Whoever is cut off from what others write sends an edit of an older state.
  await page.route("**/live", (route) => route.abort());
  await page.reload();
  const title = page.getByLabel("Title (English)");
  await title.fill("Mine");
  const operations = [{ do: "clause.change", ref: "v2.Art.5(2)", change: { title: "Theirs" } }];
  const other = await page.request.post(`/api/policy/drafts/${draftId}/edits`, { data: { rev: 0, operations } });
  expect(await other.json()).toMatchObject({ done: true });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "You changed this yourself" })).toBeVisible();
  await expect(title).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save what stands here" }).click();
  await expect(page.getByRole("heading", { name: "Mine" })).toBeVisible();
});
