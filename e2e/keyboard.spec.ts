import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { writeTo } from "./colleague";
import { pressUntil, type Steps, test } from "./steps";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const insult = "你们家客服脑子进水了吧，一群废物，滚出淘宝。";
/** What notifiers tagged: a queue that no other test fills. */
const queue = "tag=medicine&order=age";

type Kind =
  | "innocent"
  | "taken back"
  | "recommended"
  | "other clause"
  | "escalated"
  | "waiting"
  | "held"
  | "handed"
  | "ordered"
  | "picture"
  | "listing"
  | "message"
  | "right to left"
  | "wave";
/** Thirty cases, as they come on one day: the two of the wave are decided at once, from the first of them. */
const shift: readonly Kind[] = [
  ...(["innocent", "recommended", "picture", "escalated", "taken back", "right to left"] as const),
  ...(["waiting", "listing", "other clause", "held", "message", "recommended"] as const),
  ...(["innocent", "ordered", "wave", "wave", "picture", "handed"] as const),
  ...(["right to left", "other clause", "taken back", "listing", "escalated", "message"] as const),
  ...(["recommended", "waiting", "ordered", "handed", "innocent", "held"] as const),
];
const innocents = ["aliexpress", "wechat", "alibaba", "taobao-weitao"];
const weitao = { platform: "taobao-weitao", language: "zh-Hans" };

/** The case of this place in the shift as a program reports it. */
async function reportOf(kind: Kind, at: number): Promise<Parameters<Steps["givenACase"]>[0]> {
  switch (kind) {
    case "recommended":
    case "ordered":
      return { ...weitao, text: `${insult}${at}` };
    case "other clause":
      return { ...weitao, text: `这家店的茶不错，${at}。` };
    case "wave":
      return { ...weitao, text: `本店六月新茶上市，买二送一，送完为止，欢迎老客户进店选购，包邮到家 ${at}` };
    case "right to left":
      return { platform: "aliexpress", text: `مرحبا، هل تتوفر هذه القفازات بمقاس ${at}؟ שלום`, language: "ar" };
    case "listing": {
      const context = { price: `US$${at}.00 / box`, seller: "Harbour Glove Co.", category: "Gloves" };
      const content = { surface: "listing", role: "merchant", title: `Gloves, box ${at}`, context };
      return { platform: "alibaba", text: "Cotton gloves for the garden.", content };
    }
    case "message": {
      const content = { surface: "message", role: "user", context: { recipient: `Rosa ${at}` } };
      return { platform: "wechat", text: `See you at the station at eight, gate ${at}.`, content };
    }
    case "picture": {
      const background = { r: 8 * at, g: 160, b: 255 - 8 * at };
      const picture = await sharp({ create: { width: 320, height: 200, channels: 3, background } })
        .jpeg()
        .toBuffer();
      return { platform: "aliexpress", text: `A lamp, seen from side ${at}.`, picture };
    }
    default:
      return { platform: innocents[at % innocents.length] ?? "wechat", text: `Gloves in boxes of one hundred, ${at}.` };
  }
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function type(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words);
}

