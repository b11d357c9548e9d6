import { expect, type Page } from "@playwright/test";
import { pressUntil, take, takeWithNext, test } from "./steps";

const none = (page: Page) => page.getByRole("button", { name: "No violation" });
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
/** A comment that the rules of Taobao Weitao suggest one clause for, with confidence, and ask nothing else about. */
const insult = "你们家客服脑子进水了吧，一群废物，滚出淘宝。";

test("a moderator walks the queue by keyboard and opens a case from it", async ({ deskOf }) => {
  const page = await deskOf("mei");
  const focused = page.locator("[data-queue-link]:focus");
  await pressUntil(page, "j", () => expect(focused).toHaveCount(1, { timeout: 1_000 }));
  await page.keyboard.press("j");
  const text = (await focused.textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cases\//);
  await expect(heading(page)).toContainText(text);
  await expect(page.getByRole("heading", { name: "Content", level: 2 })).toBeVisible();
});

test("the next case of the queue is taken by its key, and is theirs at once", async ({ deskOf }) => {
  const page = await deskOf("mei", "/queue?platform=taobao-weitao");
  await expect(page.getByRole("table", { name: "Cases in the queue" })).toBeVisible();
  await pressUntil(page, "Shift+G", () => expect(page).toHaveURL(/\/cases\//, { timeout: 5_000 }));
  await expect(heading(page)).toContainText("TB-");
  await expect(none(page)).toBeVisible();
});

test("the queue's filters stand in the address, and a reload shows the same part", async ({ deskOf }) => {
  const page = await deskOf("mei");
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

test("no violation is one key, the next case takes the place, and Z takes the decision back", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "alibaba", text: "Gloves in boxes of one hundred, size M." });
  const page = await deskOf("mei");
  const first = await take(page, id);
  let documents = 0;
  page.on("request", (request) => {
    if (request.resourceType() === "document") documents += 1;
  });
  await page.keyboard.press("n");
  await expect(heading(page)).not.toHaveText(first);
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
  await page.keyboard.press("z");
  await expect(heading(page)).toHaveText(first);
  await expect(none(page)).toBeVisible();
  expect(documents).toBe(0);
});

test("a sanction as recommended is three keys: accept the clause, accept the row, decide", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  const before = await take(page, id);
  await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
  await page.keyboard.press("a");
  await page.keyboard.press("s");
  await page.keyboard.press("Enter");
  await expect(heading(page)).not.toHaveText(before);
  await expect(page.getByRole("status").filter({ hasText: "is decided: Violation" })).toHaveCount(1);
  await page.keyboard.press("z");
  await expect(heading(page)).toHaveText(before);
  await expect(page.getByText("Row accepted", { exact: true })).toBeVisible();
});

test("the key that says why not the suggestion stands beside what it turns, on every width", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: `${insult} 1`, language: "zh" });
  const page = await deskOf("mei");
  await take(page, id);
  const reason = page.getByRole("combobox", { name: /If you find no violation of .*, why\?/ });
  const cap = page.locator("kbd").filter({ hasText: /^O$/ });
  for (const width of [390, 768, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(async () => {
      const [field, key] = [await reason.boundingBox(), await cap.boundingBox()];
      if (!field || !key) throw new Error("the reason is not on the screen");
      const middle = key.y + key.height / 2;
      expect(middle).toBeGreaterThan(field.y);
      expect(middle).toBeLessThan(field.y + field.height);
      expect(key.x).toBeGreaterThanOrEqual(field.x + field.width);
      expect(key.x + key.width).toBeLessThan(width);
    }).toPass();
  }
});

test("a row in sight is accepted although the answer to an exception before it is still on its way", async ({
  deskOf,
  givenACase,
}) => {
  const text = "How it sits: the picture shows the pump in use by a nursing mother with bare breast. Two sizes.";
  const { id } = await givenACase({ platform: "aliexpress", text, content: { surface: "feed", role: "merchant" } });
  const page = await deskOf("mei");
  const before = await take(page, id);
  await expect(page.getByRole("button", { name: "None of them applies" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
  for (const key of ["x", "a", "s"]) await page.keyboard.press(key);
  await expect(page.getByText("Row accepted", { exact: true })).toBeVisible();
  await pressUntil(page, "Enter", () => expect(heading(page)).not.toHaveText(before, { timeout: 5_000 }));
  await expect(page.getByRole("status").filter({ hasText: "is decided: Violation" })).toHaveCount(1);
});

test("a connection that is lost while somebody types is told, and what they typed is there when it is back", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  const before = await take(page, id);
  await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
  await page.context().setOffline(true);
  const told = page.getByText("The connection is lost.", { exact: true });
  await expect(told).toBeVisible();
  const facts = page.getByRole("textbox", { name: "Facts" });
  await facts.fill("The comment itself says it.");
  await heading(page).focus();
  for (const key of ["a", "s", "Enter"]) await page.keyboard.press(key);
  await expect(facts).toHaveValue("The comment itself says it.");
  await page.context().setOffline(false);
  await expect(told).toHaveCount(0);
  await expect(heading(page)).not.toHaveText(before);
  await expect(page.getByRole("status").filter({ hasText: "is decided: Violation" })).toHaveCount(1);
});

test("keys never act while somebody types", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "wechat", text: "Good morning to everybody in the group." });
  const page = await deskOf("mei");
  const before = await take(page, id);
  const note = page.getByLabel("Write a note for colleagues");
  await note.pressSequentially("no new answer");
  await expect(note).toHaveValue("no new answer");
  await expect(heading(page)).toHaveText(before);
  await expect(none(page)).toBeVisible();
});

