import { expect, type Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expectNoBarriers, linkIn, mailWith, take, test } from "./steps";

const reasons = "The picture shows the seller's own lamp. No rule is broken by it, and the first reading holds.";

/** What stands beside "Message-ID" in the mail that is open. */
async function numberOf(lucia: Page): Promise<string> {
  return (await lucia.getByRole("article").locator("code").textContent()) ?? "";
}

test("a guest's receipt, decision and appeal answer arrive as one conversation, each as text and as HTML", async ({
  deskOf,
  aVisitor,
  givenACase,
  givenNoTimeToUndo,
}) => {
  await givenNoTimeToUndo("Taobao Weitao");
  const reported = await givenACase({ platform: "taobao-weitao", text: "A lamp, as good as new.", language: "en" });
  const lucia = await deskOf("lucia", "/mailbox");
  const guest = await aVisitor();
  const address = `thread-${Date.now()}@reader.example`;
  let reference = "";
  let link = "";

  await test.step("the guest reports, and the receipt is in the mailbox with its HTML", async () => {
    await guest.goto(`/report?platform=taobao-weitao&location=${encodeURIComponent(reported.location)}`);
    await guest.getByLabel("I think it breaks the rules of the platform").check();
    await guest.getByLabel("Why should it be looked at?").fill("The lamp is not the seller's own.");
    await guest.getByLabel("Your e-mail address").fill(address);
    await guest.getByLabel("I believe in good faith", { exact: false }).check();
    await guest.getByRole("button", { name: "Send this report" }).click();
    await expect(guest.getByRole("heading", { name: "We have your report" })).toBeVisible();
    reference = (await guest.locator("main code").textContent()) ?? "";
    expect(await mailWith(lucia, address, "Receipt to a notifier")).toContain(reference);
    await expectNoBarriers(lucia);
    await lucia.getByRole("button", { name: "Show it as HTML" }).click();
    const html = lucia.frameLocator("iframe[title='The HTML part of this mail']");
    await expect(html.getByRole("heading", { level: 1 })).toContainText(reference);
    await expect(html.getByRole("link").first()).toHaveAttribute("href", new RegExp(`/notice/${reference}`));
  });

  await test.step("the decision follows in the same conversation", async () => {
    const mei = await deskOf("mei", "/queue");
    await take(mei, reported.id);
    await mei.keyboard.press("n");
    await expect(mei.getByRole("button", { name: "Take back" })).toBeVisible();
    const mail = await mailWith(lucia, address, "Outcome to a notifier");
    link = linkIn(mail);
    const conversation = lucia.getByRole("region", { name: "In the same conversation" });
    await expect(conversation.getByRole("link")).toHaveCount(1);
    await expect(conversation).toContainText(reference);
  });

  await test.step("the guest appeals, somebody else answers, and the answer is the fourth mail of it", async () => {
    await guest.goto(link);
    await guest.getByRole("link", { name: "Appeal", exact: true }).click();
    await guest.getByLabel("What is wrong with this decision?").fill(`The lamp is mine, ${address}`);
    await guest.getByRole("button", { name: "Send this appeal" }).click();
    await expect(guest.getByRole("heading", { name: "We have your appeal" })).toBeVisible();
    const amara = await deskOf("amara", "/appeals");
    await amara.getByRole("row").filter({ hasText: "The lamp is mine" }).getByRole("link").first().click();
    await amara.getByRole("button", { name: "Take this appeal" }).click();
    await amara.getByLabel("No violation").check();
    await amara.getByRole("textbox", { name: "Why" }).fill(reasons);
    await amara.getByRole("button", { name: "Keep my finding and show the decision" }).click();
    await amara.getByLabel("The decision stays").check();
    await amara.getByLabel("Reasons").fill(reasons);
    await amara.getByRole("button", { name: /^Answer:/ }).click();
    expect(await mailWith(lucia, address, "Answer to an appeal")).toContain(reasons);
    const conversation = lucia.getByRole("region", { name: "In the same conversation" });
    await expect(conversation.getByRole("link")).toHaveCount(3);
    await expectNoBarriers(lucia);
  });
});

