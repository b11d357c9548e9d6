import { expect, type Page } from "@playwright/test";
import {
  answers,
  appealed,
  appeals,
  aSpam,
  decided,
  deviation,
  openAppeal,
  own,
  reasons,
  reversed,
  sent,
  statementOf,
} from "./redress";
import { expectNoBarriers, linkIn, mailWith, type ReportedCase, test } from "./steps";

/** Stories of redress: who appeals, and what becomes of it. What a person sees is looked at. */

test.beforeEach(async ({ givenNoTimeToUndo }) => givenNoTimeToUndo("Taobao Weitao"));

test("somebody appeals with a picture and a bill, without script; a program is refused by its name, and the reviewer only ever downloads", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const appealPage = `${await statementOf(await deskOf("lucia", "/mailbox"), reported)}/appeal`;
  const person = await aVisitor({ javaScriptEnabled: false });
  await person.goto(appealPage);
  const words = own();
  await person.locator("textarea[name=text]").fill(words);
  const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  const program = { name: "proof.pdf", mimeType: "application/pdf", buffer: Buffer.from([0x4d, 0x5a, 0x90, 0]) };
  const bill = { name: "bill.pdf", mimeType: "application/pdf", buffer: pdf };
  await person.locator("input[type=file]").setInputFiles([bill, program]);
  await person.locator("main form button[type=submit]").click();
  await expect(person.getByRole("alert")).toContainText("proof.pdf");
  await expect(person.locator("textarea[name=text]")).toHaveValue(words);
  // The bill need not be chosen again because of the program beside it.
  await expect(person.getByRole("checkbox", { name: "bill.pdf" })).toBeChecked();
  // Barriers are looked for by a script, so in a browser that runs one.
  const other = await aVisitor();
  await other.goto(appealPage);
  await other.locator("textarea[name=text]").fill(words);
  await other.locator("input[type=file]").setInputFiles([bill, program]);
  await other.locator("main form button[type=submit]").click();
  await expect(other.getByRole("checkbox", { name: "bill.pdf" })).toBeChecked();
  await expectNoBarriers(other);
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

test("a picture alone is an appeal: without a word and without script, and the reviewer sees that nothing was written", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  await decided(await deskOf("mei"), reported.id, {});
  const person = await aVisitor({ javaScriptEnabled: false });
  const page = await statementOf(await deskOf("lucia", "/mailbox"), reported);
  await person.goto(`${page}/appeal`);
  await person.locator("main form button[type=submit]").click();
  await expect(person.getByRole("alert")).toContainText("或选择能证明的文件");
  const buffer = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  await person.locator("input[type=file]").setInputFiles([{ name: "bill.pdf", mimeType: "application/pdf", buffer }]);
  await person.locator("main form button[type=submit]").click();
  await expect(person.locator("main code")).toHaveText(/^A-/);
  await expect(person.getByText("附有 1 个文件")).toBeVisible();
  const amara = await deskOf("amara", "/appeals");
  await expect(amara.getByText("Nothing was written.").first()).toBeVisible();
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

test("a merchant's third strike is undone because the first was: listed with what the rules give today, decided anew, and counted no more", async ({
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
  const third = cases[2];
  if (!third) throw new Error("there are three cases");
  // Not mei, who decided them.
  const jonas = await deskOf("jonas", "/appeals?view=flags");
  const listed = (page: Page) => page.getByRole("listitem").filter({ hasText: third.reference });
  await expect(listed(jonas)).toContainText("3rd violation");
  await listed(jonas).getByLabel("Why").fill("With two strikes the table asks for another measure than with three.");
  await listed(jonas).getByRole("button", { name: "Open the case and decide anew" }).click();
  await expect(listed(jonas)).toHaveCount(0);
  await decided(jonas, third.id, { deviation });
  const view = await (await mei.request.get(`/api/cases/${third.id}`)).json();
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
