import { expect } from "@playwright/test";
import { aSpam, decided, sent } from "./redress";
import { expectNoBarriers, mailWith, test } from "./steps";

/** Stories of what somebody is told when an authority has ordered something about them. */

test.beforeEach(async ({ givenNoTimeToUndo }) => givenNoTimeToUndo("Taobao Weitao"));

const anOrder = (location: string, about: Record<string, unknown> = {}) => ({
  platform: "taobao-weitao",
  kind: "act",
  authority: `Market Office ${Date.now()}`,
  country: "AT",
  email: `office-${Date.now()}@market-office.example`,
  legalBasis: "Section 5 of the Example Act",
  reasons: "The offer is forbidden.",
  redress: "Objection within a month.",
  locations: [location],
  receivedAt: new Date(Date.now() - 3_600_000).toISOString(),
  ...about,
});

test("an authority's hold keeps the person uninformed until it is ended", async ({ deskOf, givenACase }) => {
  const reported = await aSpam(givenACase);
  const jonas = await deskOf("jonas", "/settings/orders");
  const order = anOrder(reported.location, { holdUntil: new Date(Date.now() + 86_400_000).toISOString() });
  const { orderId } = await sent(jonas, "/api/orders", order, 201);
  await decided(await deskOf("mei"), reported.id, {});
  const lucia = await deskOf("lucia", "/mailbox");
  // The authority hears that it has effect; by then a person without a hold would have been told as well.
  await mailWith(lucia, order.email, "the effect of your order");
  await lucia.goto("/mailbox");
  await expect(lucia.getByRole("listitem").filter({ hasText: reported.email })).toHaveCount(0);
  await sent(jonas, `/api/orders/${orderId}/hold`, { holdUntil: null, why: "The court allowed it by letter today." });
  await mailWith(lucia, reported.email, "Letter on an order");
});

test("somebody without an e-mail address reads of an authority's order only after its hold, at the link that a supervisor hands over", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const id = `nobody-${Date.now()}`;
  const account = { id, handle: id, kind: "business", language: "en", zone: "Europe/Vienna" };
  const reported = await aSpam(givenACase, { content: { account } });
  const jonas = await deskOf("jonas", "/settings/orders");
  const order = anOrder(reported.location, { holdUntil: new Date(Date.now() + 86_400_000).toISOString() });
  const { orderId } = await sent(jonas, "/api/orders", order, 201);
  await decided(await deskOf("mei"), reported.id, {});
  await mailWith(await deskOf("lucia", "/mailbox"), order.email, "the effect of your order");
  const kept = jonas.getByRole("heading", { name: "What the people concerned were told" });
  await jonas.goto(`/settings/orders/${orderId}`);
  await expect(jonas.getByRole("heading", { name: "Letters", exact: true })).toBeVisible();
  await expect(kept).toHaveCount(0);
  await jonas.getByLabel("Why it ends earlier").fill("The court allowed it by letter today.");
  await jonas.getByRole("button", { name: "Allow it now" }).click();
  await jonas.getByRole("button", { name: "End the hold" }).click();
  await expect(async () => {
    await jonas.reload();
    await expect(kept).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(jonas.getByText("no address; kept at its link")).toBeVisible();
  const printed = jonas.getByRole("link", { name: "Print this letter (PDF)" });
  const pdf = await jonas.request.get((await printed.getAttribute("href")) ?? "");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await jonas.getByRole("button", { name: "Show the addressee's link" }).click();
  const link = (await jonas.getByText(/\/order\/[A-Za-z0-9_-]{46}$/).textContent()) ?? "";
  const person = await aVisitor();
  await person.goto(link.trim());
  await expect(person.getByText("Market Office", { exact: false }).first()).toBeVisible();
  await expect(person.getByText("Objection within a month.")).toBeVisible();
  await expect(person.getByText("Mei")).toHaveCount(0);
  await expectNoBarriers(person);
  await person.goto(`${link.trim().slice(0, -1)}${link.trim().endsWith("A") ? "Q" : "A"}`);
  await expect(person.getByText("Objection within a month.")).toHaveCount(0);
  await jonas.reload();
  await expect(jonas.getByRole("button", { name: "Show the addressee's link" })).toHaveCount(0);
});

test("a person whom no letter on an order reaches stands on the clocks under whoever sees to it, until the desk says how they were told", async ({
  deskOf,
  givenACase,
}) => {
  const id = `unreached-${Date.now()}`;
  const account = { id, handle: id, kind: "business", language: "en", zone: "Europe/Vienna" };
  const reported = await aSpam(givenACase, { content: { account } });
  const jonas = await deskOf("jonas", "/settings/orders");
  const order = anOrder(reported.location);
  const { orderId } = await sent(jonas, "/api/orders", order, 201);
  await decided(await deskOf("mei"), reported.id, {});
  const onClocks = jonas.getByRole("row").filter({ hasText: order.authority });
  await expect(async () => {
    await jonas.goto("/clocks?kind=order_letter");
    await expect(onClocks).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(onClocks).toContainText("Nobody yet");
  await onClocks.getByRole("link", { name: order.authority }).click();
  await expect(jonas).toHaveURL(new RegExp(`/settings/orders/${orderId}#letter-`));
  await jonas.getByRole("button", { name: "I see to it" }).click();
  await expect(jonas.getByText("Jonas Weber sees to it that they are told.")).toBeVisible();
  await jonas.goto("/clocks?kind=order_letter");
  await expect(onClocks).not.toContainText("Nobody yet");
  await jonas.goto(`/settings/orders/${orderId}`);
  await jonas.getByText("They were told in another way, or nobody can reach them").click();
  await jonas.getByLabel("How were they told").fill("Handed over at the counter of the shop, on paper.");
  await expectNoBarriers(jonas);
  await jonas.getByRole("button", { name: "Note this and close the duty" }).click();
  await expect(jonas.getByText("Told in another way, says Jonas Weber:")).toBeVisible();
  await jonas.goto("/clocks?kind=order_letter");
  await expect(onClocks).toHaveCount(0);
});

test("an order for information stays open until the desk says what the authority was given and by which way, and an auditor reads it there", async ({
  deskOf,
}) => {
  const jonas = await deskOf("jonas", "/settings/orders");
  const order = anOrder("", { kind: "information", locations: [] });
  const { orderId } = await sent(jonas, "/api/orders", order, 201);
  await jonas.goto(`/settings/orders/${orderId}`);
  await jonas.getByRole("button", { name: "Record and tell" }).click();
  await expect(jonas.getByText("Say which kinds of information the authority was given.")).toBeVisible();
  await expectNoBarriers(jonas);
  await jonas.getByLabel("Sign-ins and network addresses").check();
  await jonas.getByLabel("In more words").fill("Of the last 90 days.");
  await jonas.getByLabel("By which way").selectOption({ label: "Encrypted e-mail" });
  await jonas.getByRole("button", { name: "Record and tell" }).click();
  await expect(jonas.getByText("Effect given", { exact: true }).first()).toBeVisible();
  const auditor = await deskOf("tomasz", `/settings/orders/${orderId}`);
  await expect(auditor.getByText("Given to the authority")).toBeVisible();
  await expect(auditor.getByText("Sign-ins and network addresses")).toBeVisible();
  await expect(auditor.getByText("Of the last 90 days.")).toBeVisible();
  await expect(auditor.getByText("Jonas Weber", { exact: false }).first()).toBeVisible();
});