test("a statement that comes back shows that a supervisor must act, until one says how the person was told", async ({
  deskOf,
  request,
  givenACase,
  givenNoTimeToUndo,
}) => {
  await givenNoTimeToUndo("Taobao Weitao");
  const text = "加V：bk7711 进福利群，站外下单再减二十，链接 weidian.example/bk。";
  const reported = await givenACase({ platform: "taobao-weitao", text, language: "zh-Hans" });
  const lucia = await deskOf("lucia", "/mailbox");
  const mei = await deskOf("mei", "/queue");
  let messageId = "";

  await test.step("the merchant's statement leaves", async () => {
    await take(mei, reported.id);
    await expect(mei.getByRole("button", { name: "Accept the row" })).toBeVisible();
    await mei.keyboard.press("a");
    await expect(mei.getByText(/accepted$/).first()).toBeVisible();
    await mei.keyboard.press("s");
    await expect(mei.getByText("Row accepted", { exact: true })).toBeVisible();
    await mei.keyboard.press("Enter");
    await expect(mei.getByText(text)).toHaveCount(0);
    await mailWith(lucia, reported.email, "Statement of reasons");
    messageId = await numberOf(lucia);
    expect(messageId).toMatch(/^<.+@.+>$/);
  });

  await test.step("the mail service reports that it came back: unsigned it is not believed, signed it is", async () => {
    const at = new Date();
    const body = JSON.stringify({ messageId, event: "bounced", at: at.toISOString(), reason: "550 no such user" });
    const signature = new Webhook(process.env.MAIL_EVENTS_SECRET ?? "").sign("msg_e2e", at, body);
    const headers = {
      "content-type": "application/json",
      "webhook-id": "msg_e2e",
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    };
    const send = (more: Record<string, string>) =>
      request.post("/api/v1/mail/events", { headers: { ...headers, ...more }, data: Buffer.from(body) });
    expect((await send({})).status()).toBe(401);
    const taken = await send({ "webhook-signature": signature });
    expect([taken.status(), await taken.json()]).toEqual([200, { changed: true }]);
  });

  await test.step("mailbox, case and letter say that it came back", async () => {
    await lucia.goto("/mailbox?state=bounced");
    await expect(lucia.getByRole("listitem").filter({ hasText: reported.email })).toContainText("came back");
    const task = lucia.getByRole("listitem").filter({ hasText: "550 no such user" });
    await expect(task.filter({ hasText: reported.reference })).toBeVisible();
    await expectNoBarriers(lucia);
    await mei.goto(`/cases/${reported.id}`);
    await expect(mei.getByText("came back undelivered").first()).toBeVisible();
    await expect(mei.getByText("A supervisor must find another way", { exact: false }).first()).toBeVisible();
  });

  await test.step("a supervisor finds it under what came back, and says how the person was told", async () => {
    const jonas = await deskOf("jonas", "/outbox");
    const line = jonas.getByRole("listitem").filter({ hasText: reported.reference });
    await expect(line).toContainText("due by the end of the day on which the restriction starts");
    await expect(line).toContainText("550 no such user");
    await expectNoBarriers(jonas);
    await line.getByLabel("How do they learn of it?").fill("The platform shows it in the app.");
    await line.getByRole("button", { name: "They have been told" }).click();
    await expect(line).toHaveCount(0);
  });
});

test("an admin chooses the report button's platform and languages, and copies a piece that leads to a filled form", async ({
  deskOf,
  aVisitor,
}) => {
  const lucia = await deskOf("lucia", "/settings/button");
  await expectNoBarriers(lucia);
  await lucia.getByRole("combobox", { name: "Platform" }).selectOption("WeChat");
  for (const language of ["English", "Français"]) await lucia.getByRole("checkbox", { name: language }).uncheck();
  await lucia.getByRole("button", { name: "Show", exact: true }).click();
  await expect(lucia).toHaveURL(/platform=wechat/);
  await expect(lucia.getByRole("heading", { level: 3 })).toHaveCount(8);
  const piece = (await lucia.getByRole("listitem").filter({ hasText: "Deutsch" }).locator("pre").textContent()) ?? "";
  expect(piece).toContain("Diesen Inhalt melden");
  expect(piece).not.toMatch(/<script/i);
  const content = "https://wechat.example/moments/1?a=b&c=d";
  const reader = await aVisitor({ javaScriptEnabled: false });
  await reader.setContent(piece.replace("CONTENT_ADDRESS", encodeURIComponent(content)));
  await reader.getByRole("link", { name: "Diesen Inhalt melden" }).click();
  await expect(reader.getByLabel("WeChat", { exact: true })).toBeChecked();
  await expect(reader.locator("html")).toHaveAttribute("lang", "de");
  await expect(reader.getByLabel("Wo ist es?")).toHaveValue(content);
});
