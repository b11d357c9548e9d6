import { type APIRequestContext, expect } from "@playwright/test";
import sharp from "sharp";
import { expectNoBarriers, mailWith, test } from "./steps";

type Desk = { request: APIRequestContext };
type Reported = { email: string; reference: string };

/** A visitor's report of something illegal, with the address that is answered. */
async function aReport(visitor: APIRequestContext, email: string, explanation: string): Promise<Reported> {
  const own = `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
  const sent = await visitor.post("/api/v1/notices", {
    data: {
      platform: "wechat",
      legalClaim: true,
      explanation,
      email,
      items: [{ location: `https://wechat.example/misuse-${own}` }],
      language: "en",
      zone: "Europe/Berlin",
      goodFaith: true,
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  return { email, reference: (await sent.json()).reference };
}

/** The case of a report, by the report's own reference; null where it is in none. */
async function caseOf({ request }: Desk, reference: string): Promise<string | null> {
  const found = await (await request.get(`/api/find?q=${reference}`)).json();
  return (
    /\/cases\/([\w-]{36})/.exec(JSON.stringify(found))?.[1] ??
    /"caseId":"([\w-]{36})"/.exec(JSON.stringify(found))?.[1] ??
    null
  );
}

/** Nothing is found on it, and whoever decided calls the report manifestly unfounded. */
async function isUnfounded(desk: Desk, reference: string): Promise<string> {
  const caseId = await caseOf(desk, reference);
  expect(caseId, "the report has a case").not.toBeNull();
  const view = await (await desk.request.get(`/api/cases/${caseId}`)).json();
  const notice = view.notices.find((each: { reference: string }) => each.reference === reference);
  const data = { caseId, version: view.case.version, outcome: "no_violation" };
  const decided = await desk.request.post(`/api/cases/${caseId}/decision`, { data });
  expect(decided.status(), await decided.text()).toBe(200);
  const { decisionId } = (await decided.json()).decided;
  const why = "The reported page is empty, and has always been.";
  const marked = await desk.request.post("/api/misuse/marks", { data: { decisionId, noticeId: notice.id, why } });
  expect(marked.status(), await marked.text()).toBe(201);
  return (await marked.json()).subjectId;
}

