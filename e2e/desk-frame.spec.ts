import { expect, type Page } from "@playwright/test";
import { take, test } from "./steps";

const none = (page: Page) => page.getByRole("button", { name: "No violation" });
/** A comment that the rules of Taobao Weitao suggest one clause for, with confidence, and ask nothing else about. */
const insult = "你们家客服脑子进水了吧，一群废物，滚出淘宝。";

test("two people never work on one case: the second is told who has it", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "aliexpress", text: "Is this lamp also sold in white?" });
  await take(await deskOf("mei"), id);
  const other = await deskOf("jonas", `/cases/${id}`);
  await expect(other.getByText("Mei Lin has this case.")).toBeVisible();
  await expect(none(other)).toHaveCount(0);
});

test("an auditor reads a case and is offered nothing to do with it", async ({ deskOf }) => {
  const page = await deskOf("tomasz");
  await expect(page.getByRole("button", { name: "Take the next case" })).toHaveCount(0);
  await page.locator("[data-queue-link]").first().click();
  await expect(page.getByRole("heading", { name: "Content", level: 2 })).toBeVisible();
  await expect(none(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Take the case" })).toHaveCount(0);
});

test("nothing of queue and case reaches over the edge, on a phone, a tablet or a wide screen", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  for (const isTaken of [false, true]) {
    if (isTaken) await take(page, id);
    for (const width of [390, 768, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(beyond, `at ${width} pixels`).toBeLessThanOrEqual(0);
    }
  }
});

test("the wheel past the end of a column leaves the case where it is: the page is no longer than the screen", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  await page.setViewportSize({ width: 1440, height: 900 });
  await take(page, id);
  const beyond = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  await expect.poll(beyond).toBeLessThanOrEqual(0);
});

test("Esc leaves the field first, then says what would be left behind, and only then puts the case back, with all of it kept", async ({
  deskOf,
  givenACase,
}) => {
  const { id, reference } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  await take(page, id);
  const facts = page.getByRole("textbox", { name: "Facts" });
  await facts.fill("What was seen here, in a line.");
  await facts.press("Escape");
  await expect(facts).not.toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Press Esc again to put the case back.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(reference);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/queue/);
  await take(page, id);
  await expect(page.getByRole("textbox", { name: "Facts" })).toHaveValue("What was seen here, in a line.");
});

test("G F leads to the search with the words in focus, from anywhere", async ({ deskOf }) => {
  const page = await deskOf("mei");
  const words = page.locator("#q");
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await expect(page).toHaveURL(/\/search/, { timeout: 2_000 });
  }).toPass();
  await expect(words).toBeFocused();
});

test("in the dense list of the queue a case is one line of 36 px with all of its words; a finger gets more", async ({
  deskOf,
  givenACase,
}) => {
  const words = "A lamp that is much longer described than any list has room for, in every one of its details. ".repeat(
    5,
  );
  const { reference } = await givenACase({ platform: "wechat", text: words, tags: ["supplement", "affiliate"] });
  const path = "/queue?platform=wechat&order=age";
  const heights = (page: Page) =>
    page
      .locator("tbody tr")
      .evaluateAll((rows) => [...new Set(rows.map((row) => Math.round(row.getBoundingClientRect().height)))]);
  const desk = await deskOf("mei", path);
  for (const width of [1024, 1280, 1440, 1920]) {
    await desk.setViewportSize({ width, height: 900 });
    await expect.poll(() => heights(desk), `at ${width} px`).toEqual([36]);
    await expect.poll(() => desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const row = desk.getByRole("row").filter({ hasText: reference });
  await expect(row, "as much as the list is given of a text").toContainText(words.slice(0, 200));
  for (const part of ["WeChat", "English", "1 notice", "open since", "Supplement", "Affiliate", "Free"])
    await expect(row).toContainText(part);
  const phone = await deskOf("mei", path, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const tablet = await deskOf("mei", path, { hasTouch: true, isMobile: true, viewport: { width: 1180, height: 820 } });
  for (const page of [phone, tablet]) {
    await expect(page.locator("tbody tr").first()).toBeVisible();
    expect(Math.min(...(await heights(page)))).toBeGreaterThanOrEqual(44);
  }
});

test("the first exceptions of the suggested clause are on the screen without scrolling, at a desk and on a small laptop", async ({
  deskOf,
  givenACase,
}) => {
  const nursing = { platform: "wechat", text: "Bare breast and nipples of a naked woman, by the fountain." };
  const { id } = await givenACase({ ...nursing, content: { title: "Breastfeeding in public", surface: "moments" } });
  const page = await deskOf("mei");
  await take(page, id);
  await page.keyboard.press("1");
  await expect(page.getByRole("region", { name: "Exceptions" })).toBeVisible();
  for (const [width, height] of [
    [1440, 900],
    [1280, 800],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.scrollTo({ top: 0 }));
    const first = page.getByRole("list", { name: "Exceptions" }).getByRole("listitem").first();
    const bar = await page.getByRole("region", { name: "Decide", exact: true }).boundingBox();
    const strip = await page.locator("#accept-clause").boundingBox();
    const box = await first.boundingBox();
    const floor = Math.min(bar?.y ?? 0, strip?.y ?? height);
    expect(box, "the first is there").not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0), `at ${width} by ${height}`).toBeLessThanOrEqual(floor);
  }
});
