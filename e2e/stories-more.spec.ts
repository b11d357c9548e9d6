import { expect } from "@playwright/test";
import {
  answers,
  appeals,
  aSpam,
  decided,
  look,
  openAppeal,
  own,
  reasons,
  reversed,
  sent,
  statementOf,
} from "./redress";
import { expectNoBarriers, linkIn, mailWith, test } from "./steps";

/** Stories of redress that a zone, a program, a wave or the order of the list turns on. */

test.beforeEach(async ({ givenNoTimeToUndo }) => givenNoTimeToUndo("Taobao Weitao"));

// That 23:59 of that day is in time and 00:00 is not stands in app/api/v1/appeals/stories.test.ts, where the clock is ours.
test("a guest in Auckland reads until the end of which day there they can appeal, does, and wins", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  const email = `auckland-${Date.now()}@reader.example`;
  const guest = await aVisitor({ javaScriptEnabled: false, timezoneId: "Pacific/Auckland" });
  const report = {
    platform: "taobao-weitao",
    legalClaim: false,
    explanation: "They send it to everybody.",
    items: [{ location: reported.location }],
    email,
    language: "en",
    zone: "Pacific/Auckland",
    goodFaith: true,
  };
  await sent(guest, "/api/v1/notices", report, 201);
  await decided(await deskOf("mei"), reported.id, {
    outcome: "no_violation",
    rationale: "The comment names a shop of the author and asks nobody to leave the platform.",
  });
  const lucia = await deskOf("lucia", "/mailbox");
  const link = linkIn(await mailWith(lucia, email, "Outcome to a notifier"));
  await guest.goto(link);
  await expect(guest.getByText(/You can appeal until the end of .+ \((New Zealand|Auckland)/)).toBeVisible();
  const words = own();
  await appeals(guest, link, words);
  const amara = await deskOf("amara", "/appeals");
  await answers(amara, await openAppeal(amara, words), reversed);
  await decided(await deskOf("jonas"), reported.id, {});
  await expect(async () => {
    await guest.goto(link);
    await expect(guest.getByText(reasons)).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test("a program of the platform passes on an appeal with a bill; a program among its files is refused by name and nothing is filed", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const token = (await statementOf(await deskOf("lucia", "/mailbox"), reported)).split("/").at(-1);
  const { request } = (await aVisitor()).context();
  const words = own();
  const file = (name: string, content: Buffer) => ({ name, content: content.toString("base64") });
  const bill = file("bill.pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"));
  const program = file("proof.pdf", Buffer.from([0x4d, 0x5a, 0x90, 0]));
  const refused = await request.post("/api/v1/appeals", { data: { token, text: words, files: [bill, program] } });
  expect(refused.status()).toBe(422);
  expect(await refused.text()).toContain("proof.pdf");
  const filed = await request.post("/api/v1/appeals", { data: { token, text: words, files: [bill] } });
  expect(filed.status(), await filed.text()).toBe(201);
  const amara = await deskOf("amara", "/appeals");
  const { id } = await openAppeal(amara, words);
  await amara.goto(`/appeals/${id}`);
  await expect(amara.getByRole("link", { name: "bill.pdf" })).toBeVisible();
});

test("open appeals are put in the order of what hangs on them, and each says why without saying what was decided", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const words = own();
  await appeals(await aVisitor(), await statementOf(await deskOf("lucia", "/mailbox"), reported), words);
  const amara = await deskOf("amara", "/appeals");
  const order = amara.getByRole("navigation", { name: "Order" });
  await expect(order.getByRole("link", { name: "By what is due" })).toHaveAttribute("aria-current", "true");
  await order.getByRole("link", { name: "By risk" }).click();
  await expect(amara).toHaveURL(/order=risk/);
  await expect(order.getByRole("link", { name: "By risk" })).toHaveAttribute("aria-current", "true");
  await expect(amara.getByRole("columnheader", { name: "Risk" })).toBeVisible();
  await expectNoBarriers(amara);
  const { rows } = await (await amara.request.get("/api/appeals?order=risk&limit=100")).json();
  const levels = rows.map(({ risk }: { risk: string }) => ["high", "medium", "low"].indexOf(risk));
  expect(levels).toEqual([...levels].sort((one: number, other: number) => one - other));
  const mine = rows.find(({ excerpt }: { excerpt: string }) => excerpt.includes(words));
  expect(mine.riskWhy).toContainEqual({ code: "stakes" });
  expect(JSON.stringify(mine)).not.toContain("function_suspended");
});

test("a wave's second appeal gets the first one's part, in words of its own, read before it is sent", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  test.slow();
  const text = `加微信看新款，全场包邮，货到付款，七天无理由退换，老客户再送一件，先到先得，点这里 http://sale.example/${Date.now()}`;
  const lucia = await deskOf("lucia", "/mailbox");
  const held: { id: string; version: number; reference: string }[] = [];
  const report = () => givenACase({ platform: "taobao-weitao", text, language: "zh-Hans" });
  const both = [await report(), await report()];
  // Like items are gathered by the clock, while nobody has decided them.
  const waves = async () => (await (await lucia.request.get("/api/waves")).text()).includes(text.slice(0, 40));
  await expect.poll(waves, { timeout: 120_000 }).toBe(true);
  for (const reported of both) {
    const words = own();
    await decided(await deskOf("mei"), reported.id, {});
    await appeals(await aVisitor(), await statementOf(lucia, reported), words);
    const { rows } = await (await lucia.request.get("/api/appeals?limit=100")).json();
    held.push(rows.find(({ excerpt }: { excerpt: string }) => excerpt.includes(words)));
  }
  const [first, second] = held;
  if (!first || !second) throw new Error("both appeals are in the list");
  const amara = await deskOf("amara", "/appeals");
  const taken = await sent(amara, `/api/appeals/${first.id}/take`, { version: first.version });
  await sent(amara, `/api/appeals/${first.id}/look`, { version: taken.version, ...look });
  const view = await (await amara.request.get(`/api/appeals/${first.id}`)).json();
  const measure = view.decision.sanctions.find(({ target }: { target: string }) => target === "feature");
  const part = { outcome: "partly_reversed", cause: "wrong_penalty", reasons, liftSanctions: [measure.id] };
  await sent(amara, `/api/appeals/${first.id}/answer`, { version: view.version, ...part });
  await amara.goto(`/appeals/${first.id}`);
  await expect(amara.getByRole("heading", { name: "Other appeals of this wave" })).toBeVisible();
  await amara.getByRole("checkbox", { name: `Same answer for ${second.reference}` }).check();
  const words = amara.getByRole("textbox", { name: `Reasons for ${second.reference}` });
  await expect(words).toHaveValue(reasons);
  const theirs = "Your comment leads to your own shop as well, so the function is given back to you.";
  await words.fill(theirs);
  await amara.getByText(`What the answer to ${second.reference} does, and its letter`).click();
  await expect(amara.getByRole("article").or(amara.locator("details")).getByText(theirs).first()).toBeVisible();
  await expectNoBarriers(amara);
  await amara.getByRole("button", { name: "Give the same answer to 1 appeal" }).click();
  await expect
    .poll(async () => (await (await amara.request.get(`/api/appeals/${second.id}`)).json()).outcome)
    .toBe("partly_reversed");
  const answered = await (await amara.request.get(`/api/appeals/${second.id}`)).json();
  expect(answered.reasons).toBe(theirs);
});

test("from the first start a supervisor finds one sender warned, one suspended, and an authority that was told of a threat", async ({
  deskOf,
}) => {
  const jonas = await deskOf("jonas", "/misuse");
  const suspended = jonas.getByRole("link", { name: "legal@first-kettles.example" }).first();
  await expect(jonas.getByRole("link", { name: "press@brightlamps.example" }).first()).toBeVisible();
  await suspended.click();
  await expect(
    jonas.getByText("After the warning the same words came again about the next shop.").first(),
  ).toBeVisible();
  await jonas.goto("/referrals");
  await expect(jonas.getByText("Authority told", { exact: true }).first()).toBeVisible();
});
