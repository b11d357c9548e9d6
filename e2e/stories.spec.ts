import { expect, type Page } from "@playwright/test";
import { expectNoBarriers, linkIn, mailWith, type ReportedCase, type Steps, test } from "./steps";

/** Stories of redress. What a machine would do goes through the desk's own routes; what a person sees is looked at. */

const spam = "加微信看新款，全场包邮，点这里 http://sale.example/x";
const measures = [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }];
const deviation = { code: "other", why: "The same measure again, so that the story can be told." };
const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";
const appealed = "The link in my comment leads to my own shop, and I wrote to nobody else.";

type Answer = Record<string, unknown>;
type Held = { id: string; version: number };
/** Of what the routes answer, what the stories need; each answer has some of it. */
type Sent = { decided: { decisionId: string }; orderId: string; keyId: string; key: string; version: number };

async function sent(page: Page, path: string, data: Answer = {}, status = 200): Promise<Sent> {
  const answer = await page.request.post(path, { data });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(status);
  return answer.json();
}

/** Takes a case and decides it, as the buttons do. */
async function decided(page: Page, caseId: string, decision: Answer): Promise<string> {
  await sent(page, `/api/cases/${caseId}/claim`);
  const view = await (await page.request.get(`/api/cases/${caseId}`)).json();
  const { text } = view.content;
  const evidence = [{ in: "text", start: 0, end: text.length, text, element: "" }];
  const found = { outcome: "violation", ground: "terms", clause: "Table.4", evidence, sanctions: measures };
  const body = decision.outcome === "no_violation" ? decision : { ...found, ...decision };
  return (await sent(page, `/api/cases/${caseId}/decision`, { version: view.case.version, ...body })).decided
    .decisionId;
}

const aSpam = (givenACase: Steps["givenACase"], more: Partial<Parameters<Steps["givenACase"]>[0]> = {}) =>
  givenACase({ platform: "taobao-weitao", text: spam, language: "zh-Hans", ...more });

/** The link to the statement that the person concerned was sent. */
const statementOf = async (lucia: Page, { email }: ReportedCase) =>
  linkIn(await mailWith(lucia, email, "Statement of reasons"));

/** Appeals through the form, in whichever language the letter is; without script. */
async function appeals(person: Page, link: string, words = appealed): Promise<void> {
  await person.goto(`${link}/appeal`);
  await person.locator("textarea[name=text]").fill(words);
  await person.locator("main form button[type=submit]").click();
  await expect(person.locator("main code")).toHaveText(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
}

/** The newest open appeal with these words, as the list has it. */
async function openAppeal(page: Page, words: string): Promise<Held> {
  const { rows } = await (await page.request.get("/api/appeals?limit=100")).json();
  return rows.find(({ excerpt }: { excerpt: string }) => excerpt.includes(words));
}

const look = { finding: "no_violation", why: "The page behind the link is a shop of the writer's own." };

/** Takes an appeal, says what is found, and answers it. */
async function answers(page: Page, { id, version }: Held, answer: Answer): Promise<void> {
  await sent(page, `/api/appeals/${id}/take`, { version });
  const held = await (await page.request.get(`/api/appeals/${id}`)).json();
  await sent(page, `/api/appeals/${id}/look`, { version: held.version, ...look });
  await sent(page, `/api/appeals/${id}/answer`, { version: held.version, reasons, ...answer });
}
const reversed = { outcome: "reversed", cause: "facts" };
const own = () => `${appealed} ${Date.now()}-${Math.random().toString(36).slice(2, 6)}`;

test.beforeEach(async ({ givenNoTimeToUndo }) => givenNoTimeToUndo("Taobao Weitao"));

test("somebody appeals with a picture and a bill, without script; a program is refused by its name, and the reviewer only ever downloads", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const person = await aVisitor({ javaScriptEnabled: false });
  await person.goto(`${await statementOf(await deskOf("lucia", "/mailbox"), reported)}/appeal`);
  const words = own();
  await person.locator("textarea[name=text]").fill(words);
  const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  const program = { name: "proof.pdf", mimeType: "application/pdf", buffer: Buffer.from([0x4d, 0x5a, 0x90, 0]) };
  const bill = { name: "bill.pdf", mimeType: "application/pdf", buffer: pdf };
  await person.locator("input[type=file]").setInputFiles([program]);
  await person.locator("main form button[type=submit]").click();
  await expect(person.getByRole("alert")).toContainText("proof.pdf");
  await expect(person.locator("textarea[name=text]")).toHaveValue(words);
  await person.locator("input[type=file]").setInputFiles([bill]);
  await person.locator("main form button[type=submit]").click();
  await expect(person.locator("main code")).toHaveText(/^A-/);
  const amara = await deskOf("amara", "/appeals");
  const { id } = await openAppeal(amara, words);
  await amara.goto(`/appeals/${id}`);
  await expect(amara.getByText("From a stranger: open a file only where it can do no harm.")).toBeVisible();
  const file = amara.getByRole("link", { name: "bill.pdf" });
  const got = await amara.request.get((await file.getAttribute("href")) ?? "");
  expect(got.headers()["content-disposition"]).toContain("attachment");
  expect(got.headers()["content-security-policy"]).toContain("default-src 'none'");
  await expectNoBarriers(amara);
});

