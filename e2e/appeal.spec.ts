import { expect } from "@playwright/test";
import { expectNoBarriers, linkIn, mailWith, test } from "./steps";

const profile = "Our decision about your profile on AliExpress";
const words = "The videos are my own cooking lessons. Please watch one of them.";
const reasons = "The linked page was opened: it offers cooking lessons. The pause of publishing is not deserved.";

test("an appeal, from the link in a mail to the answer with reasons", async ({ deskOf, aVisitor }) => {
  const person = await aVisitor({ javaScriptEnabled: false });
  const link = linkIn(await mailWith(await deskOf("lucia", "/mailbox"), profile));

  await test.step("the person reads what was decided, why, and until when they may appeal, without any script", async () => {
    expect((await person.goto(link))?.status()).toBe(200);
    await expect(person.getByRole("heading", { level: 1, name: profile })).toBeVisible();
    await expect(person.getByRole("heading", { name: "What follows for you" })).toBeVisible();
    await expect(person.getByText(/You can appeal until the end of \d+ \w+ \d{4} \([^)]+\)\./)).toBeVisible();
  });

  await test.step("they appeal with a few words; an empty form is not sent, and a second appeal is not needed", async () => {
    await person.getByRole("link", { name: "Appeal", exact: true }).click();
    await person.getByRole("button", { name: "Send this appeal" }).click();
    await expect(person.getByRole("alert")).toContainText(
      "Write in a few words what is wrong with the decision, or choose a file",
    );
    await person.getByLabel("What is wrong with this decision?").fill(words);
    await person.getByRole("button", { name: "Send this appeal" }).click();
    await expect(person.getByRole("heading", { name: "We have your appeal" })).toBeVisible();
    await expect(person.locator("main code")).toHaveText(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await person.goto(`${link}/appeal`);
    await expect(person.getByRole("heading", { name: "You have already appealed" })).toBeVisible();
  });

  await test.step("a supervisor who did not decide says what they find before they see the decision, and reads what the answer undoes before giving it", async () => {
    const amara = await deskOf("amara", "/appeals");
    await amara.getByRole("row").filter({ hasText: "cooking lessons" }).getByRole("link").click();
    await amara.getByRole("button", { name: "Take this appeal" }).click();
    await expect(amara.getByRole("heading", { name: "What do you find?" })).toBeVisible();
    await expect(amara.getByRole("main")).not.toContainText("Disable the function of publishing content");
    await expectNoBarriers(amara);
    await amara.getByLabel("No violation").check();
    await amara.getByRole("textbox", { name: "Why" }).fill("The page behind the link offers cooking lessons.");
    await amara.getByRole("button", { name: "Keep my finding and show the decision" }).click();
    await expect(amara.getByRole("heading", { name: "Found from the evidence alone" })).toBeVisible();
    await amara.getByLabel("Right in part").check();
    await amara
      .getByRole("combobox", { name: "Why was the decision wrong?" })
      .selectOption("The measure did not follow from the rule");
    await amara.getByLabel("Disable the function of publishing content").check();
    await amara.getByLabel("Reasons").fill(reasons);
    // Pressed before the letter shows the words, by key as well: nothing goes.
    const send = amara.getByRole("button", { name: "Answer: right in part" });
    await send.press("Enter");
    await expect(amara.getByText("Can be sent once the letter shows these words.")).toHaveCount(0);
    await expect(send).toBeVisible();
    const consequence = amara.getByRole("region", { name: "What this answer does" });
    await expect(consequence).toContainText("Lifted: Disable the function of publishing content");
    await expect(consequence).toContainText("Delete content");
    await expect(consequence).toContainText(reasons);
    await expectNoBarriers(amara);
    await amara.getByRole("button", { name: "Answer: right in part" }).click();
    await expect(amara.getByText("Partly reversed").first()).toBeVisible();
    await expect(amara.getByText("Lifted: Disable the function of publishing content", { exact: true })).toBeVisible();
    await expectNoBarriers(amara);
  });

  await test.step("the person reads the answer at the same link: reasons, what changed, what stays, where else to turn", async () => {
    await expect(async () => {
      await person.goto(link);
      await expect(person.getByText("Answered: you are right in part.")).toBeVisible({ timeout: 1000 });
    }).toPass();
    const appeal = person.getByRole("region", { name: "Your appeal" });
    await expect(appeal).toContainText(reasons);
    await expect(appeal).toContainText(
      /We take back a restriction that we had imposed: .*Disable the function of publishing content/,
    );
    await expect(appeal).toContainText(/This stays in place: .*Delete content/);
    await expect(appeal).toContainText("You can go to court at any time.");
    await expect(person.getByRole("main")).not.toContainText(/Amara|Okafor|Mei Lin/);
  });

  await test.step("the pages have no barriers, in the light and in the dark", async () => {
    const reader = await aVisitor();
    for (const path of [link, `${link}/appeal`]) {
      await reader.goto(path);
      await expectNoBarriers(reader);
    }
  });
});

test("a supervisor cannot answer the appeal against their own decision", async ({ deskOf }) => {
  const jonas = await deskOf("jonas", "/appeals");
  await jonas.getByRole("row").filter({ hasText: "我们有官方的活动授权" }).getByRole("link").click();
  await expect(jonas.getByText("You made this decision. Another reviewer must answer the appeal.")).toBeVisible();
  await expect(jonas.getByRole("button", { name: "Answer", exact: true })).toHaveCount(0);
  await expect(jonas.getByLabel("The decision stays")).toBeDisabled();
  await expect(jonas.getByRole("button", { name: "Take this appeal" })).toHaveCount(0);
});

test("a link that was cut by one letter opens nothing, says so in words and status, and needs no script", async ({
  deskOf,
  aVisitor,
}) => {
  const link = linkIn(await mailWith(await deskOf("lucia", "/mailbox"), profile));
  const visitor = await aVisitor({ javaScriptEnabled: false });
  for (const path of [link.slice(0, -1), `${link.slice(0, -1)}/appeal`]) {
    expect((await visitor.goto(path))?.status()).toBe(404);
    await expect(visitor.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
  }
});

test("a decision that counted a strike which fell is listed, and kept with a reason", async ({ deskOf }) => {
  const amara = await deskOf("amara", "/appeals?view=flags");
  const flag = amara.getByRole("listitem").filter({ hasText: "It counted as the 2nd violation." });
  await expect(flag).toHaveCount(1);
  await expectNoBarriers(amara);
  await flag.getByLabel("Why").fill("The measure is the mildest of its row, with or without that strike.");
  await flag.getByRole("button", { name: "It is right all the same" }).click();
  await expect(amara.getByText("No decision has to be looked at again")).toBeVisible();
});

test("a moderator sees no appeals", async ({ deskOf }) => {
  const mei = await deskOf("mei", "/queue");
  await mei.goto("/appeals");
  await expect(mei.getByRole("table")).toHaveCount(0);
  await expect(mei.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
});
