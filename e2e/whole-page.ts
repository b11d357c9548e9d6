import { expect, type Page } from "@playwright/test";

/**
 * A document that is loaded is read once it stands whole: until React has put a streamed part in its place, the page
 * holds it a second time, hidden, and a sentence would be found twice.
 */
export function readWhole(page: Page): Page {
  const { goto, reload } = page;
  const whole = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const loaded = await answer;
    await expect(page.locator('div[hidden][id^="S:"]')).toHaveCount(0);
    return loaded;
  };
  page.goto = (...how) => whole(goto.apply(page, how));
  page.reload = (...how) => whole(reload.apply(page, how));
  return page;
}
