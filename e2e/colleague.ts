import { expect, type Page } from "@playwright/test";

/** Chooses a colleague of this name in the form in hand, and writes to them, by keyboard only. */
export async function writeTo(page: Page, name: string, words: string): Promise<void> {
  const whom = page.locator('select[name="colleague"]');
  await expect(whom).toBeFocused();
  await expect(whom.getByRole("option", { name })).toHaveCount(1);
  await page.keyboard.type(name);
  await expect(whom.locator("option:checked")).toHaveText(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
}
