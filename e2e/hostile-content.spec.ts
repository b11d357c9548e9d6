import { createServer } from "node:http";
import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { test } from "./steps";

const widths = [1440, 1024, 390];
const bomb = `${"<div><table><tr><td>".repeat(200)}<img src=https://evil.example/x.png onerror="alert(1)"><script>alert(2)</script>`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(3)"><script>fetch("https://evil.example/")</script></svg>`;
const zalgo = [..."Zalgo comes"]
  .map((letter) => letter + "\u0335\u0322\u0321\u0334\u0336\u0341\u034F\u0359".repeat(6))
  .join("");

const texts: Record<string, string> = {
  "5,000 letters without a space": "W".repeat(5_000),
  "writing from right to left": "שלום עולם, המוצר הזה מזויף. مرحبا بالعالم، هذا المنتج مزيف. 12345",
  "tricks with the direction of reading":
    "invoice\u202Egpj.exe and \u2066never closed \u202B\u202Bturned \u200B\u200B\u200Bfree",
  "letters under piles of marks": `${zalgo} ${zalgo}\nnext line`,
  "emoji of many parts": "👩‍👩‍👧‍👦🏳️‍🌈🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(60),
  "a bomb of HTML": bomb,
  "an SVG with a script": svg,
  "links that lie":
    '[taobao.com](javascript:alert(4)) https://taobao.com@evil.example/login <a href="javascript:alert(5)">prize</a>',
};

/** Opens a case and tells of every box that opened and every machine but ours that was asked. */
async function openWatched(page: Page, id: string) {
  const seen = { dialogs: [] as string[], elsewhere: [] as string[] };
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).hostname !== "127.0.0.1")
      seen.elsewhere.push(request.url());
  });
  await page.goto(`/cases/${id}`);
  await expect(page.getByRole("heading", { name: "Decision", level: 2 })).toBeVisible();
  // While a page comes in, what was streamed stands beside it, hidden, until it is put in its place.
  await expect(page.locator("[data-evidence-in=text]")).toHaveCount(1);
  return seen;
}

const columnsOf = (page: Page) =>
  page.evaluate(() =>
    ["content", "clause", "decision"].map((id) =>
      Math.round(document.getElementById(id)?.closest("section")?.getBoundingClientRect().width ?? 0),
    ),
  );

/** How far anything in the columns reaches over their right edge, in pixels. */
const overflowOf = (page: Page) =>
  page.evaluate(() => {
    const columns = ["content", "clause", "decision"].map((id) => document.getElementById(id)?.closest("section"));
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      ...columns.map((column) => (column ? column.scrollWidth - column.clientWidth : 0)),
    );
  });

test("whatever is reported is shown as text: nothing runs, nothing is fetched, and the desk keeps its shape", async ({
  deskOf,
  givenACase,
}) => {
  const page = await deskOf("mei");
  const plain = await givenACase({ platform: "aliexpress", text: "The lamp arrived on time." });
  const usual = new Map<number, number[]>();
  await openWatched(page, plain.id);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    usual.set(width, await columnsOf(page));
  }
  for (const [what, text] of Object.entries(texts)) {
    await test.step(what, async () => {
      const about = await givenACase({ platform: "aliexpress", text, explanation: what });
      const seen = await openWatched(page, about.id);
      await expect(page.locator("[data-evidence-in=text]")).toHaveText(text, { useInnerText: false });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => overflowOf(page), `${what} at ${width}`).toBeLessThanOrEqual(0);
        expect(await columnsOf(page), `columns at ${width}`).toEqual(usual.get(width));
      }
      await expect(page.locator("[data-evidence-in=text] :is(a, img, svg, script, table)")).toHaveCount(0);
      expect(seen).toEqual({ dialogs: [], elsewhere: [] });
    });
  }
});