const shows = (words: string | RegExp) => async (page: Page) => {
  await expect(page.getByText(words).first()).toBeVisible();
  await press(page, "n");
};

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
  handed: async (page) => {
    await press(page, "d");
    await writeTo(page, "Amara Okafor", "You know this shop.");
  },
  ordered: async (page) => {
    await expect(page.getByText(authority).first(), "whose order it is").toBeVisible();
    await work.recommended(page);
  },
  picture: async (page) => {
    await expect(page.getByRole("img", { name: "A lamp, blurred until asked for" })).toBeVisible();
    await press(page, "r");
    await expect(page.getByRole("img", { name: "A lamp", exact: true })).toBeVisible();
    await press(page, "n");
  },
  listing: shows(/^US\$\d+\.00 \/ box$/),
  message: shows(/Rosa \d+/),
  "right to left": async (page) => {
    await expect(page.locator("[data-evidence-in=text]")).toHaveCSS("direction", "rtl");
    await press(page, "n");
  },
  wave: async (page) => {
    await expect(page.locator("[aria-keyshortcuts='Shift+W']")).toBeVisible();
    await press(page, "Shift+W");
    await expect(heading(page)).toHaveText("Wave of 2 items");
    const finding = page.getByRole("radio", { name: "A rule is broken" });
    await pressUntil(page, "Tab", () => expect(finding).toBeFocused({ timeout: 100 }));
    await press(page, "ArrowRight");
    await expect(page.getByRole("button", { name: "Decide 2 items" })).toBeEnabled();
    await press(page, "Control+Enter");
    await expect(page.getByText("2 decided").first()).toBeVisible();
    // Back to this queue by its address, as it is typed or kept: it is the same as at the beginning of the shift.
    await page.goto(`/queue?${queue}`);
    await pressUntil(page, "Shift+G", () => expect(page).toHaveURL(/\/cases\//, { timeout: 5_000 }));
  },
};

const authority = "Market Office of the Harbour";

/** An authority orders to act against what is at this place. */
async function ordered(jonas: Page, location: string): Promise<void> {
  const data = {
    platform: "taobao-weitao",
    kind: "act",
    authority,
    country: "AT",
    email: "office@market-office.example",
    legalBasis: "Section 5 of the Example Act",
    reasons: "The comment is forbidden.",
    redress: "Objection within a month.",
    locations: [location],
    receivedAt: new Date(Date.now() - 3_600_000).toISOString(),
  };
  const answer = await jonas.request.post("/api/orders", { data });
  expect(answer.status(), await answer.text()).toBe(201);
}

test("a shift of thirty mixed cases is done without a mouse", async ({ deskOf, givenACase }) => {
  const cases: { id: string; reference: string; kind: Kind }[] = [];
  const jonas = await deskOf("jonas", "/people/me");
  for (const [at, kind] of shift.entries()) {
    const reported = await givenACase({ ...(await reportOf(kind, at)), tags: ["medicine"] });
    if (kind === "ordered") await ordered(jonas, reported.location);
    cases.push({ ...reported, kind });
  }
  const page = await deskOf("mei");
  const inWave = cases.find(({ kind }) => kind === "wave")?.id;
  await expect
    .poll(async () => (await (await page.request.get(`/api/cases/${inWave}/wave`)).json())?.size, "gathered by then")
    .toBe(2);
  await page.goto(`/queue?${queue}`);
  await pressUntil(page, "Shift+G", () => expect(page).toHaveURL(/\/cases\//, { timeout: 5_000 }));
  const left = new Map(cases.map(({ reference, kind }) => [reference, kind]));
  // In the order in which the desk serves them: a case that was laid ready stays first when another comes back.
  while (left.size > 0) {
    await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
    const [reference = ""] = /[A-Z]{2}-\d+/.exec((await heading(page).textContent()) ?? "") ?? [];
    const kind = left.get(reference);
    expect(kind, `${reference} is a case of this shift that is not done yet`).toBeDefined();
    if (!kind) return;
    for (const [other, its] of left) if (other === reference || (kind === "wave" && its === kind)) left.delete(other);
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
    handed: "open none",
    ordered: "decided violation",
    picture: "decided no_violation",
    listing: "decided no_violation",
    message: "decided no_violation",
    "right to left": "decided no_violation",
    wave: "decided no_violation",
  };
  for (const { id, reference, kind } of cases) {
    await expect
      .poll(async () => {
        const view = await (await page.request.get(`/api/cases/${id}`)).json();
        return `${view.case.state} ${view.decision?.outcome ?? "none"}`;
      }, `${reference}, ${kind}`)
      .toBe(states[kind]);
  }
  // Nobody holds more than a few, and the tests after this one want to hold some; nor does Amara keep what she was handed.
  const headers = { origin: new URL(page.url()).origin };
  const amara = await deskOf("amara", "/people/me");
  for (const { id, kind } of cases) {
    if (kind === "held") await page.request.post(`/api/cases/${id}/release`, { data: {}, headers });
    if (kind !== "handed") continue;
    for (const verb of ["claim", "release"]) {
      const answer = await amara.request.post(`/api/cases/${id}/${verb}`, { data: {} });
      expect(answer.status(), await answer.text()).toBe(200);
    }
  }
});
