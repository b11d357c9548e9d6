import { expect } from "@playwright/test";
import { expectNoBarriers, test } from "./steps";

test("a threat to life blocks closing until a second person refuses the referral with reasons", async ({
  deskOf,
  givenACase,
}) => {
  const { id, reference } = await givenACase({ platform: "wechat", text: "Tomorrow at the station she will die." });
  const mei = await deskOf("mei", `/cases/${id}`);
  await mei.getByRole("button", { name: /Take the case/ }).click();
  await mei.getByRole("button", { name: "Threat to life or safety" }).click();
  await mei.getByLabel("What it is suspected from").fill("It names a place and a day, and the author has a weapon.");
  await mei.getByRole("button", { name: "Record and lock the evidence" }).click();
  await expect(mei.getByText("the authorities are still to be told", { exact: false }).first()).toBeVisible();
  const { version } = (await (await mei.request.get(`/api/cases/${id}`)).json()).case;
  const decide = () =>
    mei.request.post(`/api/cases/${id}/decision`, { data: { caseId: id, version, outcome: "no_violation" } });
  const blocked = await decide();
  expect(blocked.status()).toBe(422);
  expect(await blocked.text()).toContain("Mei Lin recorded a suspicion");
  await mei.getByRole("link", { name: "Open the referral" }).click();
  await expect(mei.getByText("Only somebody else can refuse it.", { exact: false })).toBeVisible();
  await expect(mei.getByRole("button", { name: "Refuse with these reasons" })).toHaveCount(0);
  await expectNoBarriers(mei);
  const jonas = await deskOf("jonas", "/referrals");
  await jonas
    .getByRole("row", { name: new RegExp(reference) })
    .getByRole("link")
    .first()
    .click();
  await jonas.getByLabel("Why it is refused").fill("It is the plot of a film that is advertised at the station.");
  await jonas.getByRole("button", { name: "Refuse with these reasons" }).click();
  await expect(jonas.getByText("Refused", { exact: true }).first()).toBeVisible();
  await expect.poll(async () => (await decide()).status()).toBe(200);
});

test("where no state is known only Europol or the state of establishment can be told, and the evidence is one file", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform: "wechat", text: "We will burn the house with everybody in it." });
  const mei = await deskOf("mei", `/cases/${id}`);
  const opened = await mei.request.post(`/api/cases/${id}/crime`, {
    data: { offence: "threat_to_life", country: "", why: "A threat against everybody in a house." },
  });
  const { referralId } = await opened.json();
  await mei.goto(`/referrals/${referralId}`);
  const addressee = mei.getByLabel("Authority", { exact: true });
  await expect(addressee.getByRole("option")).toHaveText([
    "Authority of the state of our establishment or legal representative",
    "Europol",
    "The state of our establishment, and Europol",
  ]);
  const downloading = mei.waitForEvent("download");
  await mei.getByRole("link", { name: "Download the evidence for the authority" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^evidence-[0-9a-f]{12}\.tar$/);
  await addressee.selectOption("europol");
  await mei.getByLabel("Name of the authority").fill("Europol, internet referral unit");
  await mei.getByRole("button", { name: "Record that it was told" }).click();
  await expect(mei.getByText("Authority told", { exact: true }).first()).toBeVisible();
  await mei.goto(`/cases/${id}`);
  await expect(mei.getByText("the authorities were told", { exact: false })).toBeVisible();
});
