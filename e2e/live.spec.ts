import { expect } from "@playwright/test";
import { take, test } from "./steps";

test("two people on one queue see what the other takes and decides, without a reload and without a jump", async ({
  deskOf,
  givenACase,
}) => {
  const reported = await givenACase({ platform: "wechat", text: `A queue that two people look at ${Date.now()}` });
  const [mei, jonas] = [
    await deskOf("mei", "/queue?platform=wechat&order=age"),
    await deskOf("jonas", "/queue?platform=wechat&order=age"),
  ];
  for (const page of [mei, jonas]) await expect(page.getByText("Live", { exact: true })).toBeVisible();
  let documents = 0;
  jonas.on("domcontentloaded", () => {
    documents += 1;
  });
  const rowOf = (page: typeof mei) => page.getByRole("row", { name: reported.reference });
  await expect(rowOf(jonas)).toContainText("Free");
  await rowOf(jonas).hover();

  await mei.getByRole("link", { name: reported.reference }).click();
  await expect(rowOf(jonas)).toContainText("Mei Lin");
  const before = await rowOf(jonas).boundingBox();
  await mei.keyboard.press("n");
  await expect(rowOf(jonas)).toContainText("Has left this list");
  expect((await rowOf(jonas).boundingBox())?.y, "the row stays under the pointer").toBe(before?.y);

  await jonas.keyboard.press(".");
  await expect(rowOf(jonas)).toHaveCount(0);
  expect(documents, "no document was loaded").toBe(0);
});

test("where the live line is cut off, the list says so, and by the clock what others decide leaves it", async ({
  aVisitor,
  deskOf,
  givenACase,
}) => {
  const reported = await givenACase({ platform: "wechat", text: `A queue without a live line ${Date.now()}` });
  const mei = await deskOf("mei");
  const session = await (await deskOf("jonas")).context().storageState();
  const page = await aVisitor({ storageState: session });
  await page.clock.install();
  await page.route("**/api/queue/live", (route) => route.abort());
  await page.goto("/queue?platform=wechat&order=age");
  await expect(page.getByText("Every 15 s")).toBeVisible();
  const row = page.getByRole("row", { name: reported.reference });
  await expect(row).toContainText("Free");

  await take(mei, reported.id);
  const decided = mei.waitForResponse(
    (response) => response.url().includes("/decision") && response.request().method() === "POST" && response.ok(),
  );
  await mei.keyboard.press("n");
  await decided;
  await page.clock.fastForward(15_000);
  await expect(row).toHaveCount(0);
});

test("a view is saved as it is shown, stands in the address, is shared with a colleague, and the last filter is remembered", async ({
  deskOf,
}) => {
  const mei = await deskOf("mei");
  const name = `Oldest of WeChat ${Date.now()}`;
  await expect(mei.getByText("Live", { exact: true }), "the page answers").toBeVisible();
  await mei.getByLabel("Platform").selectOption({ label: "WeChat" });
  await mei.getByRole("button", { name: "List", exact: true }).click();
  await mei.getByRole("textbox", { name: "Save this view as" }).fill(name);
  await mei.getByRole("checkbox", { name: "Share with everybody" }).check();
  await mei.getByRole("button", { name: "Save view" }).click();
  await expect(mei.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  const share = mei.getByRole("checkbox", { name: "Share with everybody" });
  await expect(share, "the next view is one's own until somebody says otherwise").not.toBeChecked();
  await mei.getByRole("textbox", { name: "Save this view as" }).fill(name.toUpperCase());
  await expect(share, "what is shared stays so when it is saved anew").toBeChecked();
  await mei.goto("/queue");
  await expect(mei, "the bare address leads to the last filter").toHaveURL(/\?platform=wechat&mode=list$/);

  const jonas = await deskOf("jonas");
  await expect(jonas.getByText("Live", { exact: true })).toBeVisible();
  await jonas.getByRole("link", { name }).click();
  await expect(jonas).toHaveURL(/\?platform=wechat&mode=list$/);
  await expect(jonas.getByRole("link", { name })).toContainText("Mei Lin");
  await expect(jonas.getByRole("region", { name: "The queue as a list to decide in" })).toBeVisible();
});
