import { expect } from "@playwright/test";
import { sent } from "./redress";
import { take, test } from "./steps";

/** What a notifier alone says; the content itself holds no word of it. */
const plainWords = "Three new colours came in this morning, see the last picture.";
const accusation = "He sells counterfeit handbags, replicas of a brand, in private messages.";

test("a report that joins a case in somebody's hands is told there, the suggestions are read again with it, and what they typed stays", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const { id, location } = await givenACase({ platform: "wechat", text: plainWords });
  const page = await deskOf("mei");
  await take(page, id);
  const suggested = page.getByRole("radio", { name: /Counterfeit goods/ });
  await expect(suggested).toHaveCount(0);
  const note = page.getByLabel("Write a note for colleagues");
  await note.fill("I am asking the seller's team.");
  const guest = await aVisitor();
  const report = {
    platform: "wechat",
    legalClaim: false,
    explanation: accusation,
    items: [{ location }],
    email: `guest-${Date.now()}@reader.example`,
    goodFaith: true,
  };
  await sent(guest, "/api/v1/notices", report, 201);
  const told = page.getByRole("status").filter({ hasText: "A report has joined." });
  // Told at once by the server: without a word from it the case is looked at each minute.
  await expect(told).toContainText("The suggestions were read again. What you chose and wrote is as it was.", {
    timeout: 40_000,
  });
  await expect(page.getByText(accusation).first()).toBeVisible();
  await expect(suggested).toBeVisible();
  await expect(note).toHaveValue("I am asking the seller's team.");
  await told.getByRole("button", { name: "Seen" }).click();
  await expect(told).toHaveCount(0);
});
