import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { readWhole } from "./whole-page";

/** The demo's people, by the names and addresses that the sign-in page shows. */
export const people = {
  mei: { name: "Mei Lin", email: "mei.lin@demo.recourse.example" },
  jonas: { name: "Jonas Weber", email: "jonas.weber@demo.recourse.example" },
  amara: { name: "Amara Okafor", email: "amara.okafor@demo.recourse.example" },
  lucia: { name: "Lucía Herrera", email: "lucia.herrera@demo.recourse.example" },
  henrik: { name: "Henrik Dahl", email: "henrik.dahl@demo.recourse.example" },
  tomasz: { name: "Tomasz Nowak", email: "tomasz.nowak@demo.recourse.example" },
} as const;
export type Who = keyof typeof people;

/** What this worker keeps between tests: who is signed in, and the key of the program that reports content. */
export type Kept = { sessions: Map<Who, Awaited<ReturnType<BrowserContext["storageState"]>>>; apiKey?: string };

type Reported = {
  platform: string;
  text: string;
  email?: string;
  language?: string;
  location?: string;
  tags?: string[];
  /** Whatever else the program says of the content: its title, surface, context, media. */
  content?: Record<string, unknown>;
  /** Why it is reported; the text itself if nothing is said. */
  explanation?: string;
  /** Pictures and videos by their address. */
  media?: { url: string; alt: string }[];
  /** A file of a picture of a lamp, which the program stores first. */
  picture?: Buffer;
  category?: string;
};
export type ReportedCase = { id: string; reference: string; location: string; email: string };

export type Steps = {
  /** What went wrong in any page of the test: scripts that threw, and whatever the content security policy stopped. */
  faults: string[];
  /** Somebody without an account, in a browser of their own. */
  aVisitor: (options?: BrowserContextOptions) => Promise<Page>;
  /** A desk of their own for one of the demo's people, opened at a path. */
  deskOf: (who: Who, path?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A case that no other test knows: a program of the platform reports this text, by an account of its own. */
  givenACase: (reported: Reported) => Promise<ReportedCase>;
  /** An admin makes decisions on the platform of this name final after a second, until the test is over: nobody waits for what follows. */
  givenNoTimeToUndo: (platform: string) => Promise<void>;
};

function watch(context: BrowserContext, faults: string[]): void {
  context.on("weberror", (fault) => faults.push(`thrown: ${fault.error().message}`));
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
}

async function pressOwnButton(page: Page, who: Who): Promise<void> {
  await page.getByRole("button", { name: `Sign in as ${people[who].name}` }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

export const test = base.extend<Steps, { kept: Kept }>({
  kept: [async ({ browserName: _ }, use) => use({ sessions: new Map() }), { scope: "worker" }],
  faults: [
    async ({ browserName: _ }, use) => {
      const faults: string[] = [];
      await use(faults);
      expect(faults, "no script threw, and the content security policy stopped nothing").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, faults }, use) => {
    watch(context, faults);
    await use(context);
  },
  page: async ({ page, javaScriptEnabled }, use) => use(javaScriptEnabled ? readWhole(page) : page),
  aVisitor: async ({ browser, faults, javaScriptEnabled }, use) => {
    const open: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      watch(context, faults);
      open.push(context);
      const page = await context.newPage();
      return (options?.javaScriptEnabled ?? javaScriptEnabled) ? readWhole(page) : page;
    });
    for (const context of open) await context.close();
  },
  deskOf: async ({ aVisitor, kept }, use) =>
    use(async (who, path = "/queue", options) => {
      const page = await aVisitor({ ...options, storageState: kept.sessions.get(who) });
      await page.goto(path);
      if (new URL(page.url()).pathname === "/sign-in") {
        await pressOwnButton(page, who);
        kept.sessions.set(who, await page.context().storageState());
      }
      await expect(page).toHaveURL(({ pathname, search }) => pathname + search === path);
      return page;
    }),
  givenACase: async ({ deskOf, request, kept }, use) => {
    let desk: Page | undefined;
    await use(async ({ platform, text, tags = [], picture, ...known }) => {
      desk ??= await deskOf("lucia", "/settings/keys");
      kept.apiKey ??= await aKey(desk);
      const own = `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
      const { language = "en", location = `https://${platform}.example/e2e-${own}` } = known;
      const email = known.email ?? `author-${own}@shop.example`;
      const account = {
        id: `e2e-${own}`,
        handle: `e2e ${own}`,
        kind: "business",
        email,
        language,
        zone: "Asia/Shanghai",
      };
      const publishedAt = new Date(Date.now() - 86_400_000).toISOString();
      const headers = { authorization: `Bearer ${kept.apiKey}` };
      const stored = picture && (await request.post(`/api/v1/media?platform=${platform}`, { headers, data: picture }));
      const lamp = stored ? [{ mediaId: (await stored.json()).mediaId, kind: "image", alt: "A lamp" }] : [];
      const content = {
        text,
        language,
        publishedAt,
        surface: "comment",
        role: "buyer",
        account,
        media: known.media ?? lamp,
        ...known.content,
      };
      const sent = await request.post("/api/v1/notices", {
        headers,
        data: {
          platform,
          legalClaim: false,
          explanation: known.explanation ?? text,
          items: [{ location, content }],
          tags,
          ...(known.category ? { category: known.category } : {}),
          goodFaith: true,
          language,
        },
      });
      expect(sent.status(), await sent.text()).toBe(201);
      const reference: string = (await sent.json()).items[0].case;
      const { rows } = await (await desk.request.get(`/api/queue?platform=${platform}&order=age&limit=100`)).json();
      const row = rows.find((each: { reference: string }) => each.reference === reference);
      return { id: row.id, reference, location, email };
    });
  },
  givenNoTimeToUndo: async ({ deskOf }, use) => {
    const undone: (() => Promise<void>)[] = [];
    await use(async (platform) => {
      const settings = await deskOf("lucia", "/settings");
      await undoTime(settings, platform, "1");
      undone.push(() => undoTime(settings, platform, null));
    });
    for (const step of undone) await step();
  },
});

/** Sets one platform's time to take a decision back on the settings page, in seconds, or leads back to the one for all. */
export async function undoTime(settings: Page, platform: string, seconds: string | null): Promise<void> {
  const row = settings.locator("#undoSeconds");
  const field = row.getByRole("spinbutton", { name: platform });
  const takeAway = row.getByRole("button", { name: `Back to the default: Time to take a decision back, ${platform}` });
  if (!(await field.isVisible())) await row.locator("summary").click();
  if (seconds === null) {
    await takeAway.click();
    await expect(takeAway).toHaveCount(0);
    return;
  }
  await field.fill(seconds);
  await row.getByRole("button", { name: `Save Time to take a decision back, ${platform}` }).click();
  // Less time protects people less: the page asks a second time.
  await row.getByRole("button", { name: "Save it all the same" }).click();
  await expect(takeAway).toBeVisible();
  await expect(field).toHaveValue(seconds);
}

/** A key for programs, made as an admin makes it. */
async function aKey(desk: Page): Promise<string> {
  const made = await desk.request.post("/api/keys", {
    data: { name: "Browser tests", platformIds: [], permissions: ["notice.create", "notice.import"] },
  });
  expect(made.status(), await made.text()).toBe(201);
  return (await made.json()).key;
}

/** The demo's passwords, where the started product keeps them. */
export function passwordOf(who: Who): string {
  const file = join(process.env.E2E_DATA_DIR ?? "", "demo-sign-ins.json");
  const passwords: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  return passwords[people[who].email] ?? "";
}

/** Opens a case and takes it by its key; gives its heading. */
export async function take(page: Page, id: string): Promise<string> {
  await page.goto(`/cases/${id}`);
  const none = page.getByRole("button", { name: /^(No violation|未违规)/ });
  await pressUntil(page, "c", () => expect(none).toBeVisible({ timeout: 2_000 }));
  return (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
}

/** The same, once the case behind it has been laid ready as well. */
export async function takeWithNext(page: Page, id: string): Promise<string> {
  const laidReady = page.waitForResponse((response) => response.url().endsWith("/api/queue/next"));
  const heading = await take(page, id);
  await laidReady;
  return heading;
}

/** Types an address and a password into the sign-in page. */
export async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Presses until it shows: a key pressed before the page listens is lost, for people too. */
export async function pressUntil(page: Page, key: string, isThere: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await isThere();
  }).toPass();
}

