import { expect } from "@playwright/test";
import { linkIn, mailWith, type Steps, type Who } from "./steps";

export type Given = Pick<Steps, "aVisitor" | "deskOf" | "givenACase">;

/** What several visits need is made for the first of them. */
function once<Made>(make: (given: Given) => Promise<Made>): (given: Given) => Promise<Made> {
  let made: Promise<Made> | undefined;
  return (given) => {
    made ??= make(given);
    return made;
  };
}

export const aReport = once(async ({ aVisitor }) => {
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
export const aStatement = once(async ({ deskOf }) =>
  linkIn(await mailWith(await deskOf("lucia", "/mailbox"), "Our decision about your listing on Alibaba.com")),
);

/** As a platform would send it: these pages are kept as pictures. */
export const aCase = once(({ givenACase }) => {
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
export const aReportVersion = once(async ({ deskOf }) => {
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
export const aTryOut = once(async ({ deskOf }) => {
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
export const aWave = once(async ({ deskOf }) => {
  const { request } = await deskOf("mei", "/people/me");
  let id = "";
  await expect(async () => {
    id = (await (await request.get("/api/waves")).json()).rows[0]?.id ?? "";
    expect(id).not.toBe("");
  }).toPass({ timeout: 60_000 });
  return `/queue/waves/${id}`;
});

/** All decisions that the town had made before today. */
export const anAudit = once(async ({ deskOf }) => {
  const { request } = await deskOf("tomasz", "/people/me");
  const to = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const data = { title: "Visit", platform: "taobao-weitao", from: "2010-01-01", to, size: 5, seed: "visit" };
  const drawn = await request.post("/api/audits", { data });
  expect(drawn.status(), await drawn.text()).toBe(201);
  return `/audits/${(await drawn.json()).drawId}`;
});

export const aReferral = once(async (given) => {
  const { id } = await given.givenACase({ platform: "wechat", text: "I know where you live. Tomorrow." });
  const { request } = await given.deskOf("mei", "/people/me");
  const sent = await request.post(`/api/cases/${id}/crime`, {
    data: { offence: "threat_to_life", country: "", why: "A threat against a named person, for tomorrow." },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  return `/referrals/${(await sent.json()).referralId}`;
});

/** A report on which nothing was found, marked as manifestly unfounded: its sender is on the page. */
export const aMisuse = once(async (given) => {
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

export const anAccount = once(async (given) => {
  const { id } = await aCase(given);
  const { request } = await given.deskOf("mei", "/people/me");
  return (await (await request.get(`/api/cases/${id}`)).json()).account.id as string;
});

export const anAppeal = once(async ({ deskOf }) => {
  const { request } = await deskOf("jonas", "/people/me");
  return (await (await request.get("/api/appeals")).json()).rows[0].id as string;
});

/** A letter as it was sent, of a decision that somebody appealed. */
export const aLetter = once(async ({ deskOf }) => {
  const { request } = await deskOf("jonas", "/people/me");
  const [{ caseId }] = (await (await request.get("/api/appeals")).json()).rows;
  const [{ letters }] = await (await request.get(`/api/cases/${caseId}/decisions`)).json();
  return letters[0].id as string;
});

/** The first address of this form that a page links to, as the one who may see it. */
export const behind = (who: Who, path: string) =>
  once(async ({ deskOf }) => {
    const link = (await deskOf(who, path)).locator(`main table a[href^='${path}/']`).first();
    return (await link.getAttribute("href")) ?? "";
  });

export const aDraft = once(async ({ deskOf }) => {
  const from = { kind: "version", version: "v2" };
  const lucia = await deskOf("lucia", "/policy");
  const made = await lucia.request.post("/api/policy/drafts", { data: { platform: "alibaba", from } });
  return `/policy/alibaba/drafts/${(await made.json()).draftId}`;
});
