import { expect } from "@playwright/test";
import { expectNoBarriers, linkIn, mailWith, test } from "./steps";

const words = "老客加V：bh5566 进福利群，站外下单再减二十，链接 weidian.example/bh。";
const contested = "这是店内老客群，没有引导到站外。";
const reasons = "群为店内会员群，链接指向本店，未引导用户离开平台，原认定有误。";
const deleted = "Delete the violating information";
const suspended = "Suspend the Mobile Taobao content comment function for 7 days";

test("report, clause, sanction, statement, appeal, reversal: the whole way", async ({
  deskOf,
  aVisitor,
  givenACase,
  givenNoTimeToUndo,
}) => {
  await givenNoTimeToUndo("Taobao Weitao");
  const guest = await aVisitor();
  const merchant = await aVisitor();
  const address = `guest-${Date.now()}@reader.example`;
  let statementLink = "";
  let appealPath = "";

  const reported = await givenACase({ platform: "taobao-weitao", text: words, language: "zh-Hans" });
  const lucia = await deskOf("lucia", "/mailbox");
  const mei = await deskOf("mei", "/queue?platform=taobao-weitao&order=age");
  const account = await mei.request.get(`/api/cases/${reported.id}`).then(async (view) => (await view.json()).account);

  await test.step("a guest reports an item that somebody reported before: one case, two notices", async () => {
    await guest.goto("/report");
    await guest.getByLabel("Taobao Weitao", { exact: true }).check();
    await guest.getByLabel("Where is it?").fill(reported.location);
    await guest.getByLabel("I think it breaks the rules of the platform").check();
    await guest.getByLabel("Why should it be looked at?").fill("The post sends buyers to another shop.");
    await guest.getByLabel("Your e-mail address").fill(address);
    await guest.getByLabel("I believe in good faith", { exact: false }).check();
    await guest.getByRole("button", { name: "Send this report" }).click();
    await expect(guest.getByRole("heading", { name: "We have your report" })).toBeVisible();
    const reference = (await guest.locator("main code").textContent()) ?? "";
    expect(reference).toMatch(/^N-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await mailWith(lucia, address, "Receipt to a notifier")).toContain(reference);
  });

  await test.step("the moderator finds the case in the queue, and it is theirs when they open it", async () => {
    await mei.reload();
    const row = mei.getByRole("row").filter({ hasText: reported.reference });
    await expect(row).toContainText("2 notices");
    await row.getByRole("link").click();
    await expect(mei.getByRole("button", { name: "No violation" })).toBeVisible();
    await expect(mei.getByText("In work", { exact: true })).toBeVisible();
    await expect(mei.getByText(words).first()).toBeVisible();
    await expect(mei.getByText("No confirmed violation")).toBeVisible();
  });

  await test.step("they accept clause and row by their keys, and read what follows before they decide", async () => {
    await expect(mei.getByRole("radio", { name: /Table\.6/ })).toBeChecked();
    await expect(mei.getByRole("button", { name: "Accept the row" })).toBeVisible();
    await mei.keyboard.press("a");
    await expect(mei.getByText("Table.6 accepted", { exact: true })).toBeVisible();
    await mei.keyboard.press("s");
    await expect(mei.getByText("Row accepted", { exact: true })).toBeVisible();
    await expect(mei.getByText("0 before → 1 now")).toBeVisible();
    await expect(mei.getByRole("checkbox", { name: deleted })).toBeChecked();
    await expect(mei.getByRole("checkbox", { name: suspended })).toBeChecked();
    await expect(mei.getByText(/^Appeal until \d/)).toBeVisible();
    await expectNoBarriers(mei);
    await mei.keyboard.press("Enter");
    await expect(mei.getByRole("heading", { level: 1 })).not.toContainText(reported.reference);
    await expect(mei.getByText(words)).toHaveCount(0);
  });

  await test.step("the merchant gets the statement in Chinese, by mail and at a link without signing in", async () => {
    const mail = await mailWith(lucia, reported.email, "Statement of reasons");
    expect(mail).not.toContain(address);
    expect(mail).not.toMatch(/Mei Lin|mei\.lin/);
    statementLink = linkIn(mail);
    await merchant.goto(statementLink);
    await expect(merchant.getByRole("heading", { name: "对您的影响" })).toBeVisible();
    await expect(merchant.getByText("Table.6").first()).toBeVisible();
    await expect(merchant.getByRole("main")).not.toContainText(/Mei Lin|reader\.example/);
    await expectNoBarriers(merchant);
  });

  await test.step("the account has a violation that counts, and a sanction that runs", async () => {
    await mei.goto(`/accounts/${account.id}`);
    await expect(mei.getByText("1 confirmed violation", { exact: true })).toBeVisible();
    await expect(mei.getByRole("region", { name: "Running sanctions" })).toContainText("comment function");
  });

  await test.step("the guest is told the outcome, with a link of their own, and may appeal too", async () => {
    const mail = await mailWith(lucia, address, "Outcome to a notifier");
    expect(mail).not.toContain(reported.email);
    const link = linkIn(mail);
    expect(link).not.toBe(statementLink);
    await guest.goto(link);
    await expect(guest.getByRole("link", { name: "Appeal", exact: true })).toBeVisible();
  });

  await test.step("the merchant appeals from the link, in the language of the letter", async () => {
    await merchant.getByRole("link", { name: "申诉", exact: true }).click();
    await merchant.getByLabel("该决定有何不妥？").fill(contested);
    await expectNoBarriers(merchant);
    await merchant.getByRole("button", { name: "提交申诉" }).click();
    await expect(merchant.getByRole("heading", { name: "我们已收到您的申诉" })).toBeVisible();
  });

  await test.step("whoever decided does not answer: the appeal is no page of theirs, and their answer is refused", async () => {
    const jonas = await deskOf("jonas", "/appeals");
    const link = jonas.getByRole("row").filter({ hasText: contested }).getByRole("link").first();
    appealPath = (await link.getAttribute("href")) ?? "";
    expect(appealPath).toMatch(/^\/appeals\/./);
    await mei.goto(appealPath);
    await expect(mei.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
    await expect(mei.getByText(contested)).toHaveCount(0);
    expect((await mei.request.get(`/api${appealPath}`)).status()).toBe(403);
  });

  await test.step("another person reads what the answer undoes, and reverses the decision with reasons", async () => {
    const jonas = await deskOf("jonas", appealPath);
    await jonas.getByRole("button", { name: "Take this appeal" }).click();
    await jonas.getByLabel("No violation").check();
    await jonas.getByRole("textbox", { name: "Why" }).fill(reasons);
    await jonas.getByRole("button", { name: "Keep my finding and show the decision" }).click();
    await jonas.getByLabel("Right: the decision is reversed").check();
    await jonas.getByRole("combobox", { name: "Why was the decision wrong?" }).selectOption("The facts were wrong");
    await jonas.getByLabel("Reasons").fill(reasons);
    const consequence = jonas.getByRole("region", { name: "What this answer does" });
    await expect(consequence).toContainText("The strike no longer counts");
    await expect(consequence).toContainText(reasons);
    await expectNoBarriers(jonas);
    await jonas.getByRole("button", { name: "Answer: reverse the decision" }).click();
    await expect(jonas.getByText("Reversed").first()).toBeVisible();
    const line = (text: string) => jonas.getByRole("listitem").filter({ hasText: text });
    const givenBack = [`Lifted for the content: ${deleted}`, `Lifted: ${suspended}`];
    await expect(line("The strike no longer counts")).toContainText("done");
    // The content and the account are the platform's to give back. No program of it hears of this, so a person asks it.
    for (const text of givenBack) await expect(line(text)).toContainText("the platform has not confirmed it yet");
    await jonas.getByText("It was carried out", { exact: true }).first().click();
    await jonas.getByLabel("How do you know?").fill("Their support wrote at noon that both are back.");
    await jonas.getByRole("button", { name: "It was carried out", exact: true }).click();
    for (const text of givenBack) await expect(line(text)).toContainText("done");
  });

  await test.step("the account stands as if nothing had been decided", async () => {
    await mei.goto(`/accounts/${account.id}`);
    await expect(mei.getByText("No confirmed violation")).toBeVisible();
    await expect(mei.getByRole("region", { name: "Running sanctions" })).toHaveCount(0);
  });

  await test.step("the merchant reads the answer, by mail and at the same link", async () => {
    expect(await mailWith(lucia, reported.email, "Answer to an appeal")).toContain("原认定有误");
    await merchant.goto(statementLink);
    await expect(merchant.getByText("该决定已不再有效")).toBeVisible();
    await expect(merchant.getByRole("region", { name: "您的申诉" })).toContainText(reasons);
    await expect(merchant.getByRole("main")).not.toContainText(/Jonas|Weber|Mei Lin/);
  });

  await test.step("the log holds all of it, and its chain is whole", async () => {
    const tomasz = await deskOf("tomasz", "/audit");
    for (const verb of ["Case decided", "Appeal filed", "Appeal answered"])
      await expect(tomasz.getByRole("link", { name: verb, exact: true }).first()).toBeVisible();
    await tomasz.getByRole("button", { name: "Verify the log" }).click();
    await expect(tomasz.getByText(/^The log is whole/)).toBeVisible();
  });
});
