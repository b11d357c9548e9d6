import { expect, type Page } from "@playwright/test";
import { linkIn, mailWith, type Steps, type Who } from "./steps";

type Given = Pick<Steps, "aVisitor" | "deskOf" | "givenACase">;
export type Reader = Who | "a visitor";

/** How a page is come to: by whom, at which address of the demo town, and what is opened there. */
export type Visit = {
  /** Every reader for whom the page differs; "a visitor" has no account. */
  by: readonly Reader[];
  path: (given: Given) => Promise<string>;
  open?: (page: Page, by: Reader) => Promise<void>;
};

const at = (path: string) => async () => path;

/** What several visits need is made for the first of them. */
function once<Made>(make: (given: Given) => Promise<Made>): (given: Given) => Promise<Made> {
  let made: Promise<Made> | undefined;
  return (given) => {
    made ??= make(given);
    return made;
  };
}

const aReport = once(async ({ aVisitor }) => {
  const { request } = (await aVisitor()).context();
  const sent = await request.post("/api/v1/notices", {
    data: {
      platform: "wechat",
      legalClaim: true,
      explanation: "Somebody sells what may not be sold.",
      items: [{ location: `https://wechat.example/visit-${Date.now()}` }],
      goodFaith: true,
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  return new URL((await sent.json()).trackingUrl);
});

/** The statement about a listing on Alibaba.com: nobody appeals it. */
const aStatement = once(async ({ deskOf }) =>
  linkIn(await mailWith(await deskOf("lucia", "/mailbox"), "Our decision about your listing on Alibaba.com")),
);

const aCase = once(({ givenACase }) =>
  givenACase({
    platform: "taobao-weitao",
    text: "你们家客服脑子进水了吧，一群废物，滚出淘宝。",
    language: "zh-Hans",
  }),
);

/** The demo town has one; gathered soon after the start. */
const aWave = once(async ({ deskOf }) => {
  const { request } = await deskOf("mei", "/people/me");
  let id = "";
  await expect(async () => {
    id = (await (await request.get("/api/waves")).json()).rows[0]?.id ?? "";
    expect(id).not.toBe("");
  }).toPass({ timeout: 60_000 });
  return `/queue/waves/${id}`;
});

const anAccount = once(async (given) => {
  const { id } = await aCase(given);
  const { request } = await given.deskOf("mei", "/people/me");
  return (await (await request.get(`/api/cases/${id}`)).json()).account.id as string;
});

const anAppeal = once(async ({ deskOf }) => {
  const { request } = await deskOf("jonas", "/people/me");
  return (await (await request.get("/api/appeals")).json()).rows[0].id as string;
});

/** A letter as it was sent, of a decision that somebody appealed. */
const aLetter = once(async ({ deskOf }) => {
  const { request } = await deskOf("jonas", "/people/me");
  const [{ caseId }] = (await (await request.get("/api/appeals")).json()).rows;
  const [{ letters }] = await (await request.get(`/api/cases/${caseId}/decisions`)).json();
  return letters[0].id as string;
});

/** The first address of this form that a page links to, as the one who may see it. */
const behind = (who: Who, path: string) =>
  once(async ({ deskOf }) => {
    const link = (await deskOf(who, path)).locator(`main table a[href^='${path}/']`).first();
    return (await link.getAttribute("href")) ?? "";
  });

/** Every page of the product, by its address with [parts] where they differ; accessibility.spec.ts fails for a page that is not here. */
export const visits: Readonly<Record<string, Visit>> = {
  "/": { by: ["a visitor"], path: at("/") },
  "/report": { by: ["a visitor"], path: at("/report") },
  "/report/sent": {
    by: ["a visitor"],
    path: async (given) => {
      const link = await aReport(given);
      return `/report/sent?reference=${link.pathname.split("/").at(-1)}&key=${link.searchParams.get("key")}`;
    },
  },
  "/notice": { by: ["a visitor"], path: at("/notice") },
  "/notice/[reference]": {
    by: ["a visitor"],
    path: async (given) => {
      const { pathname, search } = await aReport(given);
      return pathname + search;
    },
  },
  "/decision/[token]": { by: ["a visitor"], path: aStatement },
  "/decision/[token]/appeal": { by: ["a visitor"], path: async (given) => `${await aStatement(given)}/appeal` },
  "/sign-in": { by: ["a visitor"], path: at("/sign-in?next=/queue") },
  "/queue": { by: ["mei", "tomasz"], path: at("/queue") },
  "/queue/waves": { by: ["mei", "tomasz"], path: at("/queue/waves") },
  "/queue/waves/[waveId]": { by: ["mei", "tomasz"], path: aWave },
  "/cases/[caseId]": {
    by: ["mei", "jonas", "tomasz"],
    path: async (given) => `/cases/${(await aCase(given)).id}`,
    open: async (page, by) => {
      if (by !== "mei") return expect(page.getByRole("heading", { name: "Content", level: 2 })).toBeVisible();
      await page.getByRole("button", { name: /Take the case/ }).click();
      await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
    },
  },
  "/search": { by: ["mei", "tomasz"], path: at("/search?q=%E5%BE%AE%E4%BF%A1") },
  "/accounts": { by: ["mei"], path: at("/accounts") },
  "/accounts/[accountId]": { by: ["mei"], path: async (given) => `/accounts/${await anAccount(given)}` },
  "/appeals": { by: ["jonas"], path: at("/appeals") },
  "/appeals/[appealId]": { by: ["jonas", "tomasz"], path: async (given) => `/appeals/${await anAppeal(given)}` },
  "/policy": { by: ["mei"], path: at("/policy") },
  "/policy/[platform]": { by: ["mei"], path: at("/policy/taobao-weitao?document=TABLE") },
  "/policy/[platform]/[version]": { by: ["mei"], path: at("/policy/wechat/cg-undated") },
  "/policy/[platform]/[version]/[ref]": { by: ["mei"], path: at("/policy/taobao-weitao/v2/Table.12.3") },
  "/policy/[platform]/suggestions": {
    by: ["lucia"],
    path: at("/policy/taobao-weitao/suggestions?text=%E5%8A%A0%E5%BE%AE%E4%BF%A1"),
  },
  "/statements/[statementId]": { by: ["mei"], path: async (given) => `/statements/${await aLetter(given)}` },
  "/quality": { by: ["jonas", "mei"], path: at("/quality") },
  "/quality/reviews": { by: ["jonas", "tomasz"], path: at("/quality/reviews") },
  "/quality/reviews/[sampleId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/quality/reviews") },
  "/quality/team": { by: ["jonas"], path: at("/quality/team") },
  "/people": { by: ["lucia", "tomasz"], path: at("/people") },
  "/people/add": { by: ["lucia"], path: at("/people/add") },
  "/people/me": { by: ["lucia"], path: at("/people/me") },
  "/people/permissions": { by: ["tomasz"], path: at("/people/permissions") },
  "/people/[personId]": { by: ["lucia", "tomasz"], path: behind("lucia", "/people") },
  "/audit": { by: ["tomasz"], path: at("/audit") },
  "/audit/[entry]": { by: ["tomasz"], path: behind("tomasz", "/audit") },
  "/settings": { by: ["lucia", "tomasz"], path: at("/settings") },
  "/settings/keys": { by: ["lucia"], path: at("/settings/keys") },
  "/outbox": { by: ["lucia", "tomasz"], path: at("/outbox") },
  "/outbox/copies": { by: ["jonas", "tomasz"], path: at("/outbox/copies") },
  "/outbox/copies/[copyId]": {
    by: ["jonas", "tomasz"],
    path: behind("jonas", "/outbox/copies"),
    open: async (page, by) => {
      await expect(page.getByText("tea.house@mail.example", { exact: true })).toBeVisible();
      if (by === "jonas") await page.getByText("Release as it is").first().click();
    },
  },
  "/mailbox": {
    by: ["lucia"],
    path: at("/mailbox"),
    open: async (page) => {
      await page.getByRole("listitem").getByRole("link").first().click();
      await expect(page.getByRole("article")).toBeVisible();
    },
  },
};
