import { type APIRequestContext, expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { appealed, appeals, aSpam, decided, openAppeal, own, sent, statementOf } from "./redress";
import { expectNoBarriers, linkIn, mailWith, test } from "./steps";

/** Stories of what a person is told of another, and of a letter that does not arrive. */

test.beforeEach(async ({ givenNoTimeToUndo }) => givenNoTimeToUndo("Taobao Weitao"));

const law = {
  ground: "terms_and_law",
  legalGround: "Section 97 of the Example Copyright Act",
  legalExplanation: "The picture is offered without the consent of whoever made it.",
};
const consents = "The work is registered under this name.";

/** A report of somebody who says that the content is theirs, with a name and an address. */
async function reportedBy(visitor: APIRequestContext, location: string, name: string, email: string): Promise<string> {
  const report = {
    platform: "taobao-weitao",
    legalClaim: true,
    explanation: "This picture is mine, and it is offered without my consent.",
    items: [{ location }],
    ...{ name, email, language: "en", goodFaith: true },
  };
  const answer = await visitor.post("/api/v1/notices", { data: report });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).reference;
}

test("a notifier is named to the person concerned only after a supervisor's consent, reads that they were, and another notifier stays unnamed", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  test.slow();
  const mark = Date.now();
  const ida = { name: "Ida Vint", email: `ida-${mark}@notifier.example` };
  const otto = { name: "Otto Berg", email: `otto-${mark}@notifier.example` };
  const reported = await aSpam(givenACase, { language: "en" });
  const { request } = (await aVisitor()).context();
  const reference = await reportedBy(request, reported.location, ida.name, ida.email);
  await reportedBy(request, reported.location, otto.name, otto.email);
  const path = `/cases/${reported.id}`;
  const mei = await deskOf("mei", path);
  const jonas = await deskOf("jonas", path);
  const lucia = await deskOf("lucia", "/mailbox");

  await test.step("a moderator asks with a reason; no route lets them answer it themselves", async () => {
    const view = await (await mei.request.get(`/api/cases/${reported.id}`)).json();
    const notice = view.notices.find((each: { reference: string }) => each.reference === reference);
    const why = "Only with the name can anybody see whose right is broken.";
    const asked = await mei.request.post("/api/reveals", {
      data: { caseId: reported.id, noticeId: notice.id, why },
    });
    expect(asked.status(), await asked.text()).toBe(201);
    const { revealId } = await asked.json();
    const data = { consents: true, why: consents };
    expect((await mei.request.post(`/api/reveals/${revealId}/answer`, { data })).status()).toBe(403);
    await mei.reload();
    await expect(mei.locator("#main").getByText("Somebody else has to answer.")).toBeVisible();
    await expect(mei.getByText(ida.name)).toHaveCount(0);
    await expectNoBarriers(mei);
  });

  await test.step("a supervisor reads by which name, and consents with a reason", async () => {
    await jonas.reload();
    await expect(jonas.locator("#main").getByText(`By the name given: ${ida.name}`)).toBeVisible();
    await expect(jonas.getByText(`By the name given: ${otto.name}`)).toHaveCount(0);
    await jonas.getByLabel("Why", { exact: true }).fill(consents);
    await jonas.getByRole("button", { name: "Consent", exact: true }).click();
    await expect(jonas.getByText("consents that the statement names who sent this", { exact: false })).toBeVisible();
  });

  await test.step("the statement names that one and nobody else; each notifier learns what is theirs", async () => {
    await decided(mei, reported.id, law);
    const statement = await mailWith(lucia, reported.email, "Statement of reasons");
    expect(statement).toContain(`This content was reported to us by ${ida.name}.`);
    expect(statement).not.toMatch(/Otto|Berg|notifier\.example|Jonas|Mei Lin/);
    const person = await aVisitor();
    await person.goto(linkIn(statement));
    await expect(person.getByText(`reported to us by ${ida.name}`, { exact: false })).toBeVisible();
    await expectNoBarriers(person);
    expect(await mailWith(lucia, ida.email, "Outcome to a notifier")).toContain(
      "We told the person concerned that the report came from you.",
    );
    expect(await mailWith(lucia, otto.email, "Outcome to a notifier")).not.toMatch(/Ida Vint|came from you/);
  });
});

