import { expect, type Page } from "@playwright/test";
import { writeTo } from "./colleague";
import { pressUntil, take, test } from "./steps";

const forMe = (page: Page) => page.getByRole("region", { name: "For you" });

test("a case is held by one key, and is at the top of the queue until it is opened again", async ({
  deskOf,
  givenACase,
}) => {
  const { id, reference } = await givenACase({ platform: "alibaba", text: "Bolts by the thousand, zinc plated." });
  const page = await deskOf("mei");
  await take(page, id);
  await page.keyboard.press("h");
  await expect(page).not.toHaveURL(new RegExp(id));
  await page.goto("/queue");
  const line = forMe(page).getByRole("listitem").filter({ hasText: reference });
  await expect(line).toContainText("Held by you");
  await line.getByRole("link").press("Enter");
  await expect(page.getByRole("button", { name: "No violation" })).toBeVisible();
});

test("a colleague is asked, answers, and who asked is told in the queue, by keyboard only", async ({
  deskOf,
  givenACase,
}) => {
  const { id, reference } = await givenACase({ platform: "alibaba", text: "Masks of the fourth grade." });
  const page = await deskOf("mei");
  await take(page, id);
  await page.keyboard.press("q");
  await writeTo(page, "Amara Okafor", "Is there a fourth grade?");
  await expect(page).not.toHaveURL(new RegExp(id));
  const amara = await deskOf("amara", "/queue");
  const asked = forMe(amara).getByRole("listitem").filter({ hasText: reference });
  await expect(asked).toContainText("Mei Lin asks you");
  await asked.getByRole("link").press("Enter");
  const answer = amara.getByLabel("Your answer");
  await pressUntil(amara, "y", () => expect(answer).toBeFocused({ timeout: 1_000 }));
  await amara.keyboard.type("There is none.");
  await amara.keyboard.press("Control+Enter");
  await expect(amara.getByText("There is none.")).toBeVisible();
  await page.goto("/queue");
  const answered = forMe(page).getByRole("listitem").filter({ hasText: "Amara Okafor answered" });
  await expect(answered.filter({ hasText: reference })).toContainText("There is none.");
});

test("a case is handed to a named person, who sees who handed it and why", async ({ deskOf, givenACase }) => {
  const { id, reference } = await givenACase({ platform: "alibaba", text: "Helmets without a mark." });
  const page = await deskOf("mei");
  await take(page, id);
  await page.keyboard.press("d");
  await writeTo(page, "Amara Okafor", "You know this seller.");
  await expect(page).not.toHaveURL(new RegExp(id));
  const amara = await deskOf("amara", "/queue");
  const handed = forMe(amara).getByRole("listitem").filter({ hasText: reference });
  await expect(handed).toContainText("Mei Lin handed you this");
  await handed.getByRole("link").press("Enter");
  await expect(amara.getByText("Handed to you by Mei Lin")).toBeVisible();
});

test("a case is set aside until a usual time, with its reason", async ({ deskOf, givenACase }) => {
  const { id } = await givenACase({ platform: "alibaba", text: "Ladders, three metres." });
  const page = await deskOf("mei");
  await take(page, id);
  await page.keyboard.press("w");
  await page.getByLabel("What it waits for").pressSequentially("the seller's papers");
  await page.getByRole("button", { name: "Tomorrow at 9" }).press("Enter");
  await page.keyboard.press("Control+Enter");
  await expect(page).not.toHaveURL(new RegExp(id));
  await page.goto(`/cases/${id}`);
  await expect(page.getByText("Waiting for: the seller's papers")).toBeVisible();
  await expect(page.getByText("It comes back by itself on")).toBeVisible();
});
