import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "./steps";

const aDay = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * aDay).toISOString().slice(0, 10);

test("an auditor takes the evidence of a case out as one archive, and that is in the log", async ({
  deskOf,
  givenACase,
}) => {
  const { id, reference } = await givenACase({ platform: "wechat", text: "Cheap followers, add me today." });
  const page = await deskOf("tomasz", `/cases/${id}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the evidence" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain(reference);
  const archive = readFileSync(await download.path());
  expect(archive.subarray(0, 2).toString()).toBe("PK");
  expect(archive.includes("manifest.sig.json")).toBe(true);
  await page.goto(`/audit?subject=${id}`);
  await expect(page.getByText("Evidence of a case taken out").first()).toBeVisible();
  await expect(page.getByText("Opened by an auditor").first()).toBeVisible();
});

test("a moderator has no way to take evidence out", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "wechat", text: "Followers for sale, one more time." });
  const page = await deskOf("mei", `/cases/${id}`);
  await expect(page.getByRole("heading", { name: "Content" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Download the evidence" })).toHaveCount(0);
  expect((await page.request.get(`/api/evidence/${id}`)).status()).toBe(403);
});

test("an auditor draws decisions and marks a finding; a supervisor answers it", async ({ deskOf }) => {
  const title = `Sample ${Date.now()}`;
  const finding = "No exception was considered.";
  const auditor = await deskOf("tomasz", "/audits");
  await auditor.getByLabel("Title", { exact: true }).fill(title);
  await auditor.getByLabel("Platform", { exact: true }).selectOption({ label: "Taobao Weitao" });
  await auditor.getByLabel("How many", { exact: true }).fill("4");
  await auditor.getByLabel("First day", { exact: true }).fill("2010-01-01");
  await auditor.getByLabel("Last day", { exact: true }).fill(dayFrom(-2));
  await auditor.getByLabel("Seed", { exact: true }).fill("oak");
  await auditor.getByRole("button", { name: "Draw" }).click();
  await expect(auditor.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expectNoBarriers(auditor);
  const save = auditor.getByRole("button", { name: "Save the mark" });
  const drawn = await save.count();
  for (let item = 0; item < drawn; item++) {
    await auditor.getByLabel("Mark", { exact: true }).nth(item).selectOption({ label: "Finding" });
    await auditor.getByLabel("Comment", { exact: true }).nth(item).fill(finding);
    await save.nth(item).click();
    await expect(auditor.getByRole("paragraph").filter({ hasText: finding })).toHaveCount(item + 1);
  }
  await expect(auditor.getByText("The mark is saved.", { exact: true }).first()).toBeVisible();

  // Whoever made a decision may not answer, and whoever has its appeal yet to look at does not see it.
  const path = new URL(auditor.url()).pathname;
  let answered = 0;
  for (const who of ["jonas", "amara"] as const) {
    const supervisor = await deskOf(who, path);
    await expect(supervisor.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    const answer = supervisor.getByLabel("Answer", { exact: true });
    if ((await answer.count()) === 0) continue;
    await answer.first().fill("It was, and is written down in the reason.");
    await supervisor.getByRole("button", { name: "Answer" }).first().click();
    await expect(supervisor.getByText("The answer is given.", { exact: true })).toBeVisible();
    answered += 1;
    break;
  }
  expect(answered, "one of the two supervisors may answer one of the findings").toBe(1);
  await auditor.reload();
  await expect(auditor.getByText("It was, and is written down in the reason.")).toBeVisible();
});

test("an admin gives a researcher a key, the export works with it, and after revocation it does not", async ({
  deskOf,
  aVisitor,
}) => {
  const visitor = await aVisitor();
  await visitor.goto("/researchers");
  await expect(visitor.getByRole("heading", { name: "Access for researchers", level: 1 })).toBeVisible();

  const holder = `Ada Vint ${Date.now()}`;
  const admin = await deskOf("lucia", "/settings/researchers");
  await admin.getByLabel("Name", { exact: true }).fill(holder);
  await admin.getByLabel("Institution", { exact: true }).fill("Institute for Open Questions");
  await admin.getByLabel("Purpose", { exact: true }).fill("How often appeals change a decision, by clause.");
  await admin.getByLabel("Last day", { exact: true }).fill(dayFrom(30));
  await admin.getByRole("button", { name: "Give access" }).click();
  await expect(admin.getByText("The key is made")).toBeVisible();
  const key = /rck_[\w-]{43}/.exec(
    (await admin.getByRole("status").filter({ hasText: "rck_" }).textContent()) ?? "",
  )?.[0];
  const headers = { authorization: `Bearer ${key}` };
  const { request } = visitor.context();
  const taken = await request.get("/api/v1/research/export?format=csv", { headers });
  expect(taken.status(), await taken.text()).toBe(200);
  expect(await taken.text()).toMatch(/^id,platform,decidedAt/);

  await admin.reload();
  await expect(admin.getByText("Export, CSV").first()).toBeVisible();
  await expectNoBarriers(admin);
  await admin.getByRole("button", { name: `Revoke the key of ${holder}` }).click();
  await admin.getByRole("button", { name: "Revoke the key", exact: true }).click();
  await expect(admin.getByText("The key is revoked.", { exact: true })).toBeVisible();
  expect((await request.get("/api/v1/research/export?format=csv", { headers })).status()).toBe(401);
});