test("a link in which one letter was changed opens nothing and files nothing", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const link = await statementOf(await deskOf("lucia", "/mailbox"), reported);
  const token = link.split("/").at(-1) ?? "";
  const altered = `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`;
  const person = await aVisitor({ javaScriptEnabled: false });
  expect((await person.goto(`/decision/${altered}/appeal`))?.status()).toBe(404);
  await expect(person.locator("textarea")).toHaveCount(0);
  const filed = await person.request.post("/api/v1/appeals", { data: { token: altered, text: appealed } });
  expect(filed.status()).toBe(404);
});

test("a notifier of a no-action decision wins, and the author gets a statement of the new decision", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  const address = `guest-${Date.now()}@reader.example`;
  const guest = await aVisitor();
  const report = {
    platform: "taobao-weitao",
    legalClaim: false,
    explanation: "They send it to everybody.",
    items: [{ location: reported.location }],
    email: address,
    goodFaith: true,
  };
  await sent(guest, "/api/v1/notices", report, 201);
  await decided(await deskOf("mei"), reported.id, {
    outcome: "no_violation",
    rationale: "The comment names a shop of the author and asks nobody to leave the platform.",
  });
  const lucia = await deskOf("lucia", "/mailbox");
  const words = own();
  await appeals(guest, linkIn(await mailWith(lucia, address, "Outcome to a notifier")), words);
  const amara = await deskOf("amara", "/appeals");
  await answers(amara, await openAppeal(amara, words), reversed);
  await decided(await deskOf("jonas"), reported.id, {});
  const author = await aVisitor();
  await author.goto(await statementOf(lucia, reported));
  await expect(author.getByRole("heading", { name: "对您的影响" })).toBeVisible();
});

test("a merchant's third strike is looked at again because the first fell", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const account = {
    id: `story-${Date.now()}`,
    handle: "three strikes",
    kind: "business",
    language: "zh-Hans",
    zone: "Asia/Shanghai",
  };
  const mei = await deskOf("mei");
  const cases: ReportedCase[] = [];
  const words = own();
  for (const number of [1, 2, 3]) {
    const email = `${account.id}@shop.example`;
    const reported = await aSpam(givenACase, { content: { account: { ...account, email } } });
    await decided(mei, reported.id, number === 1 ? {} : { deviation });
    cases.push({ ...reported, email });
    if (number > 1) continue;
    const link = await statementOf(await deskOf("lucia", "/mailbox"), { ...reported, email });
    await appeals(await aVisitor(), link, words);
  }
  const amara = await deskOf("amara", "/appeals");
  await answers(amara, await openAppeal(amara, words), reversed);
  await amara.goto("/appeals?view=flags");
  for (const { reference } of cases.slice(1)) await expect(amara.getByText(reference).first()).toBeVisible();
  const view = await (await mei.request.get(`/api/cases/${cases[0]?.id}`)).json();
  await mei.goto(`/accounts/${view.account.id}`);
  await expect(mei.getByText("2 confirmed violations", { exact: true })).toBeVisible();
});

test("whoever takes one side of a docket has the other in hand, and the second answer does not silently turn over the first", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  const address = `guest-${Date.now()}@reader.example`;
  const guest = await aVisitor();
  const report = { platform: "taobao-weitao", legalClaim: false, explanation: "Spam.", goodFaith: true };
  const more = { items: [{ location: reported.location }], email: address };
  await sent(guest, "/api/v1/notices", { ...report, ...more }, 201);
  await decided(await deskOf("mei"), reported.id, {});
  const lucia = await deskOf("lucia", "/mailbox");
  const [theirs, guests] = [own(), own()];
  await appeals(await aVisitor(), await statementOf(lucia, reported), theirs);
  await appeals(guest, linkIn(await mailWith(lucia, address, "Outcome to a notifier")), guests);
  const amara = await deskOf("amara", "/appeals");
  await answers(amara, await openAppeal(amara, guests), { outcome: "upheld" });
  const other = await openAppeal(amara, theirs);
  await amara.goto(`/appeals/${other.id}`);
  await expect(amara.getByText("Amara Okafor").first()).toBeVisible();
  await expect(amara.getByRole("heading", { name: "Found from the evidence alone" })).toBeVisible();
  const silent = await amara.request.post(`/api/appeals/${other.id}/answer`, {
    data: { version: other.version, reasons, ...reversed },
  });
  expect(silent.status()).toBe(422);
  expect(await silent.text()).toContain("appeal_departure_needed");
});

