import { expect, type Page } from "@playwright/test";
import { expectNoBarriers, pressUntil, type ReportedCase, type Steps, test } from "./steps";

const advert = "加微信看新款，全场包邮，点这里 http://sale.example/x";

/** Cases in a Chinese of their own, which the matcher reads, and the address of the list that shows nothing else. */
async function aList(givenACase: Steps["givenACase"], language: string, texts: readonly string[]) {
  const cases: ReportedCase[] = [];
  for (const text of texts)
    cases.push(
      await givenACase({
        platform: "taobao-weitao",
        text,
        language,
        explanation: "The same again and again.",
      }),
    );
  return { cases, address: `/queue?order=age&language=${language}&mode=list` };
}

const rowsOf = (page: Page) => page.getByRole("list", { name: "Cases to decide" }).locator("> li");
const rowOf = (page: Page, { reference }: ReportedCase) => rowsOf(page).filter({ hasText: reference });
const stateOf = async (page: Page, { id }: ReportedCase): Promise<string> =>
  (await (await page.request.get(`/api/cases/${id}`)).json()).case.state;

/** The list once the matcher has read its cases. */
async function opened(page: Page, address: string, length: number): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(rowsOf(page)).toHaveCount(length, { timeout: 5_000 });
    await expect(rowsOf(page).getByText("No clause is suggested.")).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
}

/** Walks down to a row; what is there for the moderator alone, what they hold among it, stands above the list. */
async function walkTo(page: Page, one: ReportedCase): Promise<void> {
  const link = rowOf(page, one).getByRole("link", { name: one.reference });
  await pressUntil(page, "j", () => expect(link).toBeFocused({ timeout: 1_000 }));
}

test("a moderator decides from the list by keys: N finds nothing, A, S and Enter impose the row, and Z brings it back", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, address } = await aList(givenACase, "zh-SG", [advert, `${advert} 2`, `${advert} 3`]);
  const [first, second, third] = cases as [ReportedCase, ReportedCase, ReportedCase];
  const page = await deskOf("mei");
  await opened(page, address, 3);
  await walkTo(page, first);
  await page.keyboard.press("n");
  await expect(rowOf(page, first)).toHaveCount(0);
  await expect(rowOf(page, second).getByRole("link", { name: second.reference }), "the next row").toBeFocused();
  await expect.poll(() => stateOf(page, first)).toBe("decided");
  await page.keyboard.press("a");
  await expect(rowOf(page, second).getByRole("button", { name: "Accept the clause" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("s");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, second)).toHaveCount(0);
  await expect.poll(() => stateOf(page, second)).toBe("decided");
  const made = await (await page.request.get(`/api/cases/${second.id}`)).json();
  expect(made.decision).toMatchObject({ outcome: "violation", clauseRef: made.suggestions[0].ref });
  await page.keyboard.press("z");
  await expect(rowOf(page, second)).toHaveCount(1);
  await expect(page, "the list stays on the screen").toHaveURL(/mode=list/);
  await expect.poll(() => stateOf(page, second)).not.toBe("decided");
  await rowOf(page, third).getByRole("link", { name: third.reference }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(third.reference);
});

test("a decision that is refused is told at its row, which is there again", async ({ deskOf, givenACase }) => {
  const { cases, address } = await aList(givenACase, "zh-MY", [advert]);
  const [only] = cases as [ReportedCase];
  const page = await deskOf("mei");
  await opened(page, address, 1);
  const jonas = await deskOf("jonas");
  await page.route("**/decision", async (route) => {
    await jonas.request.post(`/api/cases/${only.id}/claim`, {
      data: {},
      headers: { origin: new URL(page.url()).origin },
    });
    await route.continue();
  });
  await walkTo(page, only);
  await page.keyboard.press("n");
  await expect(rowOf(page, only).getByRole("alert")).toContainText("Not decided: ");
  expect(await stateOf(page, only)).not.toBe("decided");
});

test("what is too long or has no sure clause says why it has to be opened; the list has no barriers, and fits a phone", async ({
  deskOf,
  givenACase,
}) => {
  const { address } = await aList(givenACase, "zh-TH", [advert, "物流很快，客服态度也好，下次还会再来。".repeat(20)]);
  const page = await deskOf("mei");
  await expect(async () => {
    await page.goto(address);
    await expect(rowsOf(page)).toHaveCount(2, { timeout: 5_000 });
  }).toPass();
  await expect(rowsOf(page).nth(1)).toContainText("too long to be read whole here");
  await expect(rowsOf(page).nth(1).getByRole("button", { name: "No violation" })).toHaveCount(0);
  await expectNoBarriers(page);
  await page.keyboard.press("?");
  await expect(page.getByText("Accept what follows in the row in focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rowsOf(page).first()).toBeVisible();
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  expect(scroll, "nothing reaches past the edge").toBeLessThanOrEqual(width);
});
