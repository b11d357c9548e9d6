import { expect, type Page } from "@playwright/test";
import { momentIn, test } from "./clock";
import { answers, appeals, aSpam, decided, openAppeal, own, reasons, reversed, sent } from "./redress";
import { linkIn, mailWith, undoTime } from "./steps";

/** Stories that turn on a moment months away, at a desk whose clock is moved. */

// The desk ends with the story, so nothing is set back.
test.beforeEach(async ({ deskOf }) => undoTime(await deskOf("lucia", "/settings"), "Taobao Weitao", "1"));

/** Once the desk's clock has been moved: without script, which would tell the time by the machine's own. */
const plain = { javaScriptEnabled: false };

const zone = "Pacific/Auckland";

/** The last day on which a reader may appeal, as their page names it: YYYY-MM-DD. */
async function lastDayOn(page: Page): Promise<string> {
  const words = await page.getByText(/You can appeal until the end of .+ \((New Zealand|Auckland)/).textContent();
  const named = /until the end of (\d{1,2} \w+ \d{4})/.exec(words ?? "")?.[1] ?? "";
  return new Date(`${named} 12:00 UTC`).toISOString().slice(0, 10);
}

test("a guest notifier of a no-action decision appeals on the last day at 23:59 in Auckland and wins; a minute later another is too late", async ({
  aVisitor,
  clock,
  deskOf,
  givenACase,
}) => {
  const reported = await aSpam(givenACase);
  const visitor = () => aVisitor({ javaScriptEnabled: false, timezoneId: zone });
  const guests = [await visitor(), await visitor()];
  const emails = guests.map((_, index) => `auckland-${index}-${Date.now()}@reader.example`);
  for (const [index, guest] of guests.entries()) {
    const report = {
      platform: "taobao-weitao",
      legalClaim: false,
      explanation: "They send it to everybody.",
      items: [{ location: reported.location }],
      ...{ email: emails[index], language: "en", zone, goodFaith: true },
    };
    await sent(guest, "/api/v1/notices", report, 201);
  }
  const rationale = "The comment names a shop of the author and asks nobody to leave the platform.";
  await decided(await deskOf("mei"), reported.id, { outcome: "no_violation", rationale });
  const lucia = await deskOf("lucia", "/mailbox");
  const [first, second] = guests;
  const [link = "", other = ""] = [
    linkIn(await mailWith(lucia, emails[0] ?? "", "Outcome to a notifier")),
    linkIn(await mailWith(lucia, emails[1] ?? "", "Outcome to a notifier")),
  ];
  if (!first || !second) throw new Error("there are two guests");
  await first.goto(link);
  const lastDay = await lastDayOn(first);
  await clock.standsAt(momentIn(zone, lastDay, "23:59"));
  const words = own();
  await appeals(first, link, words);
  await clock.runsFrom(new Date(momentIn(zone, lastDay, "23:59").getTime() + 60_000));
  await second.goto(`${other}/appeal`);
  await expect(second.locator("textarea[name=text]")).toHaveCount(0);
  const late = { token: other.split("/").at(-1), text: "I was a minute late." };
  const refused = await second.request.post("/api/v1/appeals", { data: late });
  expect(await refused.json()).toMatchObject({ reason: "appeal_window_closed" });
  const amara = await deskOf("amara", "/appeals", plain);
  await answers(amara, await openAppeal(amara, words), reversed);
  await decided(await deskOf("jonas", "/queue", plain), reported.id, {});
  await expect(async () => {
    await first.goto(link);
    await expect(first.getByText(reasons)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const author = await aVisitor(plain);
  await author.goto(
    linkIn(await mailWith(await deskOf("lucia", "/mailbox", plain), reported.email, "Statement of reasons")),
  );
  await expect(author.getByRole("heading", { name: "对您的影响" })).toBeVisible();
});
