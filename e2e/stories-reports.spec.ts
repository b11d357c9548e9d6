import { expect } from "@playwright/test";
import { test } from "./clock";
import { expectNoBarriers } from "./steps";

test("an admin says where a report was published elsewhere; a wrong address or day is refused at its field, the auditor reads who said so, and the public page names the address alone", async ({
  aVisitor,
  clock,
  deskOf,
}) => {
  // The second half of next year is over, and its report is owed.
  const year = new Date().getUTCFullYear() + 1;
  await clock.runsFrom(new Date(Date.UTC(year + 1, 1, 10, 12)));
  const address = "https://provider.example/reports/second-half";
  const path = `/reports/new?platform=aliexpress&from=${year}-07-01&to=${year}-12-31`;
  const lucia = await deskOf("lucia", path);
  const form = lucia.getByRole("form", { name: "Published elsewhere" });
  await expect(async () => {
    await lucia.goto(path);
    await expect(form).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const url = form.getByLabel("Where it was published");
  const day = form.getByLabel("Day of its publication");
  const press = () => form.getByRole("button", { name: "Record where it was published" }).click();

  await test.step("what cannot be is refused at its field", async () => {
    const inTime = `${year + 1}-02-01`;
    const refused = [
      ["nowhere", inTime, url, /write a full address that begins with https/],
      ["https://me:secret@provider.example/", inTime, url, /without a name and password/],
      [address, `${year}-12-31`, day, /a day after the end of the period, and not in the future/],
      [address, `${year + 1}-02-20`, day, /a day after the end of the period, and not in the future/],
    ] as const;
    for (const [typed, when, field, words] of refused) {
      await url.fill(typed);
      await day.fill(when);
      await press();
      await expect(field).toHaveAccessibleDescription(words);
    }
    await expectNoBarriers(lucia);
  });

  await test.step("who makes reports and publishes none is offered no form", async () => {
    const jonas = await deskOf("jonas", path);
    await expect(jonas.getByRole("button", { name: "Make the report" })).toBeVisible();
    await expect(jonas.getByRole("form", { name: "Published elsewhere" })).toHaveCount(0);
  });

  await url.fill(address);
  await day.fill(`${year + 1}-02-01`);
  await press();
  await expect(lucia.getByText(/as Lucía Herrera recorded/)).toBeVisible();

  await test.step("the auditor reads where, when and who said so", async () => {
    const tomasz = await deskOf("tomasz", "/reports");
    const row = tomasz.getByRole("table", { name: "Reports published elsewhere" }).getByRole("row", { name: address });
    await expect(row).toContainText(`${year + 1}-02-01`);
    await expect(row).toContainText("Lucía Herrera");
  });

  const visitor = await aVisitor({ javaScriptEnabled: false });
  await visitor.goto("/transparency/aliexpress");
  await expect(visitor.getByRole("heading", { name: `${year}-07-01 to ${year}-12-31` })).toBeVisible();
  await expect(visitor.getByRole("link", { name: address })).toHaveAttribute("href", address);
  await expect(visitor.getByText("Lucía Herrera")).toHaveCount(0);

  await lucia.getByRole("button", { name: "Take this back" }).click();
  await lucia.getByRole("button", { name: "Take this back" }).click();
  await expect(form).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByRole("link", { name: address })).toHaveCount(0);
});
