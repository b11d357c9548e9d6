import { expect, type Page } from "@playwright/test";
import { expectNoBarriers, linkIn, mailWith, type ReportedCase, type Steps, test } from "./steps";

const inDays = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
const why = "The address of the business is missing, and the platform cannot show it to buyers.";

/** A page of a supervisor on the account of a trader on AliExpress whose name is all that is known of it. */
async function anIncompleteTrader(
  deskOf: Steps["deskOf"],
  givenACase: Steps["givenACase"],
): Promise<{ jonas: Page; reported: ReportedCase; account: string }> {
  const reported = await givenACase({
    platform: "aliexpress",
    text: "Hand made lamps, new in the shop.",
    content: { surface: "listing", role: "merchant" },
  });
  const jonas = await deskOf("jonas", "/people/me");
  const { account } = await (await jonas.request.get(`/api/cases/${reported.id}`)).json();
  await jonas.goto(`/accounts/${account.id}`);
  await jonas.getByText("Record the data", { exact: true }).click();
  await jonas.getByLabel("Name", { exact: true }).fill("Hua Lamps Ltd");
  await jonas.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(jonas.getByText("Incomplete", { exact: true }).first()).toBeVisible();
  return { jonas, reported, account: account.id };
}

test("a trader that was asked to correct its data is not suspended before the day it was given is over", async ({
  deskOf,
  givenACase,
}) => {
  const { jonas } = await anIncompleteTrader(deskOf, givenACase);
  await jonas.getByText("Ask to correct", { exact: true }).click();
  await jonas.getByLabel("Last day").fill(inDays(14));
  await jonas.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(jonas.getByText("Correction asked for", { exact: true }).first()).toBeVisible();
  await jonas.getByText("Suspend or refuse", { exact: true }).click();
  await expect(jonas.getByText("It can be suspended or refused after that day.", { exact: false })).toBeVisible();
  await expect(jonas.getByLabel("What follows")).toHaveCount(0);
  await expectNoBarriers(jonas);
});

test("a trader refused for a missing address reads why, appeals and is back", async ({
  deskOf,
  aVisitor,
  givenACase,
  givenNoTimeToUndo,
}) => {
  await givenNoTimeToUndo("AliExpress");
  const { jonas, reported, account } = await anIncompleteTrader(deskOf, givenACase);

  await test.step("the desk refuses what is not complete", async () => {
    await jonas.getByText("Suspend or refuse", { exact: true }).click();
    await jonas.getByLabel("What follows").selectOption("Refuse the trader");
    await jonas.getByLabel("The platform’s measure").selectOption("Suspend the account");
    await jonas.locator("#suspend-why").fill(why);
    await jonas.getByRole("button", { name: "Decide", exact: true }).click();
    await expect(jonas.getByText("Refused for its trader data").first()).toBeVisible();
  });

  const lucia = await deskOf("lucia", "/mailbox");
  const person = await aVisitor({ javaScriptEnabled: false });
  const link = linkIn(await mailWith(lucia, reported.email, "Our decision"));
  await test.step("the trader reads why, where else to turn, and appeals", async () => {
    await person.goto(link);
    await expect(person.getByText(why).first()).toBeVisible();
    await expect(person.getByText("You can go to court at any time.").first()).toBeVisible();
    await person.getByRole("link", { name: "Appeal", exact: true }).click();
    await person
      .getByLabel("What is wrong with this decision?")
      .fill("My address is in the shop’s imprint: 12 Harbour Road.");
    await person.getByRole("button", { name: "Send this appeal" }).click();
    await expect(person.getByRole("heading", { name: "We have your appeal" })).toBeVisible();
  });

  await test.step("somebody who did not decide finds that the trader is right, and the trader is back", async () => {
    const amara = await deskOf("amara", "/appeals");
    await amara.getByRole("row").filter({ hasText: "12 Harbour Road" }).getByRole("link").click();
    await amara.getByRole("button", { name: "Take this appeal" }).click();
    await amara.getByLabel("No violation").check();
    await amara.getByRole("textbox", { name: "Why" }).fill("The address is in the imprint of the shop.");
    await amara.getByRole("button", { name: "Keep my finding and show the decision" }).click();
    await amara.getByLabel("Right: the decision is reversed").check();
    await amara
      .getByRole("combobox", { name: "Why was the decision wrong?" })
      .selectOption("New evidence came with the appeal");
    await amara
      .getByLabel("Reasons")
      .fill("The address is given in the imprint of the shop, and buyers can read it there.");
    await amara.getByRole("button", { name: "Answer: reverse the decision" }).click();
    await expect(amara.getByText("Reversed").first()).toBeVisible();
    await jonas.goto(`/accounts/${account}`);
    await expect(jonas.getByText("Refused for its trader data")).toHaveCount(0);
  });
});

test("a partner who was not screened is screened, and a case opens in which its end can be decided", async ({
  deskOf,
  givenACase,
}) => {
  const reported = await givenACase({
    platform: "aliexpress",
    text: "Look at this link for cheap lamps.",
    content: { surface: "feed", role: "affiliate" },
  });
  const jonas = await deskOf("jonas", "/people/me");
  const { account } = await (await jonas.request.get(`/api/cases/${reported.id}`)).json();
  await jonas.goto(`/accounts/${account.id}`);
  await jonas.getByText("Record a screening", { exact: true }).click();
  await jonas.getByLabel("Result").selectOption("Not passed");
  await jonas.getByLabel("Screened on").fill(inDays(-1));
  await jonas.getByRole("button", { name: "Record", exact: true }).click();
  await expect(jonas.getByText("Screened, not passed").first()).toBeVisible();
  await jonas.getByText("Open a case to terminate", { exact: true }).click();
  await jonas.locator("#affiliate-why").fill("The partner leads buyers to hidden links again and again.");
  await jonas.getByRole("button", { name: "Open the case" }).click();
  await expect(jonas).toHaveURL(/\/cases\//);
  await expect(jonas.getByText("Affiliate partner").first()).toBeVisible();
});

test("an admin sets stronger penalties for hidden links, which say that they are ours", async ({ deskOf }) => {
  const page = await deskOf("lucia", "/settings/stronger-penalties");
  await expect(page.getByText("Ours", { exact: true })).toBeVisible();
  const first = page.locator("#aliexpress-affiliate-0");
  const second = page.locator("#aliexpress-affiliate-1");
  const keep = page.locator("form").filter({ has: first }).getByRole("button", { name: "Keep" });
  await first.selectOption("Close the account");
  await second.selectOption("Delete content");
  await keep.click();
  await expect(page.getByText("A later step is milder than the one before it.", { exact: false })).toBeVisible();
  await first.selectOption("No step");
  await second.selectOption("No step");
  await keep.click();
  await expect(page.getByText("Kept.", { exact: true })).toBeVisible();
  await expectNoBarriers(page);
});
