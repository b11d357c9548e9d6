import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, auditOf } from "@/test/town";
import { removeView, saveView } from "./views.command";
import { viewsFor } from "./views.queries";
import { mostViews } from "./views.rules";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let lead: Person;
let auditor: Person;

beforeAll(async () => {
  const { db } = opened();
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db);
  lead = await aColleague(db, { role: "supervisor" });
  auditor = await aColleague(db, { role: "auditor" });
});

const chinese = { platform: "wechat", language: "zh", order: "deadline" };
async function aView(by: Person, name: string, more: Record<string, unknown> = {}): Promise<string> {
  const saved = await saveView(by, { name, filter: chinese, ...more });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.viewId;
}
async function namesFor(person: Person): Promise<string[]> {
  const views = await viewsFor(opened().db, person);
  return views.ok ? views.value.map(({ name }) => name) : [views.reason];
}

test("a view keeps its filter and order as the address has them, and leaves an audit line without its name", async () => {
  const viewId = await aView(mei, "Due in Chinese");
  const views = await viewsFor(opened().db, mei);
  expect(views).toMatchObject({
    value: [{ name: "Due in Chinese", search: "order=deadline&platform=wechat&language=zh", owner: { isMe: true } }],
  });
  const [line] = await auditOf(opened().db, viewId);
  expect(line).toMatchObject({ verb: "view.save", outcome: "done" });
  expect(line?.body).not.toContain("Due in Chinese");
});

test("a view keeps how the queue was shown, and rows as what is usual", async () => {
  const { db } = opened();
  const searchOf = async (viewId: string) => {
    const views = await viewsFor(db, mei);
    return views.ok ? views.value.find(({ id }) => id === viewId)?.search : views.reason;
  };
  for (const mode of ["list", "pictures"]) {
    const viewId = await aView(mei, `In ${mode}`, { filter: { state: "reopened", mode } });
    expect(await searchOf(viewId)).toBe(`state=reopened&mode=${mode}`);
  }
  expect(await searchOf(await aView(mei, "In rows", { filter: { mode: "rows", tag: "x" } }))).toBe("tag=x");
  expect(await saveView(mei, { name: "In rings", filter: { mode: "rings" } })).toMatchObject({ code: "invalid" });
});

test("one's own views are one's own; shared ones are everybody's", async () => {
  const name = "Only for Mei";
  const viewId = await aView(mei, name);
  await aView(mei, "For all of us", { isShared: true });
  expect(await namesFor(ben)).toContain("For all of us");
  expect(await namesFor(ben)).not.toContain(name);
  expect(await removeView(ben, { viewId })).toMatchObject({ code: "not_found", reason: "view_not_found" });
  expect(await namesFor(mei)).toContain(name);
});

test("saved again under its name, a view is replaced and not doubled", async () => {
  await aView(ben, "Mine");
  await aView(ben, "mine", { filter: { state: "reopened" } });
  const views = await viewsFor(opened().db, ben);
  expect(views.ok && views.value.filter((view) => view.owner.isMe)).toMatchObject([{ search: "state=reopened" }]);
});

test("somebody who does not work in the queue keeps views for themselves and shares none", async () => {
  expect(await saveView(auditor, { name: "To read", filter: {}, isShared: true })).toMatchObject({
    reason: "view_not_shareable",
  });
  await aView(auditor, "To read");
  expect(await namesFor(auditor)).toContain("To read");
});

test("a shared view is taken away by its owner or a supervisor, and by nobody else", async () => {
  const [one, other] = [await aView(mei, "One", { isShared: true }), await aView(mei, "Other", { isShared: true })];
  expect(await removeView(ben, { viewId: one })).toMatchObject({ reason: "view_of_another" });
  expect(await removeView(lead, { viewId: one })).toMatchObject({ ok: true });
  expect(await removeView(mei, { viewId: other })).toMatchObject({ ok: true });
  expect(await namesFor(mei)).not.toContain("One");
});

test("a filter that the queue does not know is refused, and the number of views has an end", async () => {
  expect(await saveView(mei, { name: "Loud", filter: { order: "loudest" } })).toMatchObject({ code: "invalid" });
  const anna = await aColleague(opened().db);
  for (let at = 0; at < mostViews; at += 1) await aView(anna, `View ${at}`);
  expect(await saveView(anna, { name: "One more", filter: {} })).toMatchObject({ reason: "views_too_many" });
});