test("an admin lets one named person past a tie, with a reason; the page names both, and the log has it", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  const jonas = await deskOf("jonas", "/appeals");
  await decided(jonas, reported.id, {});
  const words = own();
  const lucia = await deskOf("lucia", "/mailbox");
  await appeals(await aVisitor(), await statementOf(lucia, reported), words);
  const { id } = await openAppeal(jonas, words);
  await jonas.goto(`/appeals/${id}`);
  await expect(jonas.getByText("You made this decision. Another reviewer must answer the appeal.")).toBeVisible();
  await lucia.goto(`/appeals/${id}`);
  await lucia.getByText("Let this person answer").first().click();
  await lucia.getByRole("combobox", { name: "Who may answer all the same?" }).selectOption("Jonas Weber");
  await lucia
    .getByRole("textbox", { name: "Why nobody else" })
    .fill("Everybody else who is qualified is on leave this week.");
  await lucia.locator("form").getByRole("button", { name: "Let this person answer" }).click();
  await expect(lucia.getByText("Jonas Weber may answer in spite of this", { exact: false })).toBeVisible();
  await jonas.reload();
  await expect(jonas.getByRole("button", { name: "Take this appeal" })).toBeVisible();
  const tomasz = await deskOf("tomasz", "/audit");
  await expect(
    tomasz.getByRole("link", { name: "Person let past a tie to a decision", exact: true }).first(),
  ).toBeVisible();
});

