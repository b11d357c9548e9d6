import { expect, type Page } from "@playwright/test";
import { expectNoBarriers, take, takeWithNext, test } from "./steps";

const insult = "你们家客服脑子进水了吧，一群废物，滚出淘宝。";

/** Where each of these first stands in what a screen reader reads, top to bottom. */
async function placesOf(page: Page, words: readonly RegExp[]): Promise<number[]> {
  const tree = await page.locator("main").ariaSnapshot();
  return words.map((one) => tree.search(one));
}

test("the case screen is read from what happened, over the rule, to what will follow and what can be done", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  await take(page, id);
  await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
  const order = [
    /heading "Content" \[level=2\]/,
    /region "Text of the content"/,
    /heading "Notices[^"]*" \[level=3\]/,
    /heading "Account[^"]*" \[level=3\]/,
    /heading "Notes[^"]*" \[level=3\]/,
    /heading "Clause" \[level=2\]/,
    /group "Suggested clauses"/,
    /What must be shown|All of these must hold|This clause has no exceptions|heading "Exceptions"/,
    /heading "Decided before under this clause"/,
    /heading "Decision" \[level=2\]/,
    /button "Accept the row/,
    /Appeal until/,
    /region "Decide"/,
    /button "No violation/,
  ];
  const places = await placesOf(page, order);
  for (const [position, place] of places.entries())
    expect(place, `${order[position]} is read`).toBeGreaterThanOrEqual(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
});

type Place = { what: string; left: number; top: number; right: number; bottom: number };

/** Of what is read before: what stands over it in the same column, or left of it in the same row, although it is read later. */
function misplaced(places: readonly Place[]): string[] {
  return places.flatMap((one, at) =>
    places.slice(at + 1).flatMap((later) => {
      const shareColumn = later.left < one.right && one.left < later.right;
      const shareRow = later.top < one.bottom && one.top < later.bottom;
      const isBefore = (shareColumn && later.bottom <= one.top) || (shareRow && later.right <= one.left);
      return isBefore ? [`${later.what} stands before ${one.what}`] : [];
    }),
  );
}

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [820, 1180],
  [390, 844],
] as const)
  test(`at ${width} px what is read first stands first, and the next case's heading has the focus`, async ({
    deskOf,
    givenACase,
  }) => {
    const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
    const page = await deskOf("mei");
    await page.setViewportSize({ width, height });
    const first = await takeWithNext(page, id);
    await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
    const main = page.getByRole("main");
    const read = {
      "the case": main.getByRole("heading", { level: 1 }),
      content: main.getByRole("heading", { name: "Content", level: 2 }),
      text: main.getByRole("region", { name: "Text of the content" }),
      notices: main.getByRole("heading", { name: /^Notices/, level: 3 }),
      account: main.getByRole("heading", { name: /^Account/, level: 3 }),
      notes: main.getByRole("heading", { name: /^Notes/, level: 3 }),
      clause: main.getByRole("heading", { name: "Clause", level: 2 }),
      suggestions: main.getByRole("group", { name: "Suggested clauses" }),
      precedents: main.getByRole("heading", { name: "Decided before under this clause" }),
      decision: main.getByRole("heading", { name: "Decision", level: 2 }),
      row: main.getByRole("button", { name: "Accept the row" }),
      card: main.getByText("Appeal until").first(),
      bar: main.getByRole("region", { name: "Decide", exact: true }),
    };
    // What sticks to the lower edge is in its own place once the end is reached.
    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight }));
    const placesNow = async () => {
      const places: Place[] = [];
      for (const [what, where] of Object.entries(read)) {
        // Where the columns scroll by themselves, the bar stands under what is seen of them.
        if (what === "bar" && width >= 1280) continue;
        const box = await where.boundingBox();
        if (!box) throw new Error(`${what} is not shown`);
        places.push({ what, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height });
      }
      return places;
    };
    await expect.poll(async () => misplaced(await placesNow())).toEqual([]);
    if (width === 820) {
      await page.evaluate(() => window.scrollTo({ top: 0 }));
      const card = await read.card.boundingBox();
      expect(card?.y, "the consequences are in the first screen and a half").toBeLessThan(1.5 * height);
    }
    await page.keyboard.press("n");
    await expect(read["the case"]).not.toHaveText(first);
    await expect(read["the case"]).toBeFocused();
  });

test("the headings of a case leave no level out", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "taobao-weitao", text: insult, language: "zh-Hans" });
  const page = await deskOf("mei");
  await take(page, id);
  await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
  const levels = await page
    .locator("main :is(h1, h2, h3, h4, h5)")
    .evaluateAll((headings) => headings.map((heading) => Number(heading.tagName.slice(1))));
  const jumps = levels.filter((level, position) => position > 0 && level > (levels[position - 1] ?? 0) + 1);
  expect(jumps).toEqual([]);
});

test("taking, deciding and taking back are said aloud, and the focus is at the heading of the case that comes", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "alibaba", text: "Gloves in boxes of one hundred, size L." });
  const page = await deskOf("mei");
  const first = await takeWithNext(page, id);
  await page.keyboard.press("n");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).not.toHaveText(first);
  await expect(heading).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "is decided: No violation" })).toHaveCount(1);
  await page.keyboard.press("z");
  await expect(heading).toHaveText(first);
  await expect(heading).toBeFocused();
});

test("words are reached, selected letter by letter and said aloud, by keys alone", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "aliexpress", text: "The lamp arrived on time and works." });
  const page = await deskOf("mei");
  await take(page, id);
  await page.keyboard.press("v");
  await expect(page.locator("[data-evidence-in=text]")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect(page.getByRole("status").filter({ hasText: /Selected: The l?/ })).toHaveCount(1);
  await page.keyboard.press("b");
  await expect(page.getByRole("status").filter({ hasText: "Bound:" })).toBeVisible();
});

test("a case in hand has no barrier in either theme, on any surface", async ({ deskOf, givenACase }) => {
  const content = {
    surface: "advertisement",
    context: { advertiser: "VitaCore", payer: "NightRest", marks: ["00:01"], product: "Capsules", price: "€29" },
  };
  const text = "See https://shop.example@evil.example/ and \u202Eturned";
  const page = await deskOf("mei");
  for (const surface of ["advertisement", "review", "comment", "im", "profile"]) {
    const about =
      surface === "advertisement" ? content : { surface, context: { stars: 2, thread: ["before"], bio: "b" } };
    const { id } = await givenACase({ platform: "aliexpress", text, explanation: "Look at it.", content: about });
    await take(page, id);
    await expectNoBarriers(page);
  }
});