test("an account whose name has no place to break keeps the desk's shape, on its case and on its own page", async ({
  deskOf,
  givenACase,
}) => {
  const handle = `${"W".repeat(60)}${zalgo.slice(0, 120)}`;
  const account = { id: `endless-${Date.now()}`, handle, kind: "business", language: "en", zone: "Asia/Shanghai" };
  const { id } = await givenACase({ platform: "aliexpress", text: "The lamp came.", content: { account } });
  const page = await deskOf("mei", `/cases/${id}`);
  const named = page.getByRole("link", { name: "W".repeat(60) });
  const toAccount = await named.getAttribute("href");
  for (const path of [`/cases/${id}`, toAccount ?? ""]) {
    await page.goto(path);
    await expect(page.getByText("W".repeat(60)).first()).toBeVisible();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => overflowOf(page), `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test("hidden characters are shown where they stand, and turn nothing around", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({
    platform: "aliexpress",
    text: texts["tricks with the direction of reading"] ?? "",
    explanation: "Look at it.",
  });
  const page = await deskOf("mei", `/cases/${id}`);
  await expect(page.locator("[data-evidence-in=text] [data-hidden]").first()).toHaveAttribute("data-hidden", "RLO");
  await expect(page.locator('[data-evidence-in=text] [data-hidden="ZWSP×3"]')).toHaveCount(1);
  const content = page.getByRole("region", { name: "Hidden characters shown" });
  await expect(content).toContainText("RLO turns the direction of reading, once");
  // What was typed after the mark stands to its right, and is not turned before it.
  const places = await page.locator("[data-evidence-in=text]").evaluate((text) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const left = (words: string) => {
      walker.currentNode = text;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(words) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        return range.getBoundingClientRect().left;
      }
      return Number.NaN;
    };
    return [left("invoice"), left("gpj"), left("exe")];
  });
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("letters under piles of marks are cut off at their line", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({
    platform: "aliexpress",
    text: texts["letters under piles of marks"] ?? "",
    explanation: "Look at it.",
  });
  const page = await deskOf("mei", `/cases/${id}`);
  const piles = page.locator("[data-evidence-in=text] .overflow-clip");
  await expect(piles.first()).toBeVisible();
  expect((await piles.first().boundingBox())?.height).toBeLessThanOrEqual(30);
});

test("links are words, with the place they would really lead to", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({
    platform: "aliexpress",
    text: texts["links that lie"] ?? "",
    explanation: "Look at it.",
  });
  const page = await deskOf("mei", `/cases/${id}`);
  const links = page.getByRole("region", { name: "Links in the text, followed by nobody" }).getByRole("listitem");
  await expect(links.filter({ hasText: "javascript:alert(5)" })).toContainText(
    "runs something instead of leading somewhere",
  );
  await expect(links.filter({ hasText: "evil.example" })).toContainText("another name stands before the real host");
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
});

test("what came with a content may be anything: it is listed as words, and the desk stays whole", async ({
  deskOf,
  givenACase,
}) => {
  let nested: unknown = "deep";
  for (let depth = 0; depth < 300; depth += 1) nested = [nested];
  const context = {
    stars: "many",
    product: { title: "P".repeat(2_000), price: "\u202E9.99", url: "javascript:alert(6)" },
    thread: [null, 7, { author: "A".repeat(600), text: bomb.slice(0, 2_000) }, { isThis: true }, "after"],
    marks: "never",
    constructor: "a name that objects have",
    "a.b": nested,
    note: "<script>alert(7)</script>",
  };
  for (const surface of ["review", "listing", "comment", "profile", "livestream", "im", "advertisement", "feed"]) {
    const content = { title: "T".repeat(180), surface, context };
    const { id } = await givenACase({ platform: "aliexpress", text: "Plain words.", content });
    const page = await deskOf("mei");
    const seen = await openWatched(page, id);
    await expect(page.getByText("a name that objects have")).toBeVisible();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => overflowOf(page), `${surface} at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(seen).toEqual({ dialogs: [], elsewhere: [] });
    await page.close();
  }
});

test("a picture of 200 megapixels and an SVG with a script are refused with what to do, and the desk stays up", async ({
  deskOf,
  request,
}) => {
  const desk = await deskOf("lucia", "/settings/keys");
  const made = await desk.request.post("/api/keys", {
    data: { name: "Hostile pictures", platformIds: [], permissions: ["notice.create", "notice.import"] },
  });
  const authorization = `Bearer ${(await made.json()).key}`;
  const picture = await sharp({ create: { width: 20_000, height: 10_000, channels: 3, background: "white" } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  // What calls itself a picture is read by what is in it: the script is none either way.
  const hostile = [
    { type: "image/png", data: picture },
    { type: "image/svg+xml", data: Buffer.from(svg) },
    { type: "image/png", data: Buffer.from(svg) },
  ];
  for (const { type, data } of hostile) {
    const sent = await request.post("/api/v1/media?platform=aliexpress", {
      headers: { authorization, "content-type": type },
      data,
    });
    expect([413, 415, 422], await sent.text()).toContain(sent.status());
    expect((await sent.json()).detail).toMatch(/\w+ .+\./);
  }
  await desk.goto("/queue");
  await expect(desk.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a picture of 200 megapixels and an SVG with a script that a report links to are not there, each with why, and nothing moves", async ({
  deskOf,
  givenACase,
}) => {
  const picture = await sharp({ create: { width: 20_000, height: 10_000, channels: 3, background: "white" } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const files = new Map<string, Buffer>([
    ["/huge.png", picture],
    ["/run.svg", Buffer.from(svg)],
    ["/really.png", Buffer.from(svg)],
  ]);
  // The one place inside that the desk of these tests may fetch from (playwright.config.ts).
  const port = Number(process.env.E2E_PORT ?? 3217) + 10_000;
  const platform = createServer(({ url = "" }, response) => response.end(files.get(url)));
  await new Promise<void>((ready) => platform.listen(port, "127.0.0.1", ready));
  try {
    const media = [...files.keys()].map((path) => ({ url: `http://127.0.0.1:${port}${path}`, alt: path }));
    const { id } = await givenACase({ platform: "aliexpress", text: "Look at the pictures.", media });
    const mei = await deskOf("mei");
    await expect(async () => {
      const view = await (await mei.request.get(`/api/cases/${id}`)).json();
      expect(view.content.media.map(({ state }: { state: string }) => state)).toEqual(["failed", "failed", "failed"]);
    }).toPass();
    const seen = await openWatched(mei, id);
    const part = mei.getByRole("region", { name: "Pictures and videos" });
    for (const path of files.keys()) await expect(part.getByText(path, { exact: false }).first()).toBeVisible();
    await expect(part.locator("img, svg script, video")).toHaveCount(0);
    for (const width of widths) {
      await mei.setViewportSize({ width, height: 900 });
      await expect.poll(() => overflowOf(mei), `at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(seen).toEqual({ dialogs: [], elsewhere: [] });
  } finally {
    platform.closeAllConnections();
    platform.close();
  }
});
