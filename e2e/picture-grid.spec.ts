import { expect } from "@playwright/test";
import sharp from "sharp";
import { expectNoBarriers, type Steps, test } from "./steps";

/** A picture that no other test has: stripes of random width, so that its hash is its own. */
async function aPicture(): Promise<Buffer> {
  const bars = await Promise.all(
    Array.from({ length: 12 }, async () => ({
      input: await sharp({
        create: {
          width: 20 + Math.floor(Math.random() * 120),
          height: 20 + Math.floor(Math.random() * 90),
          channels: 3,
          background: { r: Math.random() * 255, g: Math.random() * 255, b: Math.random() * 255 },
        },
      })
        .png()
        .toBuffer(),
      left: Math.floor(Math.random() * 250),
      top: Math.floor(Math.random() * 180),
    })),
  );
  return sharp({ create: { width: 400, height: 300, channels: 3, background: "#ccc" } })
    .composite(bars)
    .png()
    .toBuffer();
}

/** Cases with one picture each, in a language of their own; the address that shows nothing else as pictures. */
async function aGrid(givenACase: Steps["givenACase"], language: string, length: number) {
  for (let made = 1; made <= length; made += 1)
    await givenACase({
      platform: "alibaba",
      text: `Lamp number ${made} of a row.`,
      language,
      picture: await aPicture(),
    });
  return `/queue?order=age&language=${language}&mode=pictures`;
}

test("a moderator walks the grid by arrow keys, looks with R, which is written down, and opens with Enter", async ({
  deskOf,
  givenACase,
}) => {
  const address = await aGrid(givenACase, "is", 3);
  const page = await deskOf("mei");
  const clear: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/media\/[^?]+\?look=/.test(request.url())) clear.push(request.url());
  });
  await expect(async () => {
    await page.goto(address);
    await expect(page.getByRole("list", { name: "Cases with pictures" }).getByRole("listitem")).toHaveCount(3, {
      timeout: 2_000,
    });
  }).toPass();
  const tiles = page.getByRole("list", { name: "Cases with pictures" }).getByRole("listitem");
  await expect(page.getByRole("img", { name: "A lamp, blurred" })).toHaveCount(3);
  await page.keyboard.press("ArrowRight");
  await expect(tiles.nth(0).getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(tiles.nth(1).getByRole("link")).toBeFocused();
  expect(clear, "no clear picture is sent before a look").toEqual([]);
  const looked = page.waitForResponse((response) => response.url().endsWith("/reveal"));
  await page.keyboard.press("r");
  expect((await looked).status()).toBe(200);
  await expect(tiles.nth(1).getByRole("img", { name: "A lamp", exact: true })).toBeVisible();
  expect(clear).toHaveLength(1);
  await expect(tiles.nth(1).getByRole("img", { name: "A lamp, blurred" }), "for two seconds").toBeVisible();
  const reference = (await tiles.nth(1).getByRole("link").textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(reference);
  // Of this picture and no other: earlier tests looked at pictures too.
  const mediaId = new URL(clear[0] ?? "").pathname.split("/").at(-1);
  const log = await deskOf("tomasz", `/audit?verb=media.view&subject=${mediaId}`);
  const row = log.getByRole("row").filter({ hasText: "Picture looked at" }).filter({ hasText: "Mei Lin" });
  await expect(row).toHaveCount(1);
});

test("a picture that comes in appears in the open grid long before the clock would look for it", async ({
  deskOf,
  givenACase,
}) => {
  const address = await aGrid(givenACase, "cy", 1);
  const page = await deskOf("mei");
  const tiles = page.getByRole("list", { name: "Cases with pictures" }).getByRole("listitem");
  await expect(async () => {
    await page.goto(address);
    await expect(tiles).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await aGrid(givenACase, "cy", 1);
  // By the clock it would be looked for once a minute.
  await expect(tiles).toHaveCount(2, { timeout: 30_000 });
});

test("how the queue is shown stands in the address, is remembered, and has no barriers", async ({
  deskOf,
  givenACase,
}) => {
  const address = await aGrid(givenACase, "mt", 1);
  const page = await deskOf("mei");
  await page.goto(address.replace("&mode=pictures", ""));
  await page.getByRole("button", { name: "Pictures" }).click();
  await expect(page).toHaveURL(/mode=pictures/);
  await expect(page.getByRole("list", { name: "Cases with pictures" })).toBeVisible();
  await expectNoBarriers(page);
  await page.goto("/queue");
  await expect(page).toHaveURL(/mode=pictures/);
  await page.getByRole("button", { name: "Rows" }).click();
  await expect(page.getByRole("table")).toBeVisible();
});
