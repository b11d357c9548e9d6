import { readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "../steps";
import { visits } from "./visits";

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

test("every page of the product is visited here", () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => visits[route] === undefined)).toEqual([]);
});

for (const route of routes) {
  test(`${route} has no barrier in either theme, fits a phone and a wide screen, and has its heading and its title`, async ({
    aVisitor,
    deskOf,
    givenACase,
  }) => {
    const visit = visits[route];
    if (!visit) throw new Error(`visits.ts does not say how to come to ${route}`);
    const path = await visit.path({ aVisitor, deskOf, givenACase });
    const page = visit.who ? await deskOf(visit.who, "/people/me") : await aVisitor();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    expect((await page.goto(path))?.status()).toBe(200);
    await visit.open?.(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(route === "/" ? "Recourse" : /^.+ · Recourse$/);
    await expectNoBarriers(page, { inDark: "all rules" });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(beyond, `how far the page reaches over the edge at ${width} pixels`).toBeLessThanOrEqual(0);
    }
    expect(complaints, "what the browser complained of").toEqual([]);
  });
}
