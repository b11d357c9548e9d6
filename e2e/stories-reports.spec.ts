import { expect } from "@playwright/test";
import { momentIn, test } from "./clock";

/** A story that turns on the end of a half-year, at a desk whose clock is moved; later than every other story of that desk. */

const year = new Date().getUTCFullYear();
const days = { first: `${year}-07-01`, last: `${year}-12-31` };
const moment = momentIn("Europe/Brussels", `${year + 1}-07-20`, "12:00");

test("the report of a half-year that was published at another address is recorded, stands on the public page, and can be taken back", async ({
  aVisitor,
  clock,
  deskOf,
}) => {
  await clock.runsFrom(moment);
  const path = `/reports/new?platform=aliexpress&from=${days.first}&to=${days.last}`;
  const lucia = await deskOf("lucia", path);
  const form = lucia.getByRole("form", { name: "Published elsewhere" });
  // The board hears of a period that is over by the schedule, some time after the clock has passed its end.
  await expect(async () => {
    await lucia.reload();
    await expect(form).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 120_000 });
  const address = "https://reports.aliexpress.example/2nd-half";
  const record = form.getByRole("button", { name: "Record where it was published" });
  await form.getByLabel("Where it was published").fill(address);
  await form.getByLabel("Day of its publication").fill(days.last);
  await record.click();
  await expect(form.getByText(/a day after the end of the period/i)).toBeVisible();
  await form.getByLabel("Day of its publication").fill(`${year + 1}-02-20`);
  await record.click();
  await expect(lucia.getByText(/^Published on .+, as Lucía Herrera recorded:/)).toBeVisible();

  await lucia.goto("/reports");
  const row = lucia
    .getByRole("table", { name: "Reports published elsewhere" })
    .getByRole("row")
    .filter({ hasText: address });
  await expect(row).toContainText("AliExpress");

  const visitor = await aVisitor({ javaScriptEnabled: false });
  await visitor.goto("/transparency/aliexpress");
  await expect(visitor.getByRole("heading", { name: `${days.first} to ${days.last}` })).toBeVisible();
  await expect(visitor.getByRole("link", { name: address })).toHaveAttribute("href", address);

  await lucia.goto(path);
  await lucia.getByRole("button", { name: "Take this back" }).click();
  await lucia.getByRole("button", { name: "Take this back" }).click();
  await expect(form).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByRole("link", { name: address })).toHaveCount(0);
});
