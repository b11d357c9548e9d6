import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "./steps";

const list = (status: string) => `name,country,areas,status\nBrowser Watch,AT,Scams and fraud,${status}`;

test("an admin imports the list of trusted flaggers, is told of a line that is not understood, and grants nothing", async ({
  deskOf,
}) => {
  const page = await deskOf("lucia", "/settings/flaggers");
  await expect(page.getByRole("row", { name: /Wildlife Watch France/ })).toContainText("Suspended");
  await page.getByLabel("Where the list is from").fill("https://lists.example/browser");
  await page.getByLabel("The list", { exact: true }).fill(list("great"));
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("Line 2: “great” is no status.", { exact: false })).toBeVisible();
  await page.getByLabel("The list", { exact: true }).fill(list("active"));
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("The list was imported: 1 new", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /Browser Watch/ })).toContainText("Scams and fraud");
  await expect(page.getByRole("button", { name: /grant|revoke|suspend/i })).toHaveCount(0);
  await expectNoBarriers(page);
});

test("a supervisor records an order, sees what it lacks, adds it, and the auditor reads both", async ({ deskOf }) => {
  const page = await deskOf("jonas", "/settings/orders");
  const authority = `Market Office ${Date.now()}`;
  await page.getByLabel("Authority", { exact: true }).fill(authority);
  await page.getByLabel("Country").fill("at");
  await page.getByLabel("E-mail address of the authority").fill("desk@market-office.example");
  await page.getByLabel("When it was received").fill("2026-01-05T09:30");
  await page.getByLabel("Legal basis").fill("Section 5 of the Example Act");
  await page.getByLabel("Exact locations").fill(`https://shop.example/${Date.now()}`);
  await page.getByRole("button", { name: "Record and confirm receipt" }).click();
  await expect(page.getByText("We asked the authority for what it lacks: reasons and redress.")).toBeVisible();
  await page.getByRole("link", { name: authority }).click();
  await expect(page.getByText("Clarification asked", { exact: true }).first()).toBeVisible();
  await expectNoBarriers(page);
  await page.getByLabel("Reasons", { exact: true }).fill("The offer is forbidden.");
  await page.getByLabel("Redress", { exact: true }).fill("Objection within a month.");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Objection within a month.")).toBeVisible();
  await expect(page.getByText("Open", { exact: true })).toBeVisible();
  const auditor = await deskOf("tomasz", new URL(page.url()).pathname);
  await expect(auditor.getByText("Section 5 of the Example Act")).toBeVisible();
  await expect(auditor.getByRole("button", { name: "Set" })).toHaveCount(0);
});

test("a moderator asks a notifier, who answers on their page and later takes the report back", async ({
  aVisitor,
  deskOf,
}) => {
  const visitor = await aVisitor();
  const sent = await visitor.context().request.post("/api/v1/notices", {
    data: {
      platform: "wechat",
      legalClaim: true,
      explanation: "One of the two pictures shows my child.",
      items: [{ location: `https://wechat.example/talk-${Date.now()}` }],
      relation: "parent",
      goodFaith: true,
    },
  });
  const { trackingUrl, reference } = await sent.json();
  const desk = await deskOf("mei", `/search?q=${reference}`);
  await desk
    .getByRole("link", { name: new RegExp(reference) })
    .first()
    .click();
  await expect(desk.getByText("Not said, ask if it matters: Concerned")).toBeVisible();
  await desk.getByText("Ask the notifier", { exact: true }).click();
  await desk.getByLabel("Question", { exact: true }).fill("Which of the two pictures do you mean?");
  await desk.getByRole("button", { name: "Ask", exact: true }).click();
  // The field empties once the question is kept: what was typed into it is text of the page too, and proves nothing.
  await expect(desk.getByLabel("Question", { exact: true })).toHaveValue("");
  await expect(desk.getByRole("listitem").getByText("Which of the two pictures do you mean?")).toBeVisible();
  const { pathname, search } = new URL(trackingUrl);
  await visitor.goto(pathname + search);
  await expect(visitor.getByText("Which of the two pictures do you mean?")).toBeVisible();
  await expect(visitor.getByText("Mei Lin")).toHaveCount(0);
  await visitor.getByLabel("Write to the desk").fill("The first one.");
  await visitor.getByRole("button", { name: "Send", exact: true }).click();
  await expect(visitor.getByText("The first one.")).toBeVisible();
  await expectNoBarriers(visitor);
  await visitor.getByText("Take this report back", { exact: true }).click();
  await visitor.getByRole("button", { name: "Take it back" }).click();
  await expect(visitor.getByText("You took this report back")).toBeVisible();
  await desk.reload();
  await expect(desk.getByText("The first one.")).toBeVisible();
  await expect(desk.getByText("Taken back by its notifier")).toBeVisible();
});

test("a moderator asks that a notifier is named, a supervisor reads the name and consents, and the moderator sees that they did", async ({
  aVisitor,
  deskOf,
}) => {
  const visitor = await aVisitor();
  const sent = await visitor.context().request.post("/api/v1/notices", {
    data: {
      platform: "wechat",
      legalClaim: true,
      explanation: "This picture is mine, and it is offered without my consent.",
      items: [{ location: `https://wechat.example/picture-${Date.now()}` }],
      name: "Ida Vint",
      email: `ida.vint.${Date.now()}@notifier.example`,
      goodFaith: true,
    },
  });
  const { reference } = await sent.json();
  const desk = await deskOf("mei", `/search?q=${reference}`);
  await desk
    .getByRole("link", { name: new RegExp(reference) })
    .first()
    .click();
  await desk.getByText("Name the notifier in the statement", { exact: true }).click();
  await desk
    .getByLabel("Why it cannot be told without the name")
    .fill("Only with the name can anybody see whose right is broken.");
  await desk.getByRole("button", { name: "Ask for consent" }).click();
  await expect(desk.getByText("Somebody else has to answer.")).toBeVisible();
  await expect(desk.getByText("Ida Vint")).toHaveCount(0);
  await expectNoBarriers(desk);
  const jonas = await deskOf("jonas", "/clocks?kind=reveal");
  const { pathname } = new URL(desk.url());
  await expect(jonas.locator(`a[href="${pathname}"]`).first()).toBeVisible();
  await jonas.goto(pathname);
  await expect(jonas.getByText("By the name given: Ida Vint")).toBeVisible();
  await jonas.getByLabel("Why", { exact: true }).fill("The work is registered under this name.");
  await jonas.getByRole("button", { name: "Consent", exact: true }).click();
  await expect(jonas.getByText("consents that the statement names who sent this", { exact: false })).toBeVisible();
  await desk.reload();
  await expect(desk.getByText("consents that the statement names who sent this", { exact: false })).toBeVisible();
});
