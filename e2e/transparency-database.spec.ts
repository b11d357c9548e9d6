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
