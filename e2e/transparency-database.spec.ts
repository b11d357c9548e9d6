import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "./steps";

test("an admin sees how each platform's statements reach the Transparency Database, and the days on which they did not", async ({
  deskOf,
}) => {
  const page = await deskOf("lucia", "/outbox/database");
  await expect(page.getByRole("heading", { name: "Transparency Database", level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "AliExpress", level: 2 })).toBeVisible();
  // Nothing leaves a new installation: there is no address and no token.
  for (const platform of ["AliExpress", "Alibaba.com", "WeChat", "Taobao Weitao"]) {
    const section = page.locator("section").filter({ has: page.getByRole("heading", { name: platform, level: 2 }) });
    await expect(section.getByText("Switched off", { exact: true })).toBeVisible();
  }
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "AliExpress, day by day" }).click();
  await expect(page.getByRole("heading", { name: "Decided, due, accepted", level: 1 })).toBeVisible();
  await expectNoBarriers(page);
});

test("an auditor reads the same and can start or settle nothing", async ({ deskOf }) => {
  const page = await deskOf("tomasz", "/outbox/database");
  await expect(page.getByRole("heading", { name: "Transparency Database", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: /Start again|Save/ })).toHaveCount(0);
});

test("a supervisor closes a copy that cannot be put right with a reason, reads it among the gaps, and reopens it", async ({
  deskOf,
}) => {
  const page = await deskOf("jonas", "/outbox/copies");
  const look = page.getByRole("link", { name: /^Look at the copy of / }).first();
  const reference = ((await look.getAttribute("aria-label")) ?? "").replace("Look at the copy of ", "");
  await look.click();
  await page.getByText("Do not send it", { exact: true }).first().click();
  await page.getByRole("button", { name: "Do not send it" }).click();
  await expect(page.getByRole("textbox", { name: "Not sent, because" })).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("textbox", { name: "Not sent, because" }).fill("Nobody can put this text right.");
  await page.getByRole("button", { name: "Do not send it" }).click();
  await expect(page.getByText("Not sent", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Nobody can put this text right.").first()).toBeVisible();
  const address = page.url();
  await page.goto("/outbox/copies");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: `Look at the copy of ${reference}` })).toHaveCount(0);

  const platforms = ["aliexpress", "alibaba", "wechat", "taobao-weitao"];
  const gap = page.getByRole("row").filter({ hasText: "Nobody can put this text right." });
  for (const platform of platforms) {
    await page.goto(`/outbox/database/days?platform=${platform}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    if ((await gap.count()) > 0) break;
  }
  await expect(gap).toContainText(reference);
  await expect(gap).toContainText("Jonas Weber");
  await expectNoBarriers(page);

  await page.goto(address);
  await page.getByText("Reopen", { exact: true }).first().click();
  await page.getByRole("textbox", { name: "Reopened, because" }).fill("It can be put in other words.");
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(page.getByText("Waits for somebody", { exact: true })).toBeVisible();
});
