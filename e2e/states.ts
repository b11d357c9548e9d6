import { expect } from "@playwright/test";
import { enter } from "./steps";
import type { Given } from "./visited";
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

/**
 * Screens of their own beside the pages of visits.ts: states of a page, and pages at which only somebody in a certain way
 * stays. Last come those that change who looks: the break ends Mei's work, and the visitor is signed in from then on.
 */
export const states: Readonly<Record<string, Visit>> = {
  "/queue/as a list": { by: ["mei"], path: async () => "/queue?mode=list" },
  "/queue/as pictures": { by: ["mei"], path: async () => "/queue?mode=pictures" },
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