test("a sender of unfounded reports is warned, then suspended until a day, told why, appeals with a picture, has another file refused, and is free again", async ({
  aVisitor,
  deskOf,
}) => {
  test.slow();
  const email = `again-${Date.now()}@sender.example`;
  const visitor = await aVisitor();
  const { request } = visitor.context();
  const mei = await deskOf("mei", "/people/me");
  let subjectId = "";
  for (let count = 0; count < 5; count += 1) {
    const { reference } = await aReport(request, email, `Everything here is a fake, number ${count}.`);
    subjectId = await isUnfounded(mei, reference);
  }

  const jonas = await deskOf("jonas", "/misuse");
  const row = jonas.getByRole("row", { name: new RegExp(email) });
  await expect(row).toContainText("5 of 5 = 100%");
  await expectNoBarriers(jonas);
  await jonas.setViewportSize({ width: 390, height: 844 });
  const table = jonas.getByRole("region").filter({ has: jonas.getByRole("link", { name: email }) });
  const hidden = await table.last().evaluate((region) => region.scrollWidth - region.clientWidth);
  expect(hidden, "on a phone each of them is a card").toBeLessThanOrEqual(0);
  await jonas.setViewportSize({ width: 1440, height: 900 });
  await row.getByRole("link", { name: email }).click();
  await jonas.getByLabel("Why", { exact: true }).fill("Five reports named pages on which there is nothing.");
  await jonas.getByRole("button", { name: "Send the warning" }).click();
  await expect(jonas.getByRole("heading", { name: "Warned", exact: true })).toBeVisible();
  const lucia = await deskOf("lucia", "/mailbox");
  await mailWith(lucia, email, "A warning from");
  await jonas.reload();
  await expect(jonas.getByText("Nothing was marked since the warning.", { exact: false })).toBeVisible();

  await isUnfounded(mei, (await aReport(request, email, "And this one, too.")).reference);
  await expect(async () => {
    await jonas.reload();
    await expect(jonas.getByLabel("Last day")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(jonas.getByText("6 of 6 = 100%").first()).toBeVisible();
  await jonas.getByLabel("How grave it is").fill("Six people looked for what is not there.");
  await jonas.getByLabel("What it leads to").fill("Reports of real dangers wait behind these.");
  await jonas.getByLabel("What tells the intention").fill("The same words came again after the warning.");
  await jonas.getByLabel("Why it is suspended").fill("It went on after the warning, word for word.");
  const lastDay = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await jonas.getByLabel("Last day").fill(lastDay);
  await jonas.getByRole("button", { name: "Suspend until then" }).click();
  await expect(jonas.getByRole("heading", { name: "Suspended", exact: true })).toBeVisible();
  await expectNoBarriers(jonas);

  const held = await aReport(request, email, "One more.");
  expect(await caseOf(mei, held.reference), "it is in no case").toBeNull();
  const told = await mailWith(lucia, email, "We do not process your report");
  expect(told).toContain(held.reference);
  const letter = await mailWith(lucia, email, "suspends you for a time");
  expect(letter).toContain("It went on after the warning, word for word.");
  expect(letter).not.toContain("Jonas");
  const path = /\/measure\/[\w-]{46}/.exec(letter)?.[0] ?? "";
  await visitor.goto(path);
  await expect(visitor.getByText("It went on after the warning, word for word.")).toBeVisible();
  await expectNoBarriers(visitor);
  const complaint = visitor.getByRole("main").locator("form");
  await complaint.getByRole("textbox").fill("Three of the pages were there when I reported them.");
  const buffer = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#a03050" } })
    .png()
    .toBuffer();
  const picture = { name: "page.png", mimeType: "image/png", buffer };
  const program = { name: "proof.pdf", mimeType: "application/pdf", buffer: Buffer.from([0x4d, 0x5a, 0x90, 0]) };
  await visitor.locator("input[type=file]").setInputFiles([picture, program]);
  await complaint.locator("button[type=submit]").click();
  await expect(visitor.getByRole("main").getByRole("alert")).toContainText("proof.pdf");
  // What was typed is still there, and the picture need not be chosen again because of the file beside it.
  await expect(complaint.getByRole("textbox")).toHaveValue("Three of the pages were there when I reported them.");
  await expect(visitor.getByRole("checkbox", { name: "page.webp" })).toBeChecked();
  await expectNoBarriers(visitor);
  await complaint.locator("button[type=submit]").click();
  await expect(visitor.getByText(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible();

  await jonas.reload();
  await expect(jonas.getByText("Three of the pages were there", { exact: false })).toBeVisible();
  await expect(jonas.getByRole("button", { name: "Send the answer" })).toHaveCount(0);
  const kept = jonas.getByRole("link", { name: "page.webp" });
  const got = await jonas.request.get((await kept.getAttribute("href")) ?? "");
  expect(got.headers()).toMatchObject({ "content-type": "image/webp" });
  expect(got.headers()["content-disposition"]).toMatch(/^attachment; /);
  // The reference in each of their letters leads the desk to them.
  const reference = /M-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(letter)?.[0] ?? "";
  expect(JSON.stringify(await (await jonas.request.get(`/api/find?q=${reference}`)).json())).toContain(subjectId);
  const amara = await deskOf("amara", `/misuse/${subjectId}`);
  await expect(amara.getByText("It went on after the warning, word for word.")).toHaveCount(0);
  await amara.getByLabel("From what was marked").selectOption("nothing");
  await amara.getByLabel("Why, in your words").fill("Three of the pages that were named were there on those days.");
  await expectNoBarriers(amara);
  await amara.getByRole("button", { name: "Keep my finding" }).click();
  await expect(amara.getByText("It went on after the warning, word for word.").first()).toBeVisible();
  await amara.getByLabel("Answer", { exact: true }).selectOption("reversed");
  await amara.getByLabel("Reasons", { exact: true }).fill("Three of the pages were there on the day of the report.");
  await amara.getByRole("button", { name: "Send the answer" }).click();
  await expect(amara.getByRole("heading", { name: "Ended", exact: true })).toBeVisible();
  expect(await mailWith(lucia, email, "Our answer to your complaint")).toContain("You were right.");
  const free = await aReport(request, email, "This one is looked at again.");
  await expect.poll(() => caseOf(mei, free.reference)).not.toBeNull();
});

test("anybody reads the policy on misuse with its numbers and examples, and the terms in short lead to it", async ({
  aVisitor,
}) => {
  const page = await aVisitor({ locale: "en-GB" });
  await page.goto("/terms/wechat");
  await page.getByRole("link", { name: "Our policy on misuse" }).click();
  await expect(page.getByRole("heading", { name: "Our policy on misuse" })).toBeVisible();
  await expect(page.getByText("at least 5 of their reports or complaints", { exact: false })).toBeVisible();
  await expect(page.getByText("For example:", { exact: false }).first()).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("navigation", { name: "In other languages" }).getByRole("link", { name: "Polski" }).click();
  await expect(page.getByRole("heading", { name: "Nasze zasady dotyczące nadużyć" })).toBeVisible();
  await expectNoBarriers(page);
});

test("an admin publishes a summary of the terms in Polish, a reader in Poland gets it, and one in Italy another with a mark", async ({
  aVisitor,
  deskOf,
}) => {
  const lucia = await deskOf("lucia", "/settings/terms");
  const form = lucia.locator("form").filter({ hasText: "What you can do" });
  await form.getByLabel("Platform", { exact: true }).selectOption("alibaba");
  await form.getByLabel("Language", { exact: true }).selectOption("pl");
  await form.getByLabel("Summary", { exact: true }).fill("Nie wolno sprzedawać rzeczy zakazanych.");
  await form.getByLabel("What you can do", { exact: true }).fill("Możesz złożyć skargę albo pójść do sądu.");
  await form.getByRole("button", { name: "Publish the summary" }).click();
  await expect(lucia.getByRole("row", { name: /Alibaba/ })).toContainText("Polish");
  await expect(lucia.getByRole("row", { name: /Alibaba/ })).toContainText("21 languages missing");
  await expectNoBarriers(lucia);
  const polish = await aVisitor({ locale: "pl-PL" });
  await polish.goto("/terms/alibaba");
  await expect(polish.getByText("Nie wolno sprzedawać rzeczy zakazanych.")).toBeVisible();
  await expect(polish.getByText("There is no summary", { exact: false })).toHaveCount(0);
  const italian = await aVisitor({ locale: "it-IT" });
  await italian.goto("/terms/alibaba");
  await expect(italian.getByText("Non c’è ancora un riassunto in italiano", { exact: false })).toBeVisible();
});

test("an admin sees what is kept of whom, for how long and why, and deletes nothing by looking", async ({ deskOf }) => {
  const lucia = await deskOf("lucia", "/settings/retention");
  await expect(lucia.getByRole("row", { name: /Guests/ })).toContainText("90 days after");
  await expect(lucia.getByRole("row", { name: /Guests/ })).toContainText("a case is not decided");
  await expect(lucia.getByRole("button", { name: /delete/i })).toHaveCount(0);
  await expectNoBarriers(lucia);
});