/** The newest mail with these words beside it (address, subject, kind), out of the mailbox that only admins read; waits until it has left. */
export async function mailWith(lucia: Page, ...words: string[]): Promise<string> {
  const mails = words.reduce((found, hasText) => found.filter({ hasText }), lucia.getByRole("listitem"));
  await expect(async () => {
    await lucia.goto("/mailbox");
    await turnTo(lucia, mails);
  }).toPass();
  await mails.first().getByRole("link").click();
  await expect(lucia).toHaveURL(/mail=/);
  return (await lucia.getByRole("article").textContent()) ?? "";
}

/** Turns the mailbox's pages until one of these mails is on it. */
async function turnTo(lucia: Page, mails: Locator): Promise<void> {
  await expect(lucia.getByRole("heading", { level: 1 })).toBeVisible();
  while ((await mails.count()) === 0) {
    const address = await lucia.getByRole("link", { name: "Next" }).getAttribute("href", { timeout: 1_000 });
    await lucia.goto(address ?? "/mailbox");
  }
}

/** The signed link to a decision in a mail. */
export function linkIn(mail: string): string {
  const found = /\/decision\/[\w-]{46}/.exec(mail);
  expect(found?.[0], "the mail holds a link to the decision").toBeDefined();
  return found?.[0] ?? "";
}

const colours = ["color-contrast", "link-in-text-block"];

/** What axe finds on the page as it is now, one line a rule: all of its rules, only those about colours, or the rest. */
export async function barriersOn(page: Page, which: "all" | "colours" | "rest" = "all"): Promise<string[]> {
  // After a step without a new document the title of the next page follows its words.
  await expect(page).toHaveTitle(/./);
  // Without frames from elsewhere the page itself can be asked, and no second one has to be opened for the answer.
  // Only what is wrong is asked for: on a page of long tables, telling all that is right takes longer than finding it.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  if (which === "colours") axe.withRules(colours);
  if (which === "rest") axe.disableRules(colours);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(" ")}`);
}

export async function inTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  // Colours that fade from one theme to the other are no colours of either. They are brought to their end and not
  // waited for, because in a page that lies behind another time may stand still.
  await page.locator("html").evaluate((html: HTMLElement, name) => {
    html.dataset.theme = name;
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
  }, theme);
}

/** No barrier that axe finds, in the light and in the dark. Between the two only colours differ. */
export async function expectNoBarriers(page: Page): Promise<void> {
  await inTheme(page, "light");
  expect(await barriersOn(page), "barriers in the light").toEqual([]);
  await inTheme(page, "dark");
  expect(await barriersOn(page, "colours"), "barriers in the dark").toEqual([]);
}