test("a supervisor takes on a statement that came back, tells the person another way, and their time to appeal runs from that day", async ({
  aVisitor,
  deskOf,
  request,
  givenACase,
}) => {
  test.slow();
  const reported = await aSpam(givenACase, { language: "en" });
  await decided(await deskOf("mei"), reported.id, {});
  const lucia = await deskOf("lucia", "/mailbox");
  const link = await statementOf(lucia, reported);
  const messageId = (await lucia.getByRole("article").locator("code").textContent()) ?? "";

  await test.step("the mail service reports that nobody got it", async () => {
    const at = new Date();
    const body = JSON.stringify({ messageId, event: "bounced", at: at.toISOString(), reason: "550 no such user" });
    const id = `msg_${Date.now()}`;
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(process.env.MAIL_EVENTS_SECRET ?? "").sign(id, at, body),
    };
    const taken = await request.post("/api/v1/mail/events", { headers, data: Buffer.from(body) });
    expect([taken.status(), await taken.json()]).toEqual([200, { changed: true }]);
  });

  const jonas = await deskOf("jonas", "/outbox");
  const line = jonas.getByRole("listitem").filter({ hasText: reported.reference });

  await test.step("a supervisor takes it on, and it stands on the clocks under their name", async () => {
    await expect(line).toContainText("550 no such user");
    await line.getByRole("button", { name: /^I see to it/ }).click();
    await expect(line).toContainText("Jonas Weber");
    await expectNoBarriers(jonas);
    const board = await deskOf("amara", "/clocks?kind=came_back");
    await expect(board.getByRole("row").filter({ hasText: reported.reference })).toContainText("Jonas Weber");
  });

  await test.step("they say how the person was told, and from then on it is nobody's task", async () => {
    await line.getByLabel("How do they learn of it?").fill("The platform shows it in the app.");
    await line.getByRole("button", { name: "They have been told" }).click();
    await expect(line).toHaveCount(0);
  });

  await test.step("with the same link the person reads until when they can appeal, and does", async () => {
    const person = await aVisitor();
    await person.goto(link);
    await expect(person.getByText(/You can appeal until the end of /)).toBeVisible();
    const words = own();
    await appeals(person, link, words);
    const amara = await deskOf("amara", "/appeals");
    expect((await openAppeal(amara, words)).id).toBeTruthy();
  });
});

