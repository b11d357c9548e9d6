import { expect, type Page } from "@playwright/test";
import { test } from "./steps";
import { visits } from "./visits";

const unknown = "00000000-0000-7000-8000-000000000000";
/** Pages of the desk about one thing each, by whoever reads them first. */
const ofOneThing = Object.entries(visits).filter(([route, { by }]) => route.includes("[") && by[0] !== "a visitor");
const at = (route: string, each: string) => route.replaceAll(/\[\w+\]/g, each);

const rowsOf = async (page: Page): Promise<string[]> => {
  const { rows } = await (await page.request.get("/api/queue?platform=wechat&order=age&limit=100")).json();
  return rows.map(({ id }: { id: string }) => id);
};

test("whoever opens a case that is not there, or that they are not cleared for, is told so, and so is their browser", async ({
  deskOf,
}) => {
  const [cleared, admin] = [await deskOf("jonas"), await deskOf("lucia")];
  const open = await rowsOf(admin);
  const hidden = (await rowsOf(cleared)).find((id) => !open.includes(id));
  expect(hidden, "a case of the town that only who is cleared for child safety sees").toBeDefined();
  for (const path of [`/cases/${hidden}`, `/cases/${unknown}`, "/cases/none", `/queue/waves/${unknown}`]) {
    expect((await admin.goto(path))?.status(), path).toBe(404);
    await expect(admin.getByRole("heading", { level: 1 })).toHaveText("This page does not exist");
    await expect(admin.getByRole("navigation").first(), "the way elsewhere stays").toBeVisible();
  }
  expect((await cleared.goto(`/cases/${hidden}`))?.status()).toBe(200);
  await expect(cleared.getByRole("heading", { level: 1 })).toHaveText(/WX-\d+/);
  expect((await admin.goto(`/cases/${open[0]}`))?.status()).toBe(200);
});

test("no page about one thing answers that all is well where there is no such thing", async ({ deskOf }) => {
  for (const [route, { by }] of ofOneThing) {
    const [reader] = by;
    if (!reader || reader === "a visitor") continue;
    const { request } = await deskOf(reader, "/people/me");
    for (const each of [unknown, "none"])
      expect.soft((await request.get(at(route, each))).status(), `${at(route, each)} by ${reader}`).toBe(404);
  }
});

test("a page about one thing that a moderator's role does not see is forbidden, whether the thing is there or not", async ({
  deskOf,
}) => {
  const { request } = await deskOf("mei", "/people/me");
  const theirs = ofOneThing.filter(([, { by }]) => by.includes("mei")).map(([route]) => route);
  expect(theirs.length).toBeGreaterThan(5);
  const closed = ["/appeals/[appealId]", "/disputes/[disputeId]", "/people/[personId]", "/settings/orders/[orderId]"];
  for (const route of [...closed, "/audit/[entry]", "/misuse/[subjectId]", "/reports/[versionId]"])
    expect.soft((await request.get(at(route, unknown))).status(), route).toBe(403);
});

test("a case and a wave that are opened from a list come after their skeleton, in one answer", async ({ deskOf }) => {
  const page = await deskOf("mei");
  const [id = ""] = await rowsOf(page);
  // The answer to a step without a new document: the skeleton stands in it before what the page waits for.
  const stepTo = async (path: string) => {
    const answer = await page.request.get(path, { headers: { rsc: "1" } });
    expect(answer.status()).toBe(200);
    return answer.text();
  };
  const shown = await stepTo(`/cases/${id}`);
  expect(shown.indexOf("animate-late"), "the skeleton").toBeGreaterThan(-1);
  expect(shown.indexOf("animate-late")).toBeLessThan(shown.indexOf('"reference":'));
  await page.goto("/queue/waves");
  const wave = await page.locator("a[href^='/queue/waves/']").first().getAttribute("href");
  expect(await stepTo(wave ?? "")).toContain("animate-late");
});
