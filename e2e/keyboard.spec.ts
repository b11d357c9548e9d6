import { expect, type Page } from "@playwright/test";
import { pressUntil, take, test } from "./steps";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const insult = "你们家客服脑子进水了吧，一群废物，滚出淘宝。";
/** What notifiers tagged: a queue that no other test fills. */
const queue = "tag=medicine&order=age";

type Kind = "innocent" | "taken back" | "recommended" | "other clause" | "escalated" | "waiting" | "held";
const shift: readonly Kind[] = [
  "innocent",
  "recommended",
  "innocent",
  "escalated",
  "taken back",
  "recommended",
  "waiting",
  "innocent",
  "other clause",
  "held",
];
const innocents = ["aliexpress", "wechat", "alibaba", "taobao-weitao"];

/** The case of this place in the shift as a program reports it. */
function reportOf(kind: Kind, at: number) {
  if (kind === "recommended") return { platform: "taobao-weitao", text: `${insult}${at}`, language: "zh-Hans" };
  if (kind === "other clause")
    return { platform: "taobao-weitao", text: `这家店的茶不错，${at}。`, language: "zh-Hans" };
  return { platform: innocents[at % innocents.length] ?? "wechat", text: `Gloves in boxes of one hundred, ${at}.` };
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function type(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words);
}

/** What the moderator does with a case of each kind, by keys alone. */
const work: Record<Kind, (page: Page) => Promise<void>> = {
  innocent: (page) => press(page, "n"),
  "taken back": async (page) => {
    const before = (await heading(page).textContent()) ?? "";
    await press(page, "n");
    await expect(heading(page)).not.toHaveText(before);
    await press(page, "z");
    await expect(heading(page)).toHaveText(before);
    await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
    await press(page, "n");
  },
  recommended: async (page) => {
    await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
    await press(page, "a", "s", "Enter");
  },
  "other clause": async (page) => {
    await press(page, "/");
    await expect(page.getByRole("searchbox")).toBeFocused();
    await type(page, "Table.12.1");
    await expect(page.getByText("1 clause", { exact: true })).toBeVisible();
    await press(page, "Enter", "Escape");
    await expect(page.getByRole("button", { name: "Accept Table.12.1" })).toBeVisible();
    await press(page, "a", "v", "Shift+ArrowRight", "Shift+ArrowRight", "b");
    await expect(page.getByRole("status").filter({ hasText: "Bound:" })).toBeVisible();
    // The card is made anew with the words in it; S says so and is pressed again once it is there.
    await pressUntil(page, "s", () =>
      expect(page.getByText("Row accepted", { exact: true })).toBeVisible({ timeout: 2_000 }),
    );
    await press(page, "Enter");
  },
  escalated: async (page) => {
    await press(page, "e");
    await expect(page.locator("textarea:focus")).toHaveCount(1);
    await type(page, "A case of its own.");
    await press(page, "Control+Enter");
  },
  waiting: async (page) => {
    await press(page, "w");
    await expect(page.locator("textarea:focus")).toHaveCount(1);
    await type(page, "The seller’s answer.");
    await press(page, "Control+Enter");
  },
  held: (page) => press(page, "h"),
};

test("a shift of thirty mixed cases is done without a mouse", async ({ deskOf, givenACase }) => {
  const kinds = [...shift, ...shift, ...shift];
  const cases: { id: string; reference: string; kind: Kind }[] = [];
  for (const [at, kind] of kinds.entries())
    cases.push({ ...(await givenACase({ ...reportOf(kind, at), tags: ["medicine"] })), kind });
  const page = await deskOf("mei");
  await take(page, `${cases[0]?.id}?${queue}`);
  const left = new Map(cases.map(({ reference, kind }) => [reference, kind]));
  // In the order in which the desk serves them: a case that was laid ready stays first when another comes back.
  for (const _ of cases) {
    await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
    const [reference = ""] = /[A-Z]{2}-\d+/.exec((await heading(page).textContent()) ?? "") ?? [];
    const kind = left.get(reference);
    expect(kind, `${reference} is a case of this shift that is not done yet`).toBeDefined();
    if (!kind) return;
    left.delete(reference);
    await test.step(`${reference}: ${kind}`, async () => {
      await work[kind](page);
      await expect(heading(page).filter({ hasText: reference })).toHaveCount(left.size === 0 ? 1 : 0);
    });
  }
  const states: Record<Kind, string> = {
    innocent: "decided no_violation",
    "taken back": "decided no_violation",
    recommended: "decided violation",
    "other clause": "decided violation",
    escalated: "escalated none",
    waiting: "waiting none",
    held: "claimed none",
  };
  for (const { id, reference, kind } of cases) {
    await expect
      .poll(async () => {
        const view = await (await page.request.get(`/api/cases/${id}`)).json();
        return `${view.case.state} ${view.decision?.outcome ?? "none"}`;
      }, `${reference}, ${kind}`)
      .toBe(states[kind]);
  }
  // Nobody holds more than a few, and the tests after this one want to hold some.
  const headers = { origin: new URL(page.url()).origin };
  for (const { id, kind } of cases)
    if (kind === "held") await page.request.post(`/api/cases/${id}/release`, { data: {}, headers });
});