test("a note that was begun is there again after a reload and after a decision that is taken back, and gone once it is saved", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "wechat", text: "The bus to the market leaves at nine." });
  const page = await deskOf("mei");
  const first = await take(page, id);
  const note = page.getByLabel("Write a note for colleagues");
  await note.fill("Ask the other shop first.");
  await page.getByLabel("Keep with the account").check();
  await page.reload();
  await expect(note).toHaveValue("Ask the other shop first.");
  await expect(page.getByLabel("Keep with the account")).toBeChecked();
  await heading(page).focus();
  await pressUntil(page, "n", () => expect(heading(page)).not.toHaveText(first, { timeout: 1_000 }));
  await page.keyboard.press("z");
  await expect(heading(page)).toHaveText(first);
  await expect(note).toHaveValue("Ask the other shop first.");
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(note).toHaveValue("");
  await page.reload();
  await expect(page.getByText("Ask the other shop first.")).toBeVisible();
  await expect(note).toHaveValue("");
});

test("whoever signs in next in the same tab finds nothing of what was typed before", async ({
  aVisitor,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "wechat", text: "The bus to the station leaves at ten." });
  // A browser of its own: signing out ends the session, which other tests share.
  const page = await aVisitor();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in as Mei Lin" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await take(page, id);
  const note = page.getByLabel("Write a note for colleagues");
  await note.fill("Only for me.");
  await page.getByRole("button", { name: "Mei Lin" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in as Jonas Weber" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`/cases/${id}`);
  await expect(heading(page)).toBeVisible();
  await expect(note).toHaveValue("");
});

test("any clause is found by keyboard, and what was chosen survives a reload of the page", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: "这家店的茶不错。", language: "zh-Hans" });
  const page = await deskOf("mei");
  await take(page, id);
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

test("Enter takes the clause that was typed, however late its answer comes, and never one of the words before", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: "这家店的茶不错。", language: "zh-Hans" });
  const page = await deskOf("mei");
  await take(page, id);
  let letGo = () => {};
  const isLetGo = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(/clauses\?q=Table\.6$/, async (route) => {
    await isLetGo;
    await route.continue();
  });
  await pressUntil(page, "/", () => expect(page.getByRole("searchbox")).toBeFocused({ timeout: 1_000 }));
  await page.getByRole("searchbox").fill("Table.12.1");
  await expect(page.getByText("1 clause", { exact: true })).toBeVisible();
  await page.getByRole("searchbox").fill("Table.6");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Searching…", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept Table.12.1" })).toHaveCount(0);
  letGo();
  await expect(page.getByRole("button", { name: "Accept Table.6" })).toBeVisible();
});

test("a lost connection keeps the decision, says so, and sends it once when it is back", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "aliexpress", text: "The lamp arrived on time and works." });
  const page = await deskOf("mei");
  const before = await takeWithNext(page, id);
  let sent = 0;
  page.on("request", (request) => {
    if (request.url().includes("/decision") && request.method() === "POST") sent += 1;
  });
  await page.context().setOffline(true);
  await page.keyboard.press("n");
  await expect(page.getByText("The connection is lost")).toBeVisible();
  await expect(heading(page)).not.toHaveText(before);
  expect(sent).toBe(1);
  await page.context().setOffline(false);
  await expect(page.getByText("The connection is lost")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "is decided: No violation" })).toHaveCount(1);
  expect(sent).toBe(2);
  await page.keyboard.press("z");
  await expect(heading(page)).toHaveText(before);
});

test("words are selected and bound as evidence without a mouse", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  await take(page, id);
  const text = page.locator("[data-evidence-in=text]");
  await text.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("b");
  await expect(page.getByRole("status").filter({ hasText: "Bound:" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /Evidence: \d+ passage/ })).toBeVisible();
});
