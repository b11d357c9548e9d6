import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { states } from "./states";
import { inTheme, test } from "./steps";
import { type Reader, visits } from "./visits";

const folder = join(import.meta.dirname, "..", "docs", "screens");
/** Addresses of pages, parted by commas, where only those are taken anew; the others and their list stay. */
const only = (process.env.SCREENS ?? "").split(",").filter((route) => route !== "");
const widths = { 1440: 900, 1024: 768, 390: 844 } as const;
const themes = ["light", "dark"] as const;

/** "/cases/[caseId]" as a file's name: what differs from case to case is left out. */
const nameOf = (route: string) =>
  route
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("[") ? "one" : part.replaceAll(" ", "-")))
    .join("-") || "start";

async function keep(page: Page, route: string): Promise<void> {
  const name = nameOf(route);
  for (const [width, height] of Object.entries(widths)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const theme of themes) {
      await inTheme(page, theme);
      const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
      // Small enough to be kept with the project: letters stay sharp, the file is a tenth of a PNG.
      const small = await sharp(picture).webp({ quality: 28, effort: 6, smartSubsample: true }).toBuffer();
      writeFileSync(join(folder, `${name}-${width}-${theme}.webp`), small);
    }
  }
}

const row = (route: string) =>
  Object.keys(widths)
    .reverse()
    .map((width) =>
      themes
        .map((theme) => `[${theme === "light" ? width : theme}](${nameOf(route)}-${width}-${theme}.webp)`)
        .join(", "),
    );

test("what every page looks like, at three widths and in both themes", async ({ aVisitor, deskOf, givenACase }) => {
  if (only.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const desks = new Map<Reader, Page>();
  const lines: string[] = [];
  for (const [route, { by, path, open, close }] of Object.entries({ ...visits, ...states })) {
    if (only.length > 0 && !only.includes(route)) continue;
    const [reader = "a visitor"] = by;
    const page = desks.get(reader) ?? (reader === "a visitor" ? await aVisitor() : await deskOf(reader, "/people/me"));
    desks.set(reader, page);
    await test.step(route, async () => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(await path({ aVisitor, deskOf, givenACase }), { waitUntil: "networkidle" });
      await open?.(page, reader);
      await keep(page, route);
      await close?.(page, { aVisitor, deskOf, givenACase });
    });
    lines.push(`| \`${route}\` | ${reader} | ${row(route).join(" | ")} |`);
  }
  if (only.length > 0) return;
  const head = [
    "# Screens",
    "",
    "Made by `npm run screens` from the demo town: the first reader of each page, in light and dark.",
    "",
  ];
  const table = ["| page | seen by | wide | tablet | phone |", "| --- | --- | --- | --- | --- |", ...lines, ""];
  writeFileSync(join(folder, "README.md"), [...head, ...table].join("\n"));
});
