import { expect, type Page } from "@playwright/test";
import { type ReportedCase, type Steps, takeWithNext, test } from "./steps";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** A queue that no other test knows: as many cases in a language of their own, and the address that opens the first. */
async function aQueue(givenACase: Steps["givenACase"], language: string, length: number) {
  const cases: ReportedCase[] = [];
  for (let made = 1; made <= length; made += 1)
    cases.push(await givenACase({ platform: "alibaba", text: `Gloves in boxes of one hundred, ${made}.`, language }));
  return { cases, first: `${cases[0]?.id}?language=${language}&order=age`, filter: `language=${language}&order=age` };
}

/** The cases that decisions were sent for, in order. */
function decisionsSent(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const found = /\/api\/cases\/([^/]+)\/decision/.exec(request.url());
    if (found?.[1] && request.method() === "POST") sent.push(found[1]);
  });
  return sent;
}

/** Presses a key, and waits until another case is on the screen, no longer. */
async function pressAndSeeNext(page: Page, key: string): Promise<void> {
  const before = (await heading(page).textContent()) ?? "";
  await page.keyboard.press(key);
  await page.waitForFunction(
    (was) => {
      const now = document.querySelector("h1")?.textContent;
      return now !== undefined && now !== null && now !== "" && now !== was;
    },
    before,
    { polling: "raf" },
  );
}

const stateOf = async (page: Page, id: string | undefined): Promise<string> =>
  (await (await page.request.get(`/api/cases/${id}`)).json()).case.state;

/** How much longer a case is somebody's, in seconds. */
async function secondsLeft(page: Page, id: string | undefined): Promise<number> {
  const { leaseUntil } = (await (await page.request.get(`/api/cases/${id}`)).json()).case;
  return leaseUntil === null ? 0 : (Date.parse(leaseUntil) - Date.now()) / 1000;
}

test("five cases are decided in a row by one key each: no key is lost, and each decision is made once", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "cy", 6);
  const page = await deskOf("mei");
  await takeWithNext(page, first);
  const sent = decisionsSent(page);
  for (let pressed = 0; pressed < 5; pressed += 1) await pressAndSeeNext(page, "n");
  await expect(heading(page)).toContainText(cases[5]?.reference ?? "");
  await expect(page.getByRole("status").filter({ hasText: `${cases[4]?.reference} is decided` })).toHaveCount(1);
  expect(sent).toEqual(cases.slice(0, 5).map(({ id }) => id));
});

test("the next case is on the screen before the decision is answered, and Z takes back exactly that decision", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "eu", 3);
  const page = await deskOf("mei");
  const before = await takeWithNext(page, first);
  let answer: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    answer = done;
  });
  await page.route("**/decision?**", async (route) => {
    await held;
    await route.continue();
  });
  await pressAndSeeNext(page, "n");
  await expect(heading(page)).toContainText(cases[1]?.reference ?? "");
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  answer();
  await expect(heading(page)).toHaveText(before);
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
  expect(await stateOf(page, cases[0]?.id)).toBe("claimed");
  expect(await stateOf(page, cases[1]?.id)).not.toBe("decided");
});

test("two decisions made without a connection are kept, counted, and sent once each when it is back", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "gl", 4);
  const page = await deskOf("mei");
  await takeWithNext(page, first);
  const sent = decisionsSent(page);
  await page.context().setOffline(true);
  await pressAndSeeNext(page, "n");
  await page.keyboard.press("n");
  await expect(page.getByText("Two decisions have not been confirmed.")).toBeVisible();
  await expect(heading(page)).toContainText(cases[1]?.reference ?? "");
  await page.context().setOffline(false);
  await expect(heading(page)).toContainText(cases[2]?.reference ?? "");
  await expect(page.getByRole("status").filter({ hasText: `${cases[1]?.reference} is decided` })).toHaveCount(1);
  const [one, two] = cases.map(({ id }) => id);
  expect(sent, "the first was lost once; the second waited for it").toEqual([one, one, two]);
  expect(await stateOf(page, one)).toBe("decided");
  expect(await stateOf(page, two)).toBe("decided");
});

test("a decision that is refused after the screen moved on says so, and P leads back to it", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "is", 3);
  const page = await deskOf("mei");
  const before = await takeWithNext(page, first);
  const changed = cases[0];
  // Another notice joins the case while it is on the screen, and the screen has not looked again since.
  const looks = `**/api/cases/${changed?.id}`;
  await page.route(looks, (route) => route.abort());
  await givenACase({ platform: "alibaba", text: "Seen again.", language: "is", location: changed?.location });
  await pressAndSeeNext(page, "n");
  await page.unroute(looks);
  const told = page.getByRole("alert").filter({ hasText: `${changed?.reference} is not decided.` });
  await expect(told).toContainText("This case changed while you were looking at it");
  await page.keyboard.press("p");
  await expect(heading(page)).toHaveText(before);
  await expect(page.getByRole("alert").filter({ hasText: "This case changed" })).toBeVisible();
  await expect(page.getByText("Seen again.")).not.toHaveCount(0);
  await pressAndSeeNext(page, "n");
  await expect(page.getByRole("status").filter({ hasText: `${changed?.reference} is decided` })).toHaveCount(1);
});

test("who leaves the desk leaves no case behind: what lay ready and what was in hand are free again at once, and soon where the page closes", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first, filter } = await aQueue(givenACase, "mt", 2);
  const page = await deskOf("mei");
  await takeWithNext(page, first);
  const list = await deskOf("mei", `/queue?${filter}`);
  await expect(list.getByRole("row").filter({ hasText: cases[1]?.reference })).toContainText("Next for you");
  await page.getByRole("link", { name: "Queue" }).first().click();
  await expect(page.getByRole("table", { name: "Cases in the queue" })).toBeVisible();
  for (const one of cases) await expect.poll(() => stateOf(page, one.id)).toBe("open");
  await page.goBack();
  await expect(heading(page)).toContainText(cases[0]?.reference ?? "");
  await expect(page.getByRole("button", { name: "No violation" }), "whoever comes back has it again").toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "No violation" }), "also after a reload").toBeVisible();
  await expect.poll(() => stateOf(page, cases[0]?.id)).toBe("claimed");
  await page.goto("about:blank");
  await expect
    .poll(() => secondsLeft(list, cases[0]?.id), "a closed page keeps it for a moment")
    .toBeLessThanOrEqual(91);
});

test("a case on which something was done stays with who left it, with their draft; looking something up is not leaving", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first, filter } = await aQueue(givenACase, "lb", 2);
  const page = await deskOf("mei");
  await takeWithNext(page, first);
  await page.getByRole("link", { name: "Policy" }).first().click();
  await expect(page).toHaveURL(/\/policy/);
  await expect.poll(() => stateOf(page, cases[1]?.id), "what only lay ready is free").toBe("open");
  expect(await stateOf(page, cases[0]?.id)).toBe("claimed");
  await page.goBack();
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
  await page.getByRole("textbox", { name: "Facts" }).fill("Sold by the box.");
  await page.getByRole("link", { name: "Queue" }).first().click();
  await expect(page.getByRole("table", { name: "Cases in the queue" })).toBeVisible();
  await page.goto(`/queue?${filter}`);
  await expect(page.getByRole("row").filter({ hasText: cases[0]?.reference })).toContainText("You");
  await page.getByRole("link", { name: cases[0]?.reference }).click();
  await expect(page.getByRole("textbox", { name: "Facts" })).toHaveValue("Sold by the box.");
});