test("a suspended sender's complaint is kept until the suspension ends, they read until when, and it is taken up by itself once it is lifted", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  test.slow();
  const email = `waits-${Date.now()}@sender.example`;
  const mei = await deskOf("mei", "/people/me");
  const jonas = await deskOf("jonas", "/misuse");
  const lucia = await deskOf("lucia", "/mailbox");
  const { request } = (await aVisitor()).context();
  const nothing = { outcome: "no_violation", rationale: "The comment names a shop of the author and nothing else." };

  /** A report of theirs in which nothing is found, marked as manifestly unfounded. */
  const unfounded = async (isMarked = true) => {
    const reported = await aSpam(givenACase);
    const reference = await reportedBy(request, reported.location, "Always Right", email);
    const view = await (await mei.request.get(`/api/cases/${reported.id}`)).json();
    const notice = view.notices.find((each: { reference: string }) => each.reference === reference);
    const decisionId = await decided(mei, reported.id, nothing);
    if (!isMarked) return { subjectId: "", noticeId: notice.id };
    const why = "The reported page is a shop's own, as anybody sees.";
    const marked = await mei.request.post("/api/misuse/marks", { data: { decisionId, noticeId: notice.id, why } });
    expect(marked.status(), await marked.text()).toBe(201);
    return { subjectId: (await marked.json()).subjectId as string, noticeId: notice.id };
  };

  let subjectId = "";
  for (let count = 0; count < 5; count += 1) ({ subjectId } = await unfounded());
  await sent(jonas, "/api/misuse/warn", { subjectId, why: "Five reports named what is no violation." }, 201);
  await mailWith(lucia, email, "A warning from");
  await unfounded();
  const lastDay = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const weighed = {
    gravity: "Six people looked for what is not there.",
    consequences: "Reports of real dangers wait behind these.",
    ...{ intent: "deliberate", intentWhy: "The same words came again after the warning." },
    why: "It went on after the warning, word for word.",
  };
  await sent(jonas, "/api/misuse/suspend", { subjectId, lastDay, ...weighed }, 201);
  const link = linkIn(await mailWith(lucia, email, "Outcome to a notifier"));

  const sender = await aVisitor({ javaScriptEnabled: false });
  const words = own();
  await appeals(sender, link, words);
  await expect(sender.getByText("We keep your complaint for now")).toBeVisible();
  expect(await mailWith(lucia, email, "We keep your complaint")).toContain("no time limit of yours runs out");
  const amara = await deskOf("amara", `/misuse/${subjectId}`);
  await expect(amara.getByText("Complaints kept until it ends")).toBeVisible();
  expect(await openAppeal(amara, words), "nobody works on it").toBeUndefined();

  await amara.getByText("Lift before its time", { exact: true }).click();
  await amara.getByLabel("Why", { exact: true }).fill("Half of the pages were there on the day of the report.");
  await amara.getByRole("button", { name: "Lift it", exact: true }).click();
  await expect(amara.getByRole("heading", { name: "Ended", exact: true })).toBeVisible();
  await expect.poll(async () => (await openAppeal(amara, words))?.id ?? null).not.toBeNull();
  expect(await mailWith(lucia, email, "Receipt of an appeal")).toContain("We received your complaint");
});

test("a supervisor replaces the link of a letter that somebody else has; the old one says so and files nothing, and the person appeals with the new one", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  test.slow();
  const reported = await aSpam(givenACase, { language: "en" });
  await decided(await deskOf("mei"), reported.id, {});
  const old = await statementOf(await deskOf("lucia", "/mailbox"), reported);
  const stranger = await aVisitor();
  await stranger.goto(old);
  await expect(stranger.getByText(/You can appeal until the end of /)).toBeVisible();

  const jonas = await deskOf("jonas", `/cases/${reported.id}`);
  await jonas.goto((await jonas.locator('a[href^="/statements/"]').first().getAttribute("href")) ?? "");
  await jonas.getByText("Replace the addressee's link").click();
  await jonas.getByLabel("Somebody else has the link").check();
  await jonas.getByLabel("What happened").fill("A former employee of the shop reads that mailbox.");
  await jonas.getByLabel(/^Send the letter again/).uncheck();
  await expectNoBarriers(jonas);
  await jonas.getByRole("button", { name: "Replace the link" }).click();
  const fresh = (await jonas.locator("code").filter({ hasText: "/decision/" }).first().textContent())?.trim() ?? "";

  await test.step("the old link is useless at once, in a clear sentence, for a page and for a program", async () => {
    expect((await stranger.goto(old))?.status()).toBe(410);
    await expect(stranger.getByRole("heading", { name: "This link was replaced by a newer one" })).toBeVisible();
    const token = old.split("/").at(-1) ?? "";
    const filed = await stranger.request.post("/api/v1/appeals", { data: { token, text: appealed } });
    expect([filed.status(), (await filed.json()).reason]).toEqual([410, "link_replaced"]);
  });

  await test.step("its addressee appeals with the new one", async () => {
    const words = own();
    await appeals(await aVisitor(), new URL(fresh).pathname, words);
    expect((await openAppeal(await deskOf("amara", "/appeals"), words)).id).toBeTruthy();
  });
});
