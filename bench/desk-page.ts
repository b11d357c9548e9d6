import type { Page, Request } from "@playwright/test";

/** Milliseconds of which so large a share took no longer; 0 of none. */
export const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

export function said(times: readonly number[]): string {
  const [middle, most, nearly, all] = [0.5, 0.95, 0.99, 1].map((share) => Math.round(at(times, share)));
  return `${middle} ms in the middle, ${most} ms at 95 %, ${nearly} ms at 99 %, ${all} ms at most`;
}

/** Text and not a function: what compiles this file would name things in it that the page does not know. */
const watchInPage = `void (globalThis.timed = new Promise((done, failed) => {
  const began = performance.now();
  const heading = () => document.querySelector("h1")?.textContent ?? "";
  const before = heading();
  let pressed = 0;
  let painted = 0;
  addEventListener("keydown", (event) => (pressed ||= event.timeStamp), { once: true, capture: true });
  const look = () => {
    const now = performance.now();
    if (pressed > 0 && painted === 0 && heading() !== before && heading() !== "") painted = now - pressed;
    if (painted > 0 && document.querySelector("fieldset [aria-busy='true']") === null) return done({ painted, card: now - pressed });
    if (now - began > 20_000) return failed(new Error("no next case after twenty seconds: " + document.querySelector("main")?.innerText));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}))`;

/** One round trip to a route that does nothing: it refuses the method before it looks at anything. */
export const emptyInPage = `(async () => {
  const began = performance.now();
  await (await fetch("/api/v1/health", { method: "PUT", cache: "no-store" })).text();
  return performance.now() - began;
})()`;

/**
 * Presses a key on the open case and answers how long it took, in the page's own clock, from the press until the next
 * case was on screen (its reference in the heading, and a frame painted), and until its consequence card answered what
 * is chosen.
 */
export async function decideAndTime(page: Page, key: string): Promise<{ painted: number; card: number }> {
  // The page watches before the key comes: asked for at the same time, a quick next case was there before it looked.
  await page.evaluate(watchInPage);
  await page.keyboard.press(key);
  return page.evaluate<{ painted: number; card: number }>("globalThis.timed");
}

/** Resolves when the page waits for no answer of the app any more. */
export function quietness(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let onQuiet = () => {};
  const ended = (request: Request) => {
    underWay.delete(request);
    if (underWay.size === 0) onQuiet();
  };
  page.on("request", (request) => request.url().includes("/api/") && underWay.add(request));
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return async () => {
    // What an answer leads to is asked for in the frame after it.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    while (underWay.size > 0) {
      await new Promise<void>((done) => {
        onQuiet = done;
      });
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
  };
}

/** The queue of this search, and its next case on the screen, taken by its first moderator. */
export async function openDesk(page: Page, address: string, search = ""): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: "Sign in as Mei Lin" }).click();
  await page.waitForURL(/\/queue/);
  if (search !== "") await page.goto(`${address}/queue?${search}`);
  await page
    .getByRole("button", { name: /take the next/i })
    .first()
    .click();
  await page.waitForURL(/\/cases\//);
  await page
    .getByRole("button", { name: /no violation/i })
    .first()
    .waitFor();
}
