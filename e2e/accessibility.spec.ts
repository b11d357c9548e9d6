import { readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect, type Page } from "@playwright/test";
import { states } from "./states";
import { barriersOn, inTheme, test } from "./steps";
import { type Reader, visits } from "./visits";

/** Every page of the product as its address, out of the folders that make it: "(desk)/people/[personId]" is "/people/[personId]". */
const routes = readdirSync(join(import.meta.dirname, "..", "app"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.split(sep).at(-1) === "page.tsx")
  .map(
    (file) =>
      `/${dirname(file)
        .split(sep)
        .filter((part) => part !== "." && !part.startsWith("("))
        .join("/")}`,
  )
  .sort((a, b) => a.localeCompare(b));

/**
 * Only somebody on a break stays at the one, and somebody with a password that was made for them at the other: care.spec.ts and
 * people.spec.ts read them, in both themes.
 */
const readElsewhere = ["/break", "/sign-in/password"];

test("every page of the product is visited here", () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => visits[route] === undefined)).toEqual(readElsewhere);
});

test("every page of the product has its pictures in docs/screens", () => {
  expect(routes.filter((route) => !(route in visits) && !(route in states))).toEqual([]);
});

/** A page that has come settles at once or not at all: many pages are looked at, and none is waited for long. */
const settled = { timeout: 10_000 };

async function expectNothingOver(page: Page, edge: string): Promise<void> {
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.soft.poll(beyond, { ...settled, message: edge }).toBeLessThanOrEqual(0);
}

async function expectAllToReadIt(page: Page, route: string): Promise<void> {
  const said = (what: string) => `${route}: ${what}`;
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.soft(page.getByRole("heading", { level: 1 }), said("one heading of its own")).toHaveCount(1, settled);
  await expect.soft(page, said("a title")).toHaveTitle(route === "/" ? "Recourse" : /^.+ · Recourse$/, settled);
  await inTheme(page, "light");
  expect.soft(await barriersOn(page), said("barriers in the light")).toEqual([]);
  await inTheme(page, "dark");
  expect.soft(await barriersOn(page, "colours"), said("barriers in the dark")).toEqual([]);
  await expectNothingOver(page, said("over the edge of a wide screen"));
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingOver(page, said("over the edge of a phone"));
  expect.soft(await barriersOn(page, "rest"), said("barriers on a phone")).toEqual([]);
}

const readers: Record<Reader, string> = {
  "a visitor": "a visitor without an account",
  mei: "a moderator",
  jonas: "a supervisor",
  amara: "another supervisor",
  lucia: "an admin",
  henrik: "another admin",
  tomasz: "an auditor",
};

for (const by of Object.keys(readers) as Reader[]) {
  const read = routes.filter((route) => visits[route]?.by.includes(by));
  if (read.length === 0) continue;
  test(`no page that ${readers[by]} reads has a barrier in either theme, or reaches over the edge of a phone`, async ({
    aVisitor,
    deskOf,
    givenACase,
  }) => {
    const page = by === "a visitor" ? await aVisitor() : await deskOf(by, "/people/me");
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${new URL(page.url()).pathname}: ${message.text()}`);
    });
    for (const route of read) {
      const visit = visits[route];
      await test.step(route, async () => {
        expect.soft((await page.goto((await visit?.path({ aVisitor, deskOf, givenACase })) ?? ""))?.status()).toBe(200);
        await visit?.open?.(page, by);
        await expectAllToReadIt(page, route);
      });
    }
    expect(complaints, "what the browser complained of").toEqual([]);
  });
}
