import { expect } from "@playwright/test";
import { answers, appeals, aSpam, decided, look, openAppeal, own, reasons, sent, statementOf } from "./redress";
import { expectNoBarriers, test } from "./steps";

/** Stories of redress from the desk: who answers, what waits for whom, and until when. */

test.beforeEach(async ({ givenNoTimeToUndo }) => givenNoTimeToUndo("Taobao Weitao"));

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
