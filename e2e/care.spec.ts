import { expect } from "@playwright/test";
import { expectNoBarriers, people, takeWithNext, test } from "./steps";

test("somebody opts out by keyboard, is asked before such a case opens, and nobody else sees their day", async ({
  deskOf,
  givenACase,
}) => {
  const violent = await givenACase({
    platform: "alibaba",
    text: "I know where you live and I will come for you.",
    language: "gd",
    category: "violence",
  });
  const page = await deskOf("mei", "/people/me/day");
  const box = page.getByRole("checkbox", { name: "Not for me: Violence" });
  await expect(box).toBeEnabled();
  await box.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Save" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Violence/ })).toContainText("no, as you asked");
  await expectNoBarriers(page);

  await page.goto("/queue?language=gd");
  const line = page.getByRole("row").filter({ hasText: violent.reference });
  await expect(line, "the row says that it is there, and nothing of what is in it").toContainText(
    "Not shown: Violence",
  );
  await expect(page.getByText("I know where you live")).toBeHidden();
  await page.keyboard.press("Shift+G");
  await expect(page.getByText("Nothing else is there for you in this filter")).toBeVisible();
  await expect(page.getByText("Elsewhere in the queue something is free.")).toBeVisible();

  await page.goto(`/cases/${violent.id}?language=gd`);
  await expect(page.getByText("This case may be hard to look at: Violence")).toBeVisible();
  await expect(page.getByText("I know where you live")).toBeHidden();
  await expectNoBarriers(page);
  await page.keyboard.press("o");
  await expect(page.getByText("I know where you live").first()).toBeVisible();

  const lead = await deskOf("amara", "/quality/team");
  await expect(lead.getByRole("table", { name: "Kinds of harm, for the team as a whole" })).toBeVisible();
  await expect(lead.getByRole("row", { name: /^Violence/ })).toContainText("too few to tell");
  await expectNoBarriers(lead);
  const hers = await (await lead.request.get("/api/me/care")).json();
  expect(hers.openedCaseIds).not.toContain(violent.id);

  await page.goto("/people/me/day");
  await expect(box).toBeEnabled();
  await box.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Save" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Violence/ })).not.toContainText("as you asked");
});

test("Shift+B takes a break from a case: a calm screen with nothing on it, and one key back to where they were", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "alibaba", text: "Gloves in boxes of one hundred.", language: "ga" });
  const page = await deskOf("jonas");
  await takeWithNext(page, `${id}?language=ga`);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Take a break");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Shift+B");
  await expect(page).toHaveURL(/\/break\?from=/);
  await expect(page.getByText("Just begun")).toBeVisible();
  await expect(page.getByText("1 case stays yours for half an hour.")).toBeVisible();
  await expect(page.getByText("Gloves in boxes")).toHaveCount(0);
  await expect(page.getByText(people.jonas.name)).toHaveCount(0);
  await expectNoBarriers(page);
  await page.keyboard.press("Shift+B");
  await expect(page).toHaveURL(new RegExp(`/cases/${id}`));
  expect((await (await page.request.get(`/api/cases/${id}`)).json()).case.claimedBy).toMatchObject({ isMe: true });
});
