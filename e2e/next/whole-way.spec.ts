import { expect } from "@playwright/test";
import { expectNoBarriers, linkIn, mailWith, test } from "../steps";

const words = "老客加V：bh5566 进福利群，站外下单再减二十，链接 weidian.example/bh。";

test("report, clause, sanction, statement, appeal, reversal: the whole way", async ({
  deskOf,
  aVisitor,
  givenACase,
  givenNoTimeToUndo,
}) => {
  await givenNoTimeToUndo("taobao-weitao");
  const lucia = await deskOf("lucia", "/mailbox");
  const guest = await aVisitor();
  const merchant = await aVisitor();
  const address = `guest-${Date.now()}@reader.example`;
  let statementLink = "";

  const reported = await givenACase({ platform: "taobao-weitao", text: words, language: "zh-Hans" });

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
    expect(await mailWith(lucia, address, "mail.receipt")).toMatch(/N-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  await test.step("the moderator takes the case, accepts clause and row, and decides with the keyboard", async () => {
    const mei = await deskOf("mei", "/queue?platform=taobao-weitao&order=age");
    await expectNoBarriers(mei);
    const row = mei.getByRole("row").filter({ hasText: reported.reference });
    await expect(row).toContainText(/2 notices/);
    await row.getByRole("link").click();
    await expect(mei.getByRole("button", { name: "No violation" })).toBeVisible();
    await expect(mei.getByRole("radio", { name: /Table\.6/ })).toBeChecked();
    await expect(mei.getByText(words).first()).toBeVisible();
    await mei.keyboard.press("a");
    await expect(mei.getByText("Table.6 accepted").first()).toBeVisible();
    await mei.keyboard.press("s");
    await expect(mei.getByText("Row accepted").first()).toBeVisible();
    await expect(mei.getByText(/before → \d now/)).toBeVisible();
    await expectNoBarriers(mei);
    await mei.keyboard.press("Enter");
    await expect(mei.getByRole("heading", { level: 1 })).not.toContainText(reported.reference);
    await expect(mei.getByText(words)).toHaveCount(0);
  });

  await test.step("the merchant gets the statement in Chinese, by mail and at a link without signing in", async () => {
    const mail = await mailWith(lucia, reported.email, "mail.statement");
    expect(mail).not.toContain(address);
    statementLink = linkIn(mail);
    await merchant.goto(statementLink);
    await expect(merchant.getByText("Table.6", { exact: false }).first()).toBeVisible();
    await expectNoBarriers(merchant);
  });

  await test.step("the guest is told the outcome, with a link of their own", async () => {
    const link = linkIn(await mailWith(lucia, address, "mail.outcome"));
    expect(link).not.toBe(statementLink);
    await guest.goto(link);
    await expect(guest.getByRole("link", { name: "Appeal" })).toBeVisible();
  });

  await test.step("the merchant appeals from that link", async () => {
    await merchant.getByRole("link", { name: "Appeal" }).click();
    await merchant.getByLabel("What is wrong with this decision?").fill("这是店内老客群，没有引导到站外。");
    await expectNoBarriers(merchant);
    await merchant.getByRole("button", { name: "Send this appeal" }).click();
    await expect(merchant.getByRole("heading", { name: "We have your appeal" })).toBeVisible();
  });

  await test.step("another person answers with reasons, and the sanctions are lifted", async () => {
    const jonas = await deskOf("jonas", "/appeals");
    await expectNoBarriers(jonas);
    await jonas.getByRole("row").filter({ hasText: "这是店内老客群" }).getByRole("link").first().click();
    await jonas.getByRole("button", { name: "Take this appeal" }).click();
    await jonas.getByLabel("Right: the decision is reversed").check();
    await jonas.getByLabel("Reasons").fill("群为店内会员群，链接指向本店，未引导用户离开平台，原认定有误。");
    await expectNoBarriers(jonas);
    await jonas.getByRole("button", { name: "Answer: reverse the decision" }).click();
    await expect(jonas.getByText("Reversed").first()).toBeVisible();
    expect(await mailWith(lucia, reported.email, "mail.appeal_answer")).toContain("原认定有误");
    await merchant.goto(statementLink);
    await expect(merchant.getByText("This decision no longer stands")).toBeVisible();
  });

  await test.step("the log holds all of it, and its chain is whole", async () => {
    const tomasz = await deskOf("tomasz", "/audit");
    await expect(tomasz.getByText("appeal.decide").first()).toBeVisible();
    await tomasz.getByRole("button", { name: "Verify the log" }).click();
    await expect(tomasz.getByText(/The log is whole/)).toBeVisible();
    await expectNoBarriers(tomasz);
  });
});
