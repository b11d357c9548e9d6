import { beforeAll, expect, test } from "vitest";
import { sanctions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, anAccount, givenPacks } from "@/test/town";
import { AccountListRequest } from "./account-list.contract";
import { accountChoices, listAccounts } from "./account-list.queries";
import { startDueSanctions } from "./sanction.command";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
/** A day after a decision of the eve: its undo window is over, its seven days are not. */
const eve = new Date("2016-09-06T04:00:00Z");
const now = new Date("2016-09-07T04:00:00Z");

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

async function listed(request: Record<string, unknown>, at = now) {
  const page = await listAccounts(opened().db, AccountListRequest.parse(request), mei, at);
  if (!page.ok) throw new Error(page.reason);
  return page.value;
}
const handles = async (request: Record<string, unknown>, at = now) =>
  (await listed(request, at)).rows.map(({ handle }) => handle);

test("an account is found by the beginning of its handle or of the platform's id, whatever the case, and by our own id", async () => {
  const { db } = opened();
  const { id } = await anAccount(db, { handle: "Leaf_88", externalId: "TB-4411" });
  await anAccount(db, { handle: "leafy", externalId: "TB-4412" });
  await anAccount(db, { handle: "叶子小店", externalId: "TB-5500" });
  expect(await handles({ q: "leaf" })).toEqual(["leafy", "Leaf_88"]);
  expect(await handles({ q: "@LEAF_" })).toEqual(["Leaf_88"]);
  expect(await handles({ q: "tb-441" })).toEqual(["leafy", "Leaf_88"]);
  expect(await handles({ q: "叶子" })).toEqual(["叶子小店"]);
  expect(await handles({ q: id })).toEqual(["Leaf_88"]);
  expect(await handles({ q: "eaf" })).toEqual([]);
});

test("signs that mean something to the database are only signs, and what it cannot store is named", async () => {
  await anAccount(opened().db, { handle: "100%_real" });
  expect(await handles({ q: "100%_" })).toEqual(["100%_real"]);
  expect(await handles({ q: "%" })).toEqual([]);
  expect(await handles({ q: "\\" })).toEqual([]);
  expect(AccountListRequest.safeParse({ q: "a\u0000b" }).error?.issues[0]?.path).toEqual(["q"]);
  expect(AccountListRequest.safeParse({ role: "\ud800" }).error?.issues[0]?.path).toEqual(["role"]);
});

test("page by page, the latest first, each account once", async () => {
  const { db } = opened();
  for (const number of [1, 2, 3, 4, 5]) await anAccount(db, { platformId: "aliexpress", handle: `paged-${number}` });
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { rows, next } = await listed({ platform: "aliexpress", q: "paged", limit: 2, ...(after ? { after } : {}) });
    seen.push(...rows.map(({ handle }) => handle));
    after = next;
  }
  expect(seen).toEqual(["paged-5", "paged-4", "paged-3", "paged-2", "paged-1"]);
});

test("platform and role narrow the list; the roles to choose from are those that occur", async () => {
  const { db } = opened();
  const seller = await anAccount(db, { platformId: "alibaba", handle: "both-roles" });
  await aCase(db, { account: seller, role: "merchant" });
  await aCase(db, { account: seller, role: "buyer" });
  const other = await anAccount(db, { platformId: "alibaba", handle: "one-role" });
  await aCase(db, { account: other, role: "merchant" });
  expect(await handles({ platform: "alibaba", role: "buyer" })).toEqual(["both-roles"]);
  expect((await listed({ platform: "alibaba", role: "merchant" })).rows.map(({ roles }) => roles)).toEqual([
    ["merchant"],
    ["buyer", "merchant"],
  ]);
  expect(await handles({ platform: "alibaba", role: "affiliate" })).toEqual([]);
  const choices = await accountChoices(db, mei);
  expect(choices).toMatchObject({ ok: true, value: { roles: ["buyer", "merchant"] } });
  expect(choices.ok && choices.value.platforms.map(({ id }) => id)).toContain("wechat");
});

test("a line says which confirmed violations count and what runs until when; sooner or later nothing runs", async () => {
  const { db } = opened();
  const account = await anAccount(db, { handle: "suspended" });
  await aDecidedCase(db, { account, by: mei, at: eve });
  const running = { q: "suspended", sanctions: "running" };
  const [line] = (await listed(running)).rows;
  expect(line).toMatchObject({ confirmedStrikes: 1, points: 0, reEntryBarred: false });
  // Deleting the comment happened once; only the pause of seven days runs, to the end of its last day in China.
  expect(line?.running).toMatchObject([{ endsAt: "2016-09-13T15:59:59.999Z", permanent: false, indefinite: false }]);
  expect(await handles(running, eve)).toEqual([]);
  expect(await handles(running, new Date("2016-09-13T16:00:00Z"))).toEqual([]);
  await startDueSanctions(opened().db, now);
  expect(await handles(running)).toEqual(["suspended"]);
  expect((await listed({ q: "suspended" }, new Date("2016-10-01T00:00:00Z"))).rows[0]).toMatchObject({
    confirmedStrikes: 1,
    running: [],
  });
});

test("what has no end runs on; what was lifted or taken back does not", async () => {
  const { db } = opened();
  const closed = await anAccount(db, { handle: "closed-shop" });
  const decided = await aDecidedCase(db, { account: closed, by: mei, at: eve });
  const row = {
    platformId: "taobao-weitao",
    accountId: closed.id,
    decisionId: decided.decisionId,
    needsStatement: true,
  };
  const close = { ...row, action: "tb.close-weitao", label: { en: "Weitao closed" }, target: "feature", startsAt: eve };
  await db.insert(sanctions).values([
    { ...close, indefinite: true, state: "in_force" },
    { ...close, action: "tb.x", permanent: true, state: "lifted" },
  ]);
  const later = new Date("2017-09-07T04:00:00Z");
  expect((await listed({ q: "closed-shop", sanctions: "running" }, later)).rows[0]?.running).toEqual([
    { label: { en: "Weitao closed" }, endsAt: null, indefinite: true, permanent: false },
  ]);
  const undone = await anAccount(db, { handle: "taken-back" });
  const taken = await aDecidedCase(db, { account: undone, by: mei, at: eve });
  await undoDecision(mei, { decisionId: taken.decisionId }, new Date(eve.getTime() + 1000));
  expect((await listed({ q: "taken-back" })).rows[0]).toMatchObject({ confirmedStrikes: 0, running: [] });
  expect(await handles({ q: "taken-back", sanctions: "running" })).toEqual([]);
});

test("without the permission there is no list, and a cursor that is not one of ours is named", async () => {
  const { db } = opened();
  const request = AccountListRequest.parse({});
  expect(await listAccounts(db, request, { kind: "public" }, now)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await accountChoices(db, { kind: "public" })).toMatchObject({ ok: false, code: "forbidden" });
  expect(await listAccounts(db, { ...request, after: "x" }, mei, now)).toMatchObject({
    code: "invalid",
    fields: [{ field: "after" }],
  });
});
