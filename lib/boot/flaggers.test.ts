import { eq, ne } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, auditEntries, cases, coordinatorLetters, notices, trustedFlaggers } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import { submitNotice } from "@/lib/intake/commands";
import { bindSender, endSender, importFlaggers, recordLetter } from "@/lib/intake/flagger.command";
import { flaggerPage, flaggerView } from "@/lib/intake/flagger.queries";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { permissions } from "@/lib/platform/permissions.rules";
import { claimCase, claimNext } from "@/lib/queue/claim.command";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { aColleague, givenPacks } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-03-01T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const keyId = "0190a6a0-0000-7000-8000-0000000000f1";
const key: Actor = { kind: "key", id: keyId, name: "flaggers", platformIds: [], permissions: ["notice.create"] };
const sourceList = "https://list.example/trusted-flaggers";
let [admin, mei]: Person[] = [];

const list = (lines: readonly string[]) => ["name,country,areas,status", ...lines].join("\n");
const watch = "Consumer Watch,DE,UNSAFE_AND_PROHIBITED_PRODUCTS,";
async function imported(lines: readonly string[], at = now) {
  return importFlaggers(admin as Person, { sourceList, text: list(lines) }, at);
}
async function flaggerBy(name: string) {
  const [row] = await db().select().from(trustedFlaggers).where(eq(trustedFlaggers.name, name));
  if (!row) throw new Error(`${name} is not listed`);
  return row;
}

beforeAll(async () => {
  await givenPacks(db(), now);
  admin = await aColleague(db(), { role: "admin" });
  mei = await aColleague(db());
  await db()
    .insert(apiKeys)
    .values({ id: keyId, name: "flaggers", keyHash: "none", permissions: ["notice.create"], createdAt: now });
  expect(await imported([watch, "Wildlife Watch,FR,ANIMAL_WELFARE,"])).toMatchObject({ value: { added: 2 } });
  const flaggerId = (await flaggerBy("Consumer Watch")).id;
  expect(await bindSender(admin, { apiKeyId: keyId, flaggerId }, now)).toMatchObject({ ok: true });
});

async function sent(about: Record<string, unknown>, actor: Actor = key, at = now) {
  const channel = actor.kind === "public" ? "form" : "api";
  const answer = await submitNotice(actor, aNotice(about), { channel }, at);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const [row] = await db().select().from(notices).where(eq(notices.reference, answer.value.reference));
  if (!row) throw new Error("the notice was not stored");
  return row;
}
async function caseOf(noticeId: string) {
  const found = await db().query.noticeItems.findFirst({ where: (item, { eq: is }) => is(item.noticeId, noticeId) });
  const row = await db().query.cases.findFirst({ where: (each, { eq: is }) => is(each.id, found?.caseId ?? "") });
  if (!row) throw new Error("the notice has no case");
  return row;
}

test("a trusted flagger's notice inside its area that arrives last is served first, and the case says whose it is (T1)", async () => {
  const ordinary = await caseOf((await sent({}, { kind: "public" })).id);
  const inside = await sent({ category: "unsafe_product" }, key, later(30));
  expect(inside).toMatchObject({ source: "trusted_flagger", flaggerStanding: "inside" });
  const first = await caseOf(inside.id);
  expect(first.rank).toBeLessThan(ordinary.rank);
  expect(first.rankWhy).toContainEqual({
    code: "flagger",
    points: 72,
    values: { name: "Consumer Watch", standing: "inside" },
  });
  const view = await caseView(db(), mei as Person, first.id, later(31));
  expect(view.ok && view.value.notices[0]?.flagger).toEqual({ name: "Consumer Watch", standing: "inside" });
});

test("T1: who asks for the next case gets the trusted flagger's, though older reports of other people wait; outside its area the older one comes first", async () => {
  // A queue of its own: what other tests left in it does not stand in the way.
  await db().update(cases).set({ state: "decided", decidedAt: now }).where(ne(cases.state, "decided"));
  const asking = mei as Person;
  const old = await caseOf((await sent({}, { kind: "public" }, later(-120))).id);
  const older = await caseOf((await sent({}, { kind: "public" }, later(-240))).id);
  const outside = await caseOf((await sent({ category: "hate" }, key, later(-60))).id);
  const inside = await caseOf((await sent({ category: "unsafe_product" }, key, later(30))).id);
  const served: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const next = await claimNext(asking, {}, later(31 + turn));
    if (!next.ok || !next.value) throw new Error("the queue is empty");
    served.push(next.value.caseId);
    await db()
      .update(cases)
      .set({ state: "decided", decidedAt: now, claimedBy: null })
      .where(eq(cases.id, next.value.caseId));
  }
  expect(served[0]).toBe(inside.id);
  expect(served.indexOf(older.id)).toBeLessThan(served.indexOf(old.id));
  expect(new Set(served)).toEqual(new Set([inside.id, older.id, old.id, outside.id]));
});

