import { expect, type Page } from "@playwright/test";
import { linkIn, mailWith, type Steps, type Who } from "../steps";

type Given = Pick<Steps, "aVisitor" | "deskOf" | "givenACase">;

/** How a page is come to: by whom, at which address of the demo town, and what is opened there. */
export type Visit = {
  /** Whose role may see it; nobody's for the public pages. */
  who?: Who;
  path: (given: Given) => Promise<string>;
  open?: (page: Page) => Promise<void>;
};

const at = (path: string) => async () => path;

/** The address behind a link of a page, as the one who may see it. */
async function behind({ deskOf }: Given, who: Who, path: string, link: string): Promise<string> {
  return (await (await deskOf(who, path)).locator(link).first().getAttribute("href")) ?? "";
}

async function aReport({ aVisitor }: Given): Promise<URL> {
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
  return new URL((await sent.json()).trackingUrl);
}

/** The statement about a listing on Alibaba.com: nobody appeals it. */
async function aStatement({ deskOf }: Given): Promise<string> {
  return linkIn(await mailWith(await deskOf("lucia", "/mailbox"), "Our decision about your listing on Alibaba.com"));
}

const aCase = async ({ givenACase }: Given) => {
  const text = "你们家客服脑子进水了吧，一群废物，滚出淘宝。";
  return (await givenACase({ platform: "taobao-weitao", text, language: "zh-Hans" })).id;
};

async function anAppeal({ deskOf }: Given): Promise<string> {
  const { rows } = await (await (await deskOf("jonas", "/people/me")).request.get("/api/appeals")).json();
  return `/appeals/${rows[0].id}`;
}

async function anAccount({ deskOf }: Given): Promise<string> {
  const { request } = await deskOf("mei", "/people/me");
  const { rows } = await (await request.get("/api/queue?platform=taobao-weitao&order=age")).json();
  const { account } = await (await request.get(`/api/cases/${rows[0].id}`)).json();
  return `/accounts/${account.id}`;
}

/** Every page of the product; accessibility.spec.ts fails for a page that is not here. */
export const visits: Readonly<Record<string, Visit>> = {
  "/": { path: at("/") },
  "/report": { path: at("/report") },
  "/report/sent": {
    path: async (given) => {
      const link = await aReport(given);
      return `/report/sent?reference=${link.pathname.split("/").at(-1)}&key=${link.searchParams.get("key")}`;
    },
  },
  "/notice": { path: at("/notice") },
  "/notice/[reference]": {
    path: async (given) => {
      const { pathname, search } = await aReport(given);
      return pathname + search;
    },
  },
  "/decision/[token]": { path: aStatement },
  "/decision/[token]/appeal": { path: async (given) => `${await aStatement(given)}/appeal` },
  "/sign-in": { path: at("/sign-in?next=/queue") },
  "/queue": { who: "mei", path: at("/queue") },
  "/cases/[caseId]": {
    who: "mei",
    path: async (given) => `/cases/${await aCase(given)}`,
    open: async (page) => {
      await page.getByRole("button", { name: /Take the case/ }).click();
      await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
    },
  },
  "/accounts": { who: "mei", path: at("/accounts") },
  "/accounts/[accountId]": { who: "mei", path: anAccount },
  "/appeals": { who: "jonas", path: at("/appeals") },
  "/appeals/[appealId]": { who: "jonas", path: anAppeal },
  "/policy": { who: "mei", path: at("/policy") },
  "/policy/[platform]": { who: "mei", path: at("/policy/taobao-weitao?document=TABLE") },
  "/policy/[platform]/[version]": { who: "mei", path: at("/policy/wechat/cg-undated") },
  "/policy/[platform]/[version]/[ref]": { who: "mei", path: at("/policy/taobao-weitao/v2/Table.12.3") },
  "/people": { who: "lucia", path: at("/people") },
  "/people/add": { who: "lucia", path: at("/people/add") },
  "/people/me": { who: "lucia", path: at("/people/me") },
  "/people/permissions": { who: "tomasz", path: at("/people/permissions") },
  "/people/[personId]": {
    who: "lucia",
    path: (given) => behind(given, "lucia", "/people", "main table a[href^='/people/']"),
  },
  "/audit": { who: "tomasz", path: at("/audit") },
  "/audit/[entry]": {
    who: "tomasz",
    path: (given) => behind(given, "tomasz", "/audit", "main table a[href^='/audit/']"),
  },
  "/settings": { who: "lucia", path: at("/settings") },
  "/settings/keys": { who: "lucia", path: at("/settings/keys") },
  "/outbox": { who: "lucia", path: at("/outbox") },
  "/mailbox": {
    who: "lucia",
    path: at("/mailbox"),
    open: async (page) => {
      await page.getByRole("listitem").getByRole("link").first().click();
      await expect(page.getByRole("article")).toBeVisible();
    },
  },
};
