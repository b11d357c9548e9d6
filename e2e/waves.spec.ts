import { expect } from "@playwright/test";
import { expectNoBarriers, pressUntil, test } from "./steps";

const advert = "周末清仓大甩卖，名牌手袋三折起，加客服领取优惠券，先到先得，售完为止，欢迎选购";

test("by one key all is compared again, the list says when it is done, and a wave is opened from it by keyboard", async ({
  deskOf,
  givenACase,
}) => {
  for (const at of [1, 2])
    await givenACase({ platform: "taobao-weitao", text: `${advert} ${at}`, language: "zh-Hans" });
  const mei = await deskOf("mei", "/queue/waves");
  const asked = mei.waitForResponse((response) => response.url().endsWith("/api/waves/again"));
  const done = mei.getByRole("status").filter({ hasText: "Everything was compared again." });
  await pressUntil(mei, "a", async () => {
    expect((await asked).status()).toBe(200);
  });
  await expect(done).toBeVisible({ timeout: 60_000 });
  const wave = mei.getByRole("listitem").filter({ hasText: "名牌手袋" });
  await expect(wave, "the list is another one without a reload").toContainText("2 items", { timeout: 60_000 });
  await expectNoBarriers(mei);
  await wave.getByRole("link").press("Enter");
  await expect(mei.getByRole("heading", { level: 1 })).toHaveText("Wave of 2 items");
});