test("outside its area it stands where any other key's notice stands, and the case says why (T1)", async () => {
  const outside = await caseOf((await sent({ category: "hate" })).id);
  const other: Actor = { ...key, id: "0190a6a0-0000-7000-8000-0000000000f2" };
  const ordinary = await caseOf((await sent({ category: "hate" }, other)).id);
  expect(outside.rank).toBe(ordinary.rank);
  expect(outside.rankWhy).toContainEqual({
    code: "flagger",
    points: 0,
    values: { name: "Consumer Watch", standing: "outside" },
  });
});

test("a trusted flagger and an ordinary person who report the same item are one case, with the flagger's place", async () => {
  const place = { items: [{ location: aPlace() }] };
  const plain = await sent(place, { kind: "public" });
  const before = await caseOf(plain.id);
  const flagged = await sent({ ...place, category: "unsafe_product" }, key, later(5));
  const after = await caseOf(flagged.id);
  expect(after.id).toBe(before.id);
  expect(after.rank).toBeLessThan(before.rank);
  await sent(place, { kind: "public" }, later(9));
  expect(await caseOf(flagged.id)).toMatchObject({ source: "trusted_flagger", noticeCount: 3 });
  expect((await caseOf(flagged.id)).rankWhy.some(({ code, points }) => code === "flagger" && points === 72)).toBe(true);
});

test("an address counts where the platform's program passes it on, never where a visitor types it", async () => {
  const flaggerId = (await flaggerBy("Wildlife Watch")).id;
  const address = "Desk@Wildlife-Watch.example";
  expect(await bindSender(admin as Person, { address, flaggerId }, now)).toMatchObject({ ok: true });
  const other: Actor = { ...key, id: "0190a6a0-0000-7000-8000-0000000000f3" };
  const about = { email: "desk@wildlife-watch.example", category: "unsafe_product" };
  expect(await sent(about, other)).toMatchObject({ flaggerStanding: "inside" });
  expect(await sent(about, { kind: "public" })).toMatchObject({ flaggerId: null, source: "guest" });
});

test("a program that only says it is a trusted flagger's has no priority, and its case says so (T2)", async () => {
  const boasting: Actor = {
    ...key,
    id: "0190a6a0-0000-7000-8000-0000000000f4",
    permissions: ["notice.create", "notice.import"],
  };
  const notice = await sent({ source: "trusted_flagger", category: "unsafe_product" }, boasting);
  expect(notice).toMatchObject({ flaggerId: null, flaggerStanding: "unlisted" });
  const { rankWhy } = await caseOf(notice.id);
  expect(rankWhy).toContainEqual({ code: "flagger", points: 0, values: { name: "", standing: "unlisted" } });
});

test("no permission of the desk grants or revokes a status, and a partner label gives none (T2)", async () => {
  expect(permissions.filter((name) => name.includes("flagger"))).toEqual([]);
  const partner = "partner@ngo.example";
  expect(await bindSender(admin as Person, { address: partner, partnerLabel: "Our friends" }, now)).toMatchObject({
    ok: true,
  });
  const other: Actor = { ...key, id: "0190a6a0-0000-7000-8000-0000000000f5" };
  const notice = await sent({ email: partner, category: "unsafe_product" }, other);
  expect(notice).toMatchObject({ flaggerId: null, flaggerStanding: null, source: "registered" });
});

test("a later list suspends, and an entity it no longer has is withdrawn; what came before keeps its place (T1, T2)", async () => {
  const before = await sent({ category: "unsafe_product" });
  const placed = await caseOf(before.id);
  const answer = await imported([`${watch}suspended`], later(60));
  expect(answer).toMatchObject({ ok: true, value: { changed: 1, gone: 1, added: 0 } });
  expect(await flaggerBy("Consumer Watch")).toMatchObject({ status: "suspended", suspendedAt: later(60) });
  expect(await flaggerBy("Wildlife Watch")).toMatchObject({ status: "withdrawn", withdrawnAt: later(60) });
  const after = await sent({ category: "unsafe_product" }, key, later(61));
  expect(after).toMatchObject({ source: "registered", flaggerStanding: "suspended" });
  expect((await caseOf(after.id)).rankWhy.find(({ code }) => code === "flagger")).toMatchObject({ points: 0 });
  expect(await caseOf(before.id)).toMatchObject({ rank: placed.rank });
  expect(await imported([watch, "Wildlife Watch,FR,ANIMAL_WELFARE,"], later(62))).toMatchObject({
    value: { changed: 2 },
  });
  expect(await flaggerBy("Wildlife Watch")).toMatchObject({ status: "active", withdrawnAt: null });
});

