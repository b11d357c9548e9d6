import { expect } from "@playwright/test";
import { people, test, type Who } from "./steps";

for (const who of Object.keys(people) as Who[])
  test(`the bar of ${people[who].name} fits every screen, and leads everywhere they may go`, async ({ deskOf }) => {
    const page = await deskOf(who, "/policy");
    const bar = page.getByRole("banner");
    for (const width of [390, 768, 1024, 1100, 1280, 1366, 1440, 1500, 1600, 1601, 1760, 1761, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(over, `over the edge at ${width} px`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await bar.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem").first().click();
    await expect(page).not.toHaveURL(/\/policy$/);
  });
