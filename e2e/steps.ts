import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";

/** The demo's people, by the names that the sign-in page shows. */
export const people = {
  mei: "Mei Lin",
  jonas: "Jonas Weber",
  amara: "Amara Okafor",
  lucia: "Lucía Herrera",
  tomasz: "Tomasz Nowak",
} as const;

/** A desk of their own for one of the demo's people. */
export async function deskOf(browser: Browser, who: keyof typeof people, path = "/queue"): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByRole("button", { name: people[who] }).click();
  await expect(page).toHaveURL(new RegExp(`${path.replace(/[/?]/g, "\\$&")}`));
  return page;
}

/** Somebody without an account, in a browser of their own. */
export async function aVisitor(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** No barrier that axe finds, in the light and in the dark. */
export async function expectNoBarriers(page: Page): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${theme}: ${id} at ${nodes[0]?.target.join(" ")}`)).toEqual([]);
  }
}
