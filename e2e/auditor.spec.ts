import { expect, type Page } from "@playwright/test";
import { expectNoBarriers, type Steps, test } from "./steps";

const aDay = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * aDay).toISOString().slice(0, 10);

/** A version of a report, made for a period of its own that reaches to today. */
async function aReport(deskOf: Steps["deskOf"]): Promise<string> {
  const lucia = await deskOf("lucia", "/reports");
  const from = new Date(Date.UTC(1970, 0, 1) + (Math.floor(Date.now() / 1000) % 7_000) * aDay);
  const data = {
    platform: "taobao-weitao",
    from: from.toISOString().slice(0, 10),
    to: dayFrom(0),
    changeNote: "Again.",
  };
  const asked = await lucia.request.post("/api/reports", { data });
  expect(asked.status(), await asked.text()).toBe(201);
  const path = `/reports/${(await asked.json()).versionId}`;
  await expect(async () => {
    await lucia.goto(path);
    await expect(lucia.getByRole("heading", { name: "This version" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  return path;
}

/** Nothing on the page writes: no form but those that narrow a list, no button. */
async function offersNothingToPress(page: Page): Promise<void> {
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(main.locator("form[method=post]")).toHaveCount(0);
  await expect(
    main.getByRole("button", { name: /^(Make|Save|Publish|Record|Add|Mark as sent|Take|Decide|Close)/ }),
  ).toHaveCount(0);
  await expectNoBarriers(page);
}

test("an auditor walks from a report to its decisions, the register, the trustee's report, the evidence of a case and a sample; each look is in the log, and nothing else can be pressed", async ({
  deskOf,
  givenACase,
}) => {
  const report = await aReport(deskOf);
  const jonas = await deskOf("jonas", "/commitments/aliexpress-2025/reports");
  await jonas.getByRole("button", { name: "Make the report" }).click();
  await expect(jonas.getByRole("row").filter({ hasText: "Jonas Weber" }).first()).toContainText(/[0-9a-f]{64}/);
  const { id } = await givenACase({ platform: "wechat", text: "Cheap followers, for an auditor to see." });
  const page = await deskOf("tomasz", "/reports");
  const from = new Date().toISOString();
  const looks: string[] = ["/reports"];
  let drawn = "";

  await test.step("reports, a version and what one of its numbers counts", async () => {
    await offersNothingToPress(page);
    await page.goto(report);
    await offersNothingToPress(page);
    looks.push(report.split("/").at(-1) ?? "");
    await page.getByRole("link", { name: "4 notices" }).click();
    await page
      .getByRole("link", { name: /what it counts \(TOTAL: / })
      .first()
      .click();
    await expect(page.getByRole("heading", { name: /^What the .+ counts$/, level: 1 })).toBeVisible();
    await offersNothingToPress(page);
  });

  await test.step("the register, a commitment of it and the report to the trustee", async () => {
    for (const path of ["/commitments/aliexpress-2025", "/commitments/aliexpress-2025/AE9"]) {
      await page.goto(path);
      await offersNothingToPress(page);
      looks.push(path);
    }
    await expect(page.getByText("Reported advertisements that name advertiser and payer").first()).toBeVisible();
    await page.goto("/commitments/aliexpress-2025/reports");
    await offersNothingToPress(page);
    const link = page.getByRole("link", { name: /^PDF of/ }).first();
    looks.push(/reports\/([0-9a-f-]{36})/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "no report");
    const download = page.waitForEvent("download");
    await link.click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  });

  await test.step("the evidence of a case", async () => {
    await page.goto(`/cases/${id}`);
    await offersNothingToPress(page);
    looks.push(id);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the evidence" }).click();
    expect((await download).suggestedFilename()).toMatch(/^evidence-.*\.zip$/);
  });

  await test.step("a sample is drawn, marked and commented on: the one thing an auditor writes", async () => {
    await page.goto("/audits");
    await page.getByLabel("Title", { exact: true }).fill(`Walk ${Date.now()}`);
    await page.getByLabel("Platform", { exact: true }).selectOption({ label: "Taobao Weitao" });
    await page.getByLabel("How many", { exact: true }).fill("1");
    await page.getByLabel("First day", { exact: true }).fill("2010-01-01");
    await page.getByLabel("Last day", { exact: true }).fill(dayFrom(-2));
    await page.getByLabel("Seed", { exact: true }).fill("elm");
    await page.getByRole("button", { name: "Draw" }).click();
    await page.getByLabel("Mark", { exact: true }).selectOption({ label: "Finding" });
    await page.getByLabel("Comment", { exact: true }).fill("The exception was not looked at.");
    await page.getByRole("button", { name: "Save the mark" }).click();
    await expect(page.getByText("The mark is saved.", { exact: true })).toBeVisible();
    looks.push(new URL(page.url()).pathname.split("/").at(-1) ?? "");
    const itsCase = await page.getByRole("main").locator('a[href^="/cases/"]').first().getAttribute("href");
    drawn = itsCase?.split("/").at(-1) ?? "";
    expect(drawn).toMatch(/^[0-9a-f-]{36}$/);
    await page.waitForLoadState("networkidle");
  });

  await test.step("each of these looks is in the log, under his name", async () => {
    for (const subject of looks) {
      await page.goto(`/audit?verb=auditor.look&subject=${encodeURIComponent(subject)}`);
      const entry = page.getByRole("row").filter({ hasText: "Opened by an auditor" }).first();
      await expect(entry, `look ${looks.indexOf(subject)}: ${subject}`).toContainText("Tomasz Nowak");
      await expect(entry.locator("time")).toHaveCount(1);
    }
    // A case whose link only stood on a page was not looked at on this walk.
    await page.goto(`/audit?verb=auditor.look&subject=${drawn}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const times = page.getByRole("row").filter({ hasText: drawn }).locator("time");
    const seen = await times.evaluateAll((all) => all.map((one) => one.getAttribute("datetime") ?? ""));
    expect(seen.filter((instant) => instant >= from)).toEqual([]);
  });
});