test("an appeal that is not right is told why the decision stays, and there is no second one", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const person = await aVisitor();
  const link = await statementOf(await deskOf("lucia", "/mailbox"), reported);
  const words = own();
  await appeals(person, link, words);
  const amara = await deskOf("amara", "/appeals");
  await answers(amara, await openAppeal(amara, words), { outcome: "upheld" });
  await expect(async () => {
    await person.goto(link);
    await expect(person.getByText(reasons)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const again = await person.request.post("/api/v1/appeals", { data: { token: link.split("/").at(-1), text: words } });
  expect(again.status()).toBe(409);
});

test("an appeal that could not be taken up may be filed again", async ({ aVisitor, deskOf, givenACase }) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const person = await aVisitor();
  const link = await statementOf(await deskOf("lucia", "/mailbox"), reported);
  const words = own();
  await appeals(person, link, words);
  const amara = await deskOf("amara", "/appeals");
  const { id, version } = await openAppeal(amara, words);
  const taken = await sent(amara, `/api/appeals/${id}/take`, { version });
  await sent(amara, `/api/appeals/${id}/reject`, { version: taken.version, reasons });
  await expect(async () => {
    await person.goto(`${link}/appeal`);
    await expect(person.locator("textarea[name=text]")).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test("a reviewer reads decision and complaint on one line of time, and what has changed since, only after their own finding", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const words = own();
  await appeals(await aVisitor(), await statementOf(await deskOf("lucia", "/mailbox"), reported), words);
  const amara = await deskOf("amara", "/appeals");
  const { id, version } = await openAppeal(amara, words);
  const taken = await sent(amara, `/api/appeals/${id}/take`, { version });
  await amara.goto(`/appeals/${id}`);
  await expect(amara.getByRole("heading", { name: "What do you find?" })).toBeVisible();
  await expect(amara.getByRole("heading", { name: "What happened" })).toHaveCount(0);
  await sent(amara, `/api/appeals/${id}/look`, { version: taken.version, ...look });
  await amara.reload();
  await expect(amara.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(amara.getByText("Nothing: the same rules", { exact: false })).toBeVisible();
  await expectNoBarriers(amara);
});

test("an authority's hold keeps the person uninformed until it is ended", async ({ deskOf, givenACase }) => {
  const reported = await aSpam(givenACase);
  const jonas = await deskOf("jonas", "/settings/orders");
  const order = {
    platform: "taobao-weitao",
    kind: "act",
    authority: `Market Office ${Date.now()}`,
    country: "AT",
    email: `office-${Date.now()}@market-office.example`,
    legalBasis: "Section 5 of the Example Act",
    reasons: "The offer is forbidden.",
    redress: "Objection within a month.",
    locations: [reported.location],
    receivedAt: new Date(Date.now() - 3_600_000).toISOString(),
    holdUntil: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const { orderId } = await sent(jonas, "/api/orders", order, 201);
  await decided(await deskOf("mei"), reported.id, {});
  const lucia = await deskOf("lucia", "/mailbox");
  // The authority hears that it has effect; by then a person without a hold would have been told as well.
  await mailWith(lucia, order.email, "the effect of your order");
  await lucia.goto("/mailbox");
  await expect(lucia.getByRole("listitem").filter({ hasText: reported.email })).toHaveCount(0);
  await sent(jonas, `/api/orders/${orderId}/hold`, { holdUntil: null });
  await mailWith(lucia, reported.email, "Letter on an order");
});

test("a trusted flagger's notice outside its area waits its turn; the same one inside is before it", async ({
  deskOf,
  aVisitor,
}) => {
  const lucia = await deskOf("lucia", "/settings/flaggers");
  const name = `Story Watch ${Date.now()}`;
  const list = `name,country,areas,status\n${name},AT,Scams and fraud,active`;
  const source = `https://lists.example/story-${Date.now()}`;
  await lucia.getByLabel("Where the list is from").fill(source);
  await lucia.getByLabel("The list", { exact: true }).fill(list);
  await lucia.getByRole("button", { name: "Import" }).click();
  const row = lucia.getByRole("row", { name: new RegExp(name) });
  await expect(row).toBeVisible();
  const flaggerId = ((await row.getByRole("link").first().getAttribute("href")) ?? "").split("/").at(-1);
  const made = await sent(lucia, "/api/keys", { name, platformIds: [], permissions: ["notice.create"] }, 201);
  await sent(lucia, "/api/known-senders", { apiKeyId: made.keyId, flaggerId }, 201);
  const program = await aVisitor();
  const report = async (category: string) => {
    const own = `${Date.now()}-${Math.random().toString(36).slice(2, 6)}`;
    const answer = await program.request.post("/api/v1/notices", {
      headers: { authorization: `Bearer ${made.key}` },
      data: {
        platform: "wechat",
        legalClaim: true,
        explanation: "Seen by our own people.",
        category,
        items: [{ location: `https://wechat.example/story-${own}` }],
        goodFaith: true,
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).items[0].case as string;
  };
  const [outside, inside] = [await report("counterfeit"), await report("fraud")];
  const jonas = await deskOf("jonas", "/queue?platform=wechat");
  const { rows } = await (await jonas.request.get("/api/queue?platform=wechat&limit=100")).json();
  const place = (reference: string) => rows.findIndex((one: { reference: string }) => one.reference === reference);
  expect(place(inside)).toBeGreaterThanOrEqual(0);
  expect(place(outside) === -1 || place(inside) < place(outside)).toBe(true);
});

test("the board shows every duty with who holds it; dates of the law and own targets have marks and filters of their own", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const words = own();
  await appeals(await aVisitor(), await statementOf(await deskOf("lucia", "/mailbox"), reported), words);
  const amara = await deskOf("amara", "/appeals");
  const { id, version } = await openAppeal(amara, words);
  await sent(amara, `/api/appeals/${id}/take`, { version });
  await amara.goto("/clocks?kind=appeal&holder=me");
  const row = amara.getByRole("row").filter({ has: amara.locator(`a[href="/appeals/${id}"]`) });
  await expect(row).toContainText("You");
  await expect(row).toContainText("Own target");
  await amara.getByLabel("Who set the date").selectOption("By law");
  await amara.getByLabel("Which duty").selectOption("Any");
  await amara.getByLabel("Who holds it").selectOption("Anybody");
  await amara.getByRole("button", { name: "Show" }).click();
  await expect(amara).toHaveURL(/basis=statutory/);
  await expect(amara.getByRole("row").filter({ hasText: "Time to appeal" }).first()).toContainText(
    "The person concerned",
  );
  await expect(amara.getByRole("table", { name: "Duties by when they are due" })).not.toContainText("Own target");
  await expect(amara.getByText(/\d+ due − \d+ done in 24 h × \d+ h ÷ 24 h/).first()).toBeVisible();
});

test("a moderator sees no board of everybody's duties", async ({ deskOf }) => {
  const mei = await deskOf("mei", "/queue");
  await mei.goto("/clocks");
  await expect(mei.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
});
