import { expect } from "@playwright/test";
import { expectNoBarriers, linkIn, mailWith, test } from "./steps";

const today = () => new Date(Date.now()).toISOString().slice(0, 10);

test("an admin takes over the list of certified bodies, and everybody reads those of today in their language first", async ({
  deskOf,
  aVisitor,
}) => {
  const page = await deskOf("lucia", "/settings/dispute-bodies");
  const name = `Browser House ${Date.now()}`;
  const list = (url: string) =>
    `name,country,url,languages,fields,certified until\n${name},FR,${url},fr,Speech,2031-12-31\nGone House,IE,https://gone.example,en,,2020-01-31`;
  await page.getByLabel("Where the list is from").fill("https://lists.example/browser-bodies");
  await page.getByLabel("The list", { exact: true }).fill(list("javascript:alert(1)"));
  await page.getByRole("button", { name: "Take over" }).click();
  await expect(page.getByText("Line 2:", { exact: false })).toBeVisible();
  await page.getByLabel("The list", { exact: true }).fill(list("https://browser-house.example"));
  await page.getByRole("button", { name: "Take over" }).click();
  await expect(page.getByText("The list was taken over: 2 new", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /Gone House/ })).toContainText("Not certified today");
  await expectNoBarriers(page);
  const visitor = await aVisitor({ javaScriptEnabled: false });
  await visitor.goto("/dispute-bodies?language=fr");
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Organes certifiés de règlement extrajudiciaire");
  await expect(visitor.getByRole("link", { name })).toHaveAttribute("href", "https://browser-house.example");
  await expect(visitor.getByText("Gone House")).toHaveCount(0);
});

test("a merchant goes to a dispute body without having appealed, the desk logs it, answers it and does what it says", async ({
  deskOf,
  aVisitor,
  givenACase,
  givenNoTimeToUndo,
}) => {
  await givenNoTimeToUndo("Taobao Weitao");
  const reported = await givenACase({
    platform: "taobao-weitao",
    text: "加微信领红包，点这里 http://sale.example/e2e",
    language: "zh",
  });
  const mei = await deskOf("mei", "/people/me");
  const asSeen = await (await mei.request.post(`/api/cases/${reported.id}/claim`, { data: {} })).json();
  const decided = await mei.request.post(`/api/cases/${reported.id}/decision`, {
    data: {
      version: asSeen.version,
      outcome: "violation",
      ground: "terms",
      clause: "Table.4",
      facts: "The post sends people to an address outside.",
      sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }],
    },
  });
  expect(decided.status(), await decided.text()).toBe(200);
  const link = linkIn(await mailWith(await deskOf("lucia", "/mailbox"), reported.email));

  const jonas = await deskOf("jonas", `/disputes?case=${reported.reference}`);
  await test.step("the desk records the dispute, and no complaint is asked for", async () => {
    await expect(jonas.getByLabel("Case", { exact: true })).toHaveValue(reported.reference);
    await jonas.getByLabel("The body’s number").fill(`B-${Date.now()}`);
    await jonas.getByLabel("Received by the body on").fill(today());
    await jonas.getByLabel("What is asked for").fill("The post is to be shown again.");
    await jonas.getByRole("button", { name: "Record the dispute" }).click();
    await expect(jonas.getByText("None, and none is needed")).toBeVisible();
    await expectNoBarriers(jonas);
  });

  await test.step("the merchant’s own page says that a dispute is known, and still offers the appeal", async () => {
    const person = await aVisitor();
    await person.goto(link);
    await expect(
      person
        .getByText("has told us of your dispute", { exact: false })
        .or(person.getByText("已告知我们", { exact: false })),
    ).toBeVisible();
    await expect(person.locator("a[data-button][href$='/appeal']")).toBeVisible();
  });

  await test.step("the desk takes part, records what the body found, and follows it", async () => {
    await jonas.getByLabel("What we write to the body").fill("We removed the post by our rule on spam.");
    await jonas.getByRole("button", { name: "Take part", exact: true }).click();
    await expect(jonas.getByText("Before the body").first()).toBeVisible();
    await jonas.getByLabel("Decided on").fill(today());
    await jonas.getByLabel("The body’s fees, in euro").fill("95");
    await jonas.getByLabel("What it says").fill("The address was the merchant’s own shop.");
    await jonas.getByRole("button", { name: "Record the outcome" }).click();
    await expect(jonas.getByText("We bear €95.00.")).toBeVisible();
    await jonas.getByRole("radio", { name: /Every effect of the decision is undone/ }).check();
    await jonas.getByLabel("Reasons").fill("The shop is the merchant’s own, which the rule allows.");
    await jonas.getByRole("button", { name: "Answer", exact: true }).click();
    await expect(jonas.getByRole("heading", { name: "What is carried out" })).toBeVisible();
    await expectNoBarriers(jonas);
  });

  await test.step("once everything is carried out, it counts as implemented", async () => {
    // No program of the platform hears of it, so somebody asks there and says how they know.
    const removal = jonas.getByRole("listitem").filter({ hasText: "The platform has no program that hears of this" });
    await expect(async () => {
      await jonas.reload();
      await expect(removal.first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await removal.getByText("It was carried out", { exact: true }).first().click();
    await removal.getByLabel("How do you know?").fill("Wen of the shop team shows it again since noon.");
    await removal.getByRole("button", { name: "It was carried out" }).click();
    const done = jonas.getByRole("button", { name: "It is carried out" });
    await expect(async () => {
      await jonas.reload();
      await expect(done).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await done.click();
    await expect(jonas.getByText("Closed", { exact: true }).first()).toBeVisible();
    await jonas.goto(`/cases/${reported.id}`);
    await expect(jonas.getByRole("region", { name: "Disputes out of court" })).toBeVisible();
  });
});

test("a moderator sees no disputes, and an auditor reads them without a form", async ({ deskOf }) => {
  const mei = await deskOf("mei", "/queue");
  await mei.goto("/disputes");
  await expect(mei.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
  const tomasz = await deskOf("tomasz", "/disputes");
  await expect(tomasz.getByRole("table")).toBeVisible();
  await expect(tomasz.getByRole("button", { name: "Record the dispute" })).toHaveCount(0);
});
