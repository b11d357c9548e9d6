import { expect, type Page } from "@playwright/test";
import { aGate } from "./gate";
import { pressUntil, type ReportedCase, type Steps, take, takeWithNext, test } from "./steps";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const note = (page: Page) => page.getByLabel("Write a note for colleagues");

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
  const { opened, open } = aGate();
  await page.route("**/decision?**", async (route) => {
    await opened;
    await route.continue();
  });
  await pressAndSeeNext(page, "n");
  await expect(heading(page)).toContainText(cases[1]?.reference ?? "");
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  open();
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
  // One case lies ready and no more: of how many do, a slow machine and a fast one would each tell another story.
  let asked = 0;
  const ahead = "**/api/queue/next";
  await page.route(ahead, (route) => (asked++ === 0 ? route.continue() : route.abort()));
  await takeWithNext(page, first);
  const sent = decisionsSent(page);
  await page.context().setOffline(true);
  await page.unroute(ahead);
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

test("two decisions that no answer reached are both sent after the page was read anew", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "ga", 4);
  const page = await deskOf("mei");
  await takeWithNext(page, first);
  const decisions = /\/api\/cases\/[^/]+\/decision/;
  await page.route(decisions, (route) => route.abort());
  await pressAndSeeNext(page, "n");
  await page.keyboard.press("n");
  await expect(page.getByText("Two decisions have not been confirmed.")).toBeVisible();
  await page.reload();
  await page.unroute(decisions);
  const [one, two] = cases.map(({ id }) => id);
  // The second waited behind the first, and was not on its way yet when the page was left.
  for (const id of [one, two]) await expect.poll(() => stateOf(page, id)).toBe("decided");
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
  const takenAgain = page.waitForResponse((answer) => answer.url().endsWith(`/cases/${cases[0]?.id}/claim`));
  await page.reload();
  await expect(page.getByRole("button", { name: "No violation" }), "also after a reload").toBeVisible();
  // A claim that is on its way may be carried out after the word of the page that closes.
  await takenAgain;
  await expect.poll(() => stateOf(page, cases[0]?.id)).toBe("claimed");
  await page.goto("about:blank");
  await expect
    .poll(() => secondsLeft(list, cases[0]?.id), "a closed page keeps it for a moment")
    .toBeLessThanOrEqual(91);
});

test("a case on which something was done stays with who left it, with what they typed; looking something up is not leaving", async ({
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
  await note(page).fill("Sold by the box.");
  await page.getByRole("link", { name: "Queue" }).first().click();
  await expect(page.getByRole("table", { name: "Cases in the queue" })).toBeVisible();
  await page.goto(`/queue?${filter}`);
  await expect(page.getByRole("row").filter({ hasText: cases[0]?.reference })).toContainText("You");
  await page.getByRole("link", { name: cases[0]?.reference }).click();
  await expect(note(page)).toHaveValue("Sold by the box.");
});

/** Every heading that the screen has had, from now on. */
async function headingsFromNow(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seenHeadings: seen });
    const look = () => {
      const now = document.querySelector("h1")?.textContent ?? "";
      if (now !== "" && now !== seen.at(-1)) seen.push(now);
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { seenHeadings: string[] }).seenHeadings);
}

/** Answers of these paths come late, as from a slow machine. */
async function slowly(page: Page, paths: readonly string[], milliseconds: number): Promise<void> {
  for (const path of paths)
    await page.route(path, async (route) => {
      const answer = await route.fetch();
      setTimeout(() => void route.fulfill({ response: answer }).catch(() => undefined), milliseconds);
    });
}

