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

/** As a platform would send it: these pages are kept as pictures. */
const aCase = once(({ givenACase }) => {
  const number = String(Date.now());
  return givenACase({
    platform: "taobao-weitao",
    text: "你们家客服脑子进水了吧，一群废物，滚出淘宝。",
    language: "zh-Hans",
    explanation: "骂人，请处理。",
    location: `https://taobao-weitao.example/comments/${number}`,
    content: {
      account: { id: `tb-u-${number}`, handle: "林小满", kind: "private", language: "zh-Hans", zone: "Asia/Shanghai" },
    },
  });
});

/** A version of a report that an admin asked for and the worker made. */
const aReportVersion = once(async ({ deskOf }) => {
  const lucia = await deskOf("lucia", "/reports");
  // A first day of its own: nobody else asks for this period.
  const from = new Date(Date.UTC(2000, 0, 1) + (Date.now() % 4_000) * 86_400_000).toISOString().slice(0, 10);
  const data = { platform: "taobao-weitao", from, to: "2016-12-31", changeNote: "Visited again." };
  const asked = await lucia.request.post("/api/reports", { data });
  expect(asked.status(), await asked.text()).toBe(201);
  const path = `/reports/${(await asked.json()).versionId}`;
  await expect(async () => {
    await lucia.goto(path);
    await expect(lucia.getByRole("heading", { name: "This version" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  return path;
});

/** A version that an admin ran over what the town had decided. */
const aTryOut = once(async ({ deskOf }) => {
  const lucia = await deskOf("lucia", "/policy/aliexpress/try-out");
  const data = { platform: "aliexpress", version: "undated", days: 1830 };
  const asked = await lucia.request.post("/api/policy/try-outs", { data });
  expect(asked.status(), await asked.text()).toBe(201);
  const path = `/policy/aliexpress/try-out/${(await asked.json()).tryOutId}`;
  await expect(async () => {
    await lucia.goto(path);
    await expect(lucia.getByText("Done", { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  return path;
});

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

/** All decisions that the town had made before today. */
const anAudit = once(async ({ deskOf }) => {
  const { request } = await deskOf("tomasz", "/people/me");
  const to = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const data = { title: "Visit", platform: "taobao-weitao", from: "2010-01-01", to, size: 5, seed: "visit" };
  const drawn = await request.post("/api/audits", { data });
  expect(drawn.status(), await drawn.text()).toBe(201);
  return `/audits/${(await drawn.json()).drawId}`;
});

const aReferral = once(async (given) => {
  const { id } = await given.givenACase({ platform: "wechat", text: "I know where you live. Tomorrow." });
  const { request } = await given.deskOf("mei", "/people/me");
  const sent = await request.post(`/api/cases/${id}/crime`, {
    data: { offence: "threat_to_life", country: "", why: "A threat against a named person, for tomorrow." },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  return `/referrals/${(await sent.json()).referralId}`;
});

/** A report on which nothing was found, marked as manifestly unfounded: its sender is on the page. */
const aMisuse = once(async (given) => {
  const { deskOf, aVisitor } = given;
  const visitor = (await aVisitor()).context().request;
  const location = `https://wechat.example/unfounded-${Date.now()}`;
  const sent = await visitor.post("/api/v1/notices", {
    data: {
      platform: "wechat",
      legalClaim: true,
      explanation: "All of this is forbidden.",
      email: "again@sender.example",
      items: [{ location }],
      goodFaith: true,
    },
  });
  const { reference } = await sent.json();
  const { request } = await deskOf("mei", "/people/me");
  const { rows } = await (await request.get("/api/queue?platform=wechat&order=age&limit=100")).json();
  for (const { id } of rows) {
    const { notices, case: row } = await (await request.get(`/api/cases/${id}`)).json();
    const notice = notices.find((each: { reference: string }) => each.reference === reference);
    if (!notice) continue;
    const data = { caseId: id, version: row.version, outcome: "no_violation" };
    const answer = await request.post(`/api/cases/${id}/decision`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    const { decisionId } = (await answer.json()).decided;
    const marked = await request.post("/api/misuse/marks", {
      data: { decisionId, noticeId: notice.id, why: "The page that is reported is empty." },
    });
    expect(marked.status(), await marked.text()).toBe(201);
    return `/misuse/${(await marked.json()).subjectId}`;
  }
  throw new Error("the report has no case");
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

const aDraft = once(async ({ deskOf }) => {
  const from = { kind: "version", version: "v2" };
  const lucia = await deskOf("lucia", "/policy");
  const made = await lucia.request.post("/api/policy/drafts", { data: { platform: "alibaba", from } });
  return `/policy/alibaba/drafts/${(await made.json()).draftId}`;
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
  "/transparency": { by: ["a visitor"], path: at("/transparency") },
  "/transparency/[platform]": { by: ["a visitor"], path: at("/transparency/taobao-weitao") },
  "/terms/[platform]": { by: ["a visitor"], path: at("/terms/aliexpress") },
  "/terms/[platform]/misuse": { by: ["a visitor"], path: at("/terms/aliexpress/misuse") },
  "/measure/[token]": { by: ["a visitor"], path: at("/measure/not-a-link") },
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
  "/researchers": { by: ["a visitor"], path: at("/researchers") },
  "/dispute-bodies": { by: ["a visitor"], path: at("/dispute-bodies") },
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
  "/referrals": { by: ["mei", "tomasz"], path: at("/referrals") },
  "/referrals/[referralId]": { by: ["mei", "jonas", "tomasz"], path: aReferral },
  "/misuse": { by: ["jonas", "tomasz"], path: at("/misuse") },
  "/misuse/[subjectId]": { by: ["jonas", "tomasz"], path: aMisuse },
  "/accounts": { by: ["mei"], path: at("/accounts") },
  "/accounts/[accountId]": { by: ["mei"], path: async (given) => `/accounts/${await anAccount(given)}` },
  "/appeals": { by: ["jonas"], path: at("/appeals") },
  "/appeals/[appealId]": { by: ["jonas", "tomasz"], path: async (given) => `/appeals/${await anAppeal(given)}` },
  "/clocks": { by: ["jonas", "tomasz"], path: at("/clocks") },
  "/commitments": { by: ["lucia", "jonas", "tomasz"], path: at("/commitments") },
  "/commitments/[register]": { by: ["tomasz"], path: at("/commitments/aliexpress-2025") },
  "/commitments/[register]/[ref]": { by: ["lucia", "tomasz"], path: at("/commitments/aliexpress-2025/AE7") },
  "/commitments/[register]/reports": { by: ["jonas", "tomasz"], path: at("/commitments/aliexpress-2025/reports") },
  "/disputes": { by: ["jonas", "tomasz"], path: at("/disputes") },
  "/disputes/[disputeId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/disputes") },
  "/policy": { by: ["mei"], path: at("/policy") },
  "/policy/[platform]": { by: ["mei"], path: at("/policy/taobao-weitao?document=TABLE") },
  "/policy/[platform]/[version]": { by: ["mei"], path: at("/policy/wechat/cg-undated") },
  "/policy/[platform]/[version]/[ref]": { by: ["mei"], path: at("/policy/taobao-weitao/v2/Table.12.3") },
  "/policy/[platform]/suggestions": {
    by: ["lucia"],
    path: at("/policy/taobao-weitao/suggestions"),
  },
  "/policy/new": { by: ["lucia"], path: at("/policy/new") },
  "/policy/[platform]/import": { by: ["lucia"], path: at("/policy/wechat/import") },
  "/policy/[platform]/drafts": { by: ["lucia", "tomasz"], path: at("/policy/wechat/drafts") },
  "/policy/[platform]/drafts/[draftId]": { by: ["lucia", "tomasz"], path: aDraft },
  "/policy/[platform]/compare": { by: ["lucia", "mei"], path: at("/policy/taobao-weitao/compare?from=v1&to=v2") },
  "/policy/[platform]/try": {
    by: ["lucia", "mei"],
    path: at(
      "/policy/taobao-weitao/try?role=buyer&clause=Table.4&content=2016-09-01&decision=2016-09-07&pc=Table.5&pd=2016-08-01",
    ),
  },
  "/policy/[platform]/try-out": { by: ["lucia", "mei"], path: at("/policy/taobao-weitao/try-out") },
  "/policy/[platform]/try-out/[tryOutId]": { by: ["lucia", "mei"], path: aTryOut },
  "/policy/[platform]/health": { by: ["lucia", "tomasz"], path: at("/policy/taobao-weitao/health?days=365") },
  "/statements/[statementId]": { by: ["mei"], path: async (given) => `/statements/${await aLetter(given)}` },
  "/quality": { by: ["jonas", "mei"], path: at("/quality") },
  "/quality/reviews": { by: ["jonas", "tomasz"], path: at("/quality/reviews") },
  "/quality/reviews/[sampleId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/quality/reviews") },
  "/quality/golden": { by: ["jonas", "tomasz"], path: at("/quality/golden") },
  "/quality/team": { by: ["jonas"], path: at("/quality/team") },
  "/quality/handling": { by: ["jonas", "tomasz"], path: at("/quality/handling") },
  "/people/me/day": { by: ["mei"], path: at("/people/me/day") },
  "/people": { by: ["lucia", "tomasz"], path: at("/people") },
  "/people/add": { by: ["lucia"], path: at("/people/add") },
  "/people/me": { by: ["lucia"], path: at("/people/me") },
  "/people/permissions": { by: ["tomasz"], path: at("/people/permissions") },
  "/people/[personId]": { by: ["lucia", "tomasz"], path: behind("lucia", "/people") },
  "/audit": { by: ["tomasz"], path: at("/audit") },
  "/audit/[entry]": { by: ["tomasz"], path: behind("tomasz", "/audit") },
  "/settings": { by: ["lucia", "tomasz"], path: at("/settings") },
  "/audits": { by: ["tomasz", "jonas"], path: at("/audits") },
  "/audits/[drawId]": { by: ["tomasz", "jonas"], path: anAudit },
  "/settings/researchers": { by: ["lucia", "tomasz"], path: at("/settings/researchers") },
  "/settings/keys": { by: ["lucia"], path: at("/settings/keys") },
  "/settings/hash-lists": { by: ["lucia", "tomasz"], path: at("/settings/hash-lists") },
  "/settings/help": { by: ["lucia", "tomasz"], path: at("/settings/help") },
  "/settings/flaggers": { by: ["lucia", "tomasz"], path: at("/settings/flaggers") },
  "/settings/flaggers/[flaggerId]": { by: ["lucia", "tomasz"], path: behind("lucia", "/settings/flaggers") },
  "/settings/button": { by: ["lucia", "tomasz"], path: at("/settings/button") },
  "/settings/retention": { by: ["lucia", "tomasz"], path: at("/settings/retention") },
  "/settings/terms": { by: ["lucia", "tomasz"], path: at("/settings/terms") },
  "/settings/languages": { by: ["lucia", "tomasz"], path: at("/settings/languages") },
  "/settings/dispute-bodies": { by: ["lucia", "tomasz"], path: at("/settings/dispute-bodies") },
  "/settings/orders": { by: ["jonas", "tomasz"], path: at("/settings/orders") },
  "/settings/orders/[orderId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/settings/orders") },
  "/settings/stronger-penalties": { by: ["lucia", "tomasz"], path: at("/settings/stronger-penalties") },
  "/reports": { by: ["lucia", "jonas", "tomasz"], path: at("/reports") },
  "/reports/new": { by: ["lucia"], path: at("/reports/new") },
  "/reports/facts": { by: ["lucia", "tomasz"], path: at("/reports/facts?platform=aliexpress") },
  "/reports/[versionId]": { by: ["lucia", "tomasz"], path: aReportVersion },
  "/reports/[versionId]/[cell]": {
    by: ["tomasz"],
    path: async (given) => `${await aReportVersion(given)}/6-0-5`,
  },
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
  "/outbox/database": { by: ["lucia", "tomasz"], path: at("/outbox/database") },
  "/outbox/database/days": { by: ["lucia", "tomasz"], path: at("/outbox/database/days?platform=aliexpress") },
  "/mailbox": {
    by: ["lucia"],
    path: at("/mailbox"),
    open: async (page) => {
      await page.getByRole("listitem").getByRole("link").first().click();
      await expect(page.getByRole("article")).toBeVisible();
    },
  },
};