test("a list with one line that is not understood changes nothing, and says which (T2)", async () => {
  const answer = await imported([watch, "Nobody,XX,ANIMAL_WELFARE,"], later(70));
  expect(answer).toMatchObject({
    ok: false,
    fields: [{ field: "text", reason: "flagger_list_not_country", values: { line: 3, text: "XX" } }],
  });
  expect(await flaggerBy("Wildlife Watch")).toMatchObject({ status: "active", lastSyncedAt: later(62) });
});

test("only an admin imports a list or says whose a key is, and both stand in the log", async () => {
  for (const role of ["moderator", "supervisor", "auditor"] as const) {
    const colleague = await aColleague(db(), { role });
    expect(await importFlaggers(colleague, { sourceList, text: list([watch]) }, now)).toMatchObject({
      code: "forbidden",
    });
    expect(await bindSender(colleague, { address: "a@b.example", partnerLabel: "x" }, now)).toMatchObject({
      code: "forbidden",
    });
    expect(await recordLetter(colleague, { flaggerId: keyId, text: "x" }, now)).toMatchObject({ code: "forbidden" });
  }
  const verbs = (await db().select({ verb: auditEntries.verb, outcome: auditEntries.outcome }).from(auditEntries)).map(
    ({ verb, outcome }) => `${verb} ${outcome}`,
  );
  for (const verb of ["flagger.import done", "sender.bind done", "flagger.import refused"])
    expect(verbs).toContain(verb);
});

test("a sender is known once; when that has ended it is an ordinary one", async () => {
  const address = "ended@flagger.example";
  const flaggerId = (await flaggerBy("Consumer Watch")).id;
  const bound = await bindSender(admin as Person, { address, flaggerId }, now);
  if (!bound.ok) throw new Error(bound.reason);
  expect(await bindSender(admin as Person, { address: "ENDED@flagger.example", flaggerId }, now)).toMatchObject({
    ok: false,
    fields: [{ field: "address", reason: "sender_bound" }],
  });
  expect(await endSender(admin as Person, bound.value, now)).toMatchObject({ ok: true });
  expect(await endSender(admin as Person, bound.value, now)).toMatchObject({ code: "not_found" });
  const other: Actor = { ...key, id: "0190a6a0-0000-7000-8000-0000000000f6" };
  expect(await sent({ email: address, category: "unsafe_product" }, other)).toMatchObject({ flaggerId: null });
  for (const nobody of [{ flaggerId }, { address, apiKeyId: keyId, flaggerId }, { address }])
    expect(await bindSender(admin as Person, nobody, now)).toMatchObject({ code: "invalid" });
});

test("past the threshold a letter to the coordinator is drafted with its evidence, and priority stays (T3)", async () => {
  const flaggerId = (await flaggerBy("Consumer Watch")).id;
  const by = mei as Person;
  for (let each = 0; each < 20; each += 1) {
    const notice = await sent({ category: "unsafe_product" }, key, later(100 + each));
    const { id: caseId } = await caseOf(notice.id);
    await claimCase(by, { caseId }, later(130));
    const { version } = await caseOf(notice.id);
    const rationale = `The offer number ${each} is a toy for adults and is allowed.`;
    expect(await decideCase(by, { caseId, version, outcome: "no_violation", rationale }, later(131))).toMatchObject({
      ok: true,
    });
  }
  const view = await flaggerView(db(), admin as Person, flaggerId, later(200));
  if (!view.ok) throw new Error(view.reason);
  expect(view.value.quality).toEqual({ of: 20, rejected: 20 });
  expect(view.value.draft?.text).toContain("Of 20 items that we have answered, we found no violation in 20 (100 %).");
  expect(view.value.draft?.text).toContain("The offer number 19 is a toy for adults and is allowed.");
  for (const someone of [by.name, "@"]) expect(view.value.draft?.text).not.toContain(someone);
  expect(await sent({ category: "unsafe_product" }, key, later(210))).toMatchObject({ flaggerStanding: "inside" });
  const text = view.value.draft?.text ?? "";
  expect(await recordLetter(admin as Person, { flaggerId, text }, later(220))).toMatchObject({ ok: true });
  expect(await db().select().from(coordinatorLetters)).toMatchObject([
    { noticesCounted: 20, noticesRejected: 20, text },
  ]);
  const page = await flaggerPage(db(), admin as Person);
  expect(page.ok && page.value.flaggers.find(({ id }) => id === flaggerId)).toMatchObject({
    status: "active",
    isLetterDue: true,
    toldAt: later(220).toISOString(),
  });
  const other = await flaggerView(db(), admin as Person, (await flaggerBy("Wildlife Watch")).id, later(221));
  expect(other.ok && other.value.draft).toBeNull();
});