test("N, and Z before the next case is there: the case that is taken back stays, and no other comes in between", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "sq", 2);
  const page = await deskOf("mei");
  // Nothing is laid ready: the next case comes with the answer to the decision alone.
  await page.route("**/api/queue/next", (route) => route.abort());
  const before = await take(page, first);
  const seen = await headingsFromNow(page);
  await slowly(page, ["**/decision?**", "**/undo", `**/api/cases/${cases[0]?.id}`], 800);
  const undone = page.waitForResponse((response) => response.url().endsWith("/undo"));
  await page.keyboard.press("n");
  await page.keyboard.press("z");
  await undone;
  await expect.poll(() => stateOf(page, cases[0]?.id)).toBe("claimed");
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
  await expect(heading(page)).toHaveText(before);
  expect(await seen()).toEqual([before]);
});

test("N, and Z just after the next case is painted: the case that is taken back comes and stays, also where the router has written an older address meanwhile", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, first } = await aQueue(givenACase, "hr", 3);
  const page = await deskOf("mei");
  const before = await takeWithNext(page, first);
  const own = page.url();
  await slowly(page, ["**/decision?**", "**/undo", `**/api/cases/${cases[0]?.id}`], 800);
  await pressAndSeeNext(page, "n");
  const between = (await heading(page).textContent()) ?? "";
  expect(between).toContain(cases[1]?.reference ?? "");
  await page.keyboard.press("z");
  // What a busy router does late: the address of the case before stands over that of the one on the screen.
  await page.evaluate((address) => history.replaceState(history.state, "", address), own);
  const seen = await headingsFromNow(page);
  await expect(heading(page)).toHaveText(before);
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
  await expect.poll(() => stateOf(page, cases[0]?.id)).toBe("claimed");
  expect(await stateOf(page, cases[1]?.id)).not.toBe("decided");
  expect(await seen()).toEqual([between, before]);
  expect(page.url()).toContain(cases[0]?.id);
});

/** The queue with the answer to the next wish for a case held back until `answer` is called. */
async function aSlowQueue(page: Page, filter: string): Promise<{ asked: () => number; answer: () => void }> {
  await page.goto(`/queue?${filter}`);
  await expect(page.getByRole("table", { name: "Cases in the queue" })).toBeVisible();
  const gate = aGate();
  let asked = 0;
  await page.route("**/api/queue/next", async (route) => {
    // What the desk lays ready behind the case in hand is another question.
    if (!route.request().postDataJSON().inHand) asked += 1;
    await gate.opened;
    await route.continue();
  });
  return { asked: () => asked, answer: gate.open };
}

const looking = (page: Page) => page.getByRole("status").filter({ hasText: "Looking for the next case" });

test("who asks for the next case reads at once that it is looked for; walking the rows meanwhile changes nothing, and it opens", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, filter } = await aQueue(givenACase, "mk", 2);
  const page = await deskOf("mei");
  const { asked, answer } = await aSlowQueue(page, filter);
  await pressUntil(page, "Shift+G", () => expect(looking(page)).toBeVisible({ timeout: 1_000 }));
  await page.keyboard.press("Shift+G");
  await page.keyboard.press("j");
  answer();
  await expect(heading(page)).toContainText(cases[0]?.reference ?? "");
  expect(asked()).toBe(1);
});

test("who has gone on while the next case was looked for is not led away, and it goes back to the others", async ({
  deskOf,
  givenACase,
}) => {
  const { cases, filter } = await aQueue(givenACase, "bg", 2);
  const page = await deskOf("mei");
  const { answer } = await aSlowQueue(page, filter);
  await pressUntil(page, "Shift+G", () => expect(looking(page)).toBeVisible({ timeout: 1_000 }));
  await page.keyboard.press("Escape");
  const stopped = page.getByRole("status").filter({ hasText: "No case is opened" });
  await expect(stopped).toBeVisible();
  const back = page.waitForResponse((response) => response.url().endsWith(`/${cases[0]?.id}/release`));
  answer();
  expect((await back).status()).toBe(200);
  await expect.poll(() => stateOf(page, cases[0]?.id)).toBe("open");
  await expect(page).toHaveURL(/\/queue/);
});
