import { expect, type Locator, type Page } from "@playwright/test";
import { expectNoBarriers, type Steps, take, test, undoTime } from "./steps";

const platform = "alibaba";
/** A language that no other test and no case of the demo town has: a queue of one's own. */
const language = "rm";
const reason = "Bolts may be sold by anybody.";
const doubt = "The rules have said otherwise since spring.";
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const noViolation = (page: Page) => page.getByRole("button", { name: /^No violation/ });

/** An admin sets how many of the next cases are golden items, and after how many hours the settled answer is told. */
async function set(lucia: Page, key: string, value: string): Promise<void> {
  await lucia.goto("/settings");
  const row = lucia.locator(`#${key}`);
  const field = row.getByRole("spinbutton").first();
  await field.fill(value);
  const written = lucia.waitForResponse((response) => response.request().method() !== "GET");
  await row.getByRole("button", { name: /^Save/ }).first().click();
  expect((await written).status()).toBe(200);
  await lucia.reload();
  await expect(lucia.locator(`#${key}`).getByRole("spinbutton").first()).toHaveValue(value);
}

/** A supervisor settles a decided case, and another one confirms it. */
async function givenAGoldenItem({ deskOf, givenACase }: Pick<Steps, "deskOf" | "givenACase">, text: string) {
  const { id } = await givenACase({ platform, text, language });
  const jonas = await deskOf("jonas");
  await take(jonas, id);
  // What the worker still writes about the new case makes another version of it: the one that is there now is decided.
  await expect(async () => {
    const { version } = (await (await jonas.request.get(`/api/cases/${id}`)).json()).case;
    const decided = await jonas.request.post(`/api/cases/${id}/decision`, {
      data: { version, outcome: "no_violation" },
    });
    expect(decided.status(), await decided.text()).toBe(200);
  }).toPass();
  await jonas.goto("/quality/golden");
  await jonas.getByText("Make one from a decided case", { exact: true }).click();
  const isMade = jonas.getByRole("listitem").filter({ hasText: text });
  await jonas.getByLabel("Address or id of the case").fill(`https://desk.example/cases/${id}`);
  await jonas.getByLabel("No violation").check();
  await jonas.getByLabel("Why", { exact: true }).fill(reason);
  // A decision can be settled once it has taken effect.
  await expect(async () => {
    await jonas.getByRole("button", { name: "Make the item" }).click();
    await expect(isMade).toContainText("waits for confirmation", { timeout: 2_000 });
  }).toPass();
  await expect(isMade.getByRole("button", { name: "Confirm" }), "nobody confirms their own").toHaveCount(0);
  const amara = await deskOf("amara", "/quality/golden");
  const toConfirm = amara.getByRole("listitem").filter({ hasText: text });
  await toConfirm.getByRole("button", { name: "Confirm" }).press("Enter");
  await expect(toConfirm).toContainText("in use");
  return amara;
}

/** Presses until another case is in hand; the heading of it. */
async function nextAfter(page: Page, key: string, before: string): Promise<string> {
  await page.keyboard.press(key);
  await expect(heading(page)).not.toHaveText(before);
  await expect(noViolation(page)).toBeVisible();
  return (await heading(page).textContent()) ?? "";
}

async function picturesOf(page: Page, what: Locator, name: string): Promise<void> {
  if (!process.env.E2E_PICTURES) return;
  for (const [width, theme] of [
    [1440, "light"],
    [1440, "dark"],
    [390, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.locator("html").evaluate((html: HTMLElement, to) => {
      html.dataset.theme = to;
    }, theme);
    await what.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${process.env.E2E_PICTURES}/${name}-${width}-${theme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("a golden item is made, confirmed, given among the cases, decided by keys like one, and disagreed with", async ({
  deskOf,
  givenACase,
}) => {
  const text = `Bolts of brass, by the box, ${Date.now()}.`;
  const lucia = await deskOf("lucia", "/settings");
  await undoTime(lucia, "Alibaba.com", "1");
  const amara = await givenAGoldenItem({ deskOf, givenACase }, text);
  // From here on there is time to take an answer back, as there is at a desk.
  await lucia.goto("/settings");
  await undoTime(lucia, "Alibaba.com", null);
  await set(lucia, "goldenTellAfterHours", "0");
  await set(lucia, "goldenShare", "100");
  const first = await givenACase({ platform, text: "Nuts for bolts, the first box.", language });
  await givenACase({ platform, text: "Nuts for bolts, the second box.", language });
  await givenACase({ platform, text: "Nuts for bolts, the third box.", language });

  const mei = await deskOf("mei");
  const seen: string[] = [];
  mei.on("response", async (response) => {
    if (/\/api\/(cases|queue|decisions)/.test(response.url())) seen.push(await response.text().catch(() => ""));
  });
  const before = await take(mei, `${first.id}?language=${language}&order=age`);
  const golden = await nextAfter(mei, "n", before);
  await expect(mei.getByText(text).first()).toBeVisible();
  await expect(mei.locator("main")).not.toContainText(/golden|settled/i);
  await nextAfter(mei, "n", golden);
  await mei.keyboard.press("z");
  await expect(heading(mei), "Z takes the answer back, and it is in hand again").toHaveText(golden);
  await expect(noViolation(mei)).toBeVisible();
  await nextAfter(mei, "n", golden);
  expect(seen.join("").toLowerCase()).not.toMatch(/golden|settled/);
  await set(lucia, "goldenShare", "0");

  const told = mei.getByRole("listitem").filter({ hasText: text });
  await expect(async () => {
    await mei.goto("/quality");
    await expect(told).toContainText(reason, { timeout: 2_000 });
  }).toPass();
  await picturesOf(mei, told, "own");
  await expectNoBarriers(mei);
  await told.getByText("I disagree").press("Enter");
  await told.getByLabel("Why is the settled answer wrong?").fill(doubt);
  await told.getByRole("button", { name: "Send to the supervisors" }).press("Enter");
  await expect(told).toContainText(`You disagreed: ${doubt}`);

  await amara.goto("/quality/golden");
  const contested = amara.getByRole("listitem").filter({ hasText: text });
  await expect(contested).toContainText("contested, rests");
  await expect(contested).toContainText(`Mei Lin disagrees: ${doubt}`);
  await amara.getByRole("button", { name: /month/ }).first().press("Enter");
  await picturesOf(amara, contested, "golden");
  await expectNoBarriers(amara);
});
