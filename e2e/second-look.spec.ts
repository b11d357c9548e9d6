import { expect } from "@playwright/test";
import { expectNoBarriers, pressUntil, test } from "./steps";

test("a second look is made by keyboard: the clause by its key or the desk's search, its measures lie ready, and none at all is refused at its field", async ({
  deskOf,
}) => {
  const jonas = await deskOf("jonas", "/quality/reviews");
  await jonas
    .getByRole("link", { name: /^R-|^[A-Z0-9]{4,}/ })
    .first()
    .click();
  await expect(jonas.getByRole("heading", { level: 1 })).toContainText("Review");
  const measures = jonas.getByRole("group", { name: "Measures" });
  const ticked = measures.locator("input:checked");

  await test.step("a suggested clause is chosen by its key, with what follows a first time", async () => {
    await pressUntil(jonas, "1", async () => {
      await expect(jonas.getByRole("radio", { name: "A clause is broken" })).toBeChecked();
    });
    await expect(ticked).not.toHaveCount(0);
  });

  await test.step("any other is found as at the desk, and brings its own measures", async () => {
    const other = jonas.getByRole("group", { name: "Clause", exact: true }).getByRole("radio").nth(1);
    const reference = (await other.locator("xpath=..").locator("code").first().textContent()) ?? "";
    await jonas.keyboard.press("/");
    await jonas.keyboard.type(reference.trim());
    await expect(jonas.getByRole("status").filter({ hasText: /\d+ clause/ })).toBeVisible();
    await jonas.keyboard.press("Enter");
    await expect(other).toBeChecked();
    await expect(ticked).not.toHaveCount(0);
    await expectNoBarriers(jonas);
  });

  await test.step("without a measure nothing is kept, and the sentence stands at the measures", async () => {
    for (let left = await ticked.count(); left > 0; left -= 1) {
      await ticked.first().click();
      await expect(ticked).toHaveCount(left - 1);
    }
    await jonas.keyboard.press("Control+Enter");
    await expect(measures.getByRole("alert").or(measures.getByText("Tick at least one measure"))).toBeVisible();
    await expect(jonas.getByRole("heading", { level: 1 })).toContainText("Review");
  });
});
