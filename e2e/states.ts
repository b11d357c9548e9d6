import { expect, type Page } from "@playwright/test";
import { enter, pressUntil } from "./steps";
import { behind, type Given } from "./visited";
import { aFoundCase, anUnreadCase, anUnseenAppeal } from "./visited-states";
import type { Visit } from "./visits";

type NewColleague = { email: string; password: string };
let newest: NewColleague | undefined;

/** Somebody whom an admin has just added, with the password that was made for them. */
async function aNewColleague({ deskOf }: Given): Promise<NewColleague> {
  const email = `noor.${Date.now()}@people.example`;
  const lucia = await deskOf("lucia", "/people/me");
  const added = await lucia.request.post("/api/people", { data: { name: "Noor Haddad", email, role: "moderator" } });
  expect(added.status(), await added.text()).toBe(201);
  return { email, password: (await added.json()).password };
}

/** Two comments of one account, so that one case comes after the other; the address of the first, in a queue of the two. */
async function twoCases({ givenACase }: Given): Promise<string> {
  const language = "zh-Hant";
  const report = (text: string) => givenACase({ platform: "taobao-weitao", text, language });
  const { id } = await report("你們家客服腦子進水了吧，一群廢物。");
  await report("賣家一直騙人，大家不要買，垃圾店。");
  return `/cases/${id}?platform=taobao-weitao&language=${language}`;
}

async function takeIt(page: Page): Promise<void> {
  const none = page.getByRole("button", { name: "No violation" });
  await pressUntil(page, "c", () => expect(none).toBeVisible({ timeout: 2_000 }));
}

/**
 * Screens of their own beside the pages of visits.ts: states of a page, and pages at which only somebody in a certain way
 * stays. Last come those that change who looks: the break ends Mei's work, and the visitor is signed in from then on.
 */
export const states: Readonly<Record<string, Visit>> = {
  "/queue/as a list": { by: ["mei"], path: async () => "/queue?mode=list" },
  "/queue/as pictures": { by: ["mei"], path: async () => "/queue?mode=pictures" },
  "/cases/[caseId]/found how": {
    by: ["mei"],
    path: aFoundCase,
    open: async (page) => {
      await takeIt(page);
      await page.getByLabel("How was the content found?").first().scrollIntoViewIfNeeded();
    },
  },
  "/cases/[caseId]/a budget spent": {
    by: ["mei"],
    path: anUnreadCase,
    open: (page) => expect(page.getByText("its questions for today are spent")).toBeVisible(),
  },
  "/cases/[caseId]/decided with undo": {
    by: ["mei"],
    path: twoCases,
    open: async (page) => {
      await takeIt(page);
      await page.keyboard.press("n");
      await expect(page.getByRole("button", { name: /^Take back/ })).toBeVisible();
    },
  },
  "/cases/[caseId]/without a connection": {
    by: ["mei"],
    path: twoCases,
    open: async (page) => {
      await takeIt(page);
      await page.context().setOffline(true);
      await page.keyboard.press("n");
      await expect(page.getByText(/not been confirmed/)).toBeVisible();
    },
    close: (page) => page.context().setOffline(false),
  },
  "/quality/reviews/[sampleId]/with a clause": {
    by: ["jonas"],
    path: behind("jonas", "/quality/reviews"),
    open: (page) =>
      pressUntil(page, "1", () => expect(page.getByRole("radio", { name: "A clause is broken" })).toBeChecked()),
  },
  "/appeals/[appealId]/before a first look": { by: ["jonas"], path: anUnseenAppeal },
  "/break": {
    by: ["mei"],
    path: async () => "/queue",
    open: async (page) => {
      await expect(async () => {
        await page.keyboard.press("Shift+B");
        await expect(page).toHaveURL(/\/break/, { timeout: 2_000 });
      }).toPass();
    },
  },
  "/sign-in/password": {
    by: ["a visitor"],
    path: async (given) => {
      newest = await aNewColleague(given);
      return "/sign-in";
    },
    open: async (page) => {
      const { email = "", password = "" } = newest ?? {};
      await enter(page, email, password);
      await expect(page.getByRole("heading", { name: "Choose a password of your own", level: 1 })).toBeVisible();
    },
  },
};
