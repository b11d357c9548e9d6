import { expect, type Page, test } from "@playwright/test";
import { aVisitor, deskOf, expectNoBarriers } from "../steps";

const place = "https://taobao-weitao.example/off-taobao";
const words = "老客加V";

/** The newest mail of one kind to this address, as text. */
async function mailTo(lucia: Page, address: string, kind: string): Promise<string> {
  const mails = lucia.getByRole("listitem").filter({ hasText: address }).filter({ hasText: kind });
  await expect(async () => {
    await lucia.goto("/mailbox");
    await expect(mails.first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await mails.first().getByRole("link").click();
  const mail = lucia.getByRole("article");
  await expect(mail).toContainText(address);
  return (await mail.textContent()) ?? "";
}

const linkIn = (mail: string) => /\/decision\/[\w-]{46}/.exec(mail)?.[0] ?? "no link";

test("report, clause, sanction, statement, appeal, reversal: the whole way", async ({ browser }) => {
  test.setTimeout(240_000);
  const lucia = await deskOf(browser, "lucia", "/settings");
  const guest = await aVisitor(browser);
  const merchant = await aVisitor(browser);
  let statementLink = "";

  await test.step("the admin shortens the time to take a decision back, so that nobody waits", async () => {
    await lucia
      .getByRole("spinbutton", { name: /take a decision back/i })
      .first()
      .fill("1");
    await lucia
      .getByRole("spinbutton", { name: /take a decision back/i })
      .first()
      .press("Enter");
    await expect(lucia.getByText("The setting is changed.").first()).toBeVisible();
  });

  await test.step("a guest reports an item that somebody reported before: one case, two notices", async () => {
    await guest.goto("/report");
    await guest.getByLabel("Taobao Weitao", { exact: true }).check();
    await guest.getByLabel("Where is it?").fill(place);
    await guest.getByLabel("I think it breaks the rules of the platform").check();
    await guest.getByLabel("Why should it be looked at?").fill("The post sends buyers to another shop.");
    await guest.getByLabel("Your e-mail", { exact: false }).fill("guest@reader.example");
    await guest.getByLabel("I believe in good faith", { exact: false }).check();
    await guest.getByRole("button", { name: "Send this report" }).click();
    await expect(guest.getByRole("heading", { name: "We have your report" })).toBeVisible();
    expect(await mailTo(lucia, "guest@reader.example", "mail.receipt")).toMatch(/N-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  await test.step("the moderator takes the case, accepts clause and row, and decides with the keyboard", async () => {
    const mei = await deskOf(browser, "mei", "/queue");
    await mei.goto("/queue?platform=taobao-weitao");
    await expectNoBarriers(mei);
    const row = mei.getByRole("row").filter({ hasText: words });
    await expect(row).toContainText(/\d+ notices/);
    await row.getByRole("link").click();
    await mei.getByRole("button", { name: /Take the case/ }).click();
    await expect(mei.getByRole("radio", { name: /Table\.6/ })).toBeChecked();
    await expect(mei.getByText(words).first()).toBeVisible();
    await mei.keyboard.press("a");
    await expect(mei.getByText("Table.6 accepted").first()).toBeVisible();
    await mei.keyboard.press("s");
    await expect(mei.getByText("Row accepted").first()).toBeVisible();
    await expect(mei.getByText(/before → \d now/)).toBeVisible();
    await expectNoBarriers(mei);
    await mei.keyboard.press("Enter");
    await expect(mei.getByText(/TB-\d+: Violation/)).toBeVisible();
    await expect(mei.getByText(words)).toHaveCount(0);
  });

  await test.step("the merchant gets the statement in Chinese, by mail and at a link without signing in", async () => {
    const mail = await mailTo(lucia, "baihuo@shop.example", "mail.statement");
    expect(mail).not.toContain("guest@reader.example");
    statementLink = linkIn(mail);
    await merchant.goto(statementLink);
    await expect(merchant.getByText("Table.6", { exact: false }).first()).toBeVisible();
    await expectNoBarriers(merchant);
  });

  await test.step("the guest is told the outcome, with a link of their own", async () => {
    const link = linkIn(await mailTo(lucia, "guest@reader.example", "mail.outcome"));
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
    const jonas = await deskOf(browser, "jonas", "/appeals");
    await expectNoBarriers(jonas);
    await jonas.getByRole("row").filter({ hasText: "这是店内老客群" }).getByRole("link").first().click();
    await jonas.getByRole("button", { name: "Take this appeal" }).click();
    await jonas.getByLabel("Right: the decision is reversed").check();
    await jonas.getByLabel("Reasons").fill("群为店内会员群，链接指向本店，未引导用户离开平台，原认定有误。");
    await expectNoBarriers(jonas);
    await jonas.getByRole("button", { name: "Answer: reverse the decision" }).click();
    await expect(jonas.getByText("Reversed").first()).toBeVisible();
    expect(await mailTo(lucia, "baihuo@shop.example", "mail.appeal_answer")).toContain("原认定有误");
    await merchant.goto(statementLink);
    await expect(merchant.getByText("This decision no longer stands")).toBeVisible();
  });

  await test.step("the log holds all of it, and its chain is whole", async () => {
    const tomasz = await deskOf(browser, "tomasz", "/audit");
    await expect(tomasz.getByText("appeal.decide").first()).toBeVisible();
    await expectNoBarriers(tomasz);
  });
});
