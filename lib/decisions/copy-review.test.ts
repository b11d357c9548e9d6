import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, databaseCopies } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, aViolation, givenPacks } from "@/test/town";
import { reviewCopy } from "./copy-review.command";
import { copyToReview, waitingCopies } from "./copy-review.queries";
import { decideCase } from "./decide.command";
import { publicStatements } from "./public-statement.queries";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let [mei, jonas]: Person[] = [];
const now = new Date("2026-01-10T03:00:00Z");
const later = new Date("2026-01-11T03:00:00Z");
const field = "incompatible_content_explanation";
const typed = "The review of greenarrow88 insults a person, who wrote to us from ann@mail.example about it.";

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  jonas = await aColleague(db, { name: "Jonas Weber", role: "supervisor" });
});

const who = (person: Person | undefined): Person => {
  if (!person) throw new Error("nobody");
  return person;
};

/** A copy that waits, because the legal ground that was typed holds a name and an address. */
async function aWaitingCopy(legalExplanation = typed, at = now) {
  const { db } = opened();
  const account = await anAccount(db, { platformId: "aliexpress", language: "en", handle: "greenarrow88" });
  const contentAt = new Date("2026-01-05T03:00:00Z");
  const about = await aCase(db, { account, text: "A nasty review.", language: "en", contentAt });
  const sanctions = [{ action: "ae.suspend-account", openEnded: true }];
  const legal = { ground: "terms_and_law", legalGround: "Example Act, section 12", legalExplanation };
  const result = await decideCase(who(mei), aViolation(about, { clause: "2.annoy", sanctions, ...legal }), at);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const { decisionId } = result.value;
  const [copy] = await db.select().from(databaseCopies).where(eq(databaseCopies.decisionId, decisionId));
  if (!copy) throw new Error("no copy");
  return { ...copy, decisionId };
}
const stored = async (id: string) =>
  (await opened().db.select().from(databaseCopies).where(eq(databaseCopies.id, id)))[0];
const lastEntry = async () =>
  (await opened().db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1))[0];
const told = async (id: string) => {
  const page = await publicStatements(opened().db, { limit: 100 }, later);
  return page.ok ? page.value.statements.find((one) => one.id === id)?.statement : undefined;
};

test("whoever looks at a copy sees the text as it was, each place that was found, and what would be told", async () => {
  const { id } = await aWaitingCopy();
  const copy = await copyToReview(opened().db, who(jonas), id);
  const [first] = copy?.texts ?? [];
  const { text = "", places = [] } = first?.before ?? {};
  expect(first?.field).toBe(field);
  expect(places.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ["name", "greenarrow88"],
    ["email", "ann@mail.example"],
  ]);
  expect(first?.proposed).toContain("The review of [name] insults a person, who wrote to us from [email]");
  expect((await waitingCopies(opened().db, who(jonas), undefined)).items.map((one) => one.id)).toContain(id);
});

test("a text that somebody typed stands in the list as that, and one click releases it as it was composed", async () => {
  const { db } = opened();
  const { id, payload } = await aWaitingCopy("The review insults everybody who works in that shop.");
  const listed = (await waitingCopies(db, who(jonas), undefined)).items.find((one) => one.id === id);
  expect(listed).toMatchObject({ removed: 0, typed: 1, errors: 0 });
  const copy = await copyToReview(db, who(jonas), id);
  expect(copy?.texts[0]).toMatchObject({ field, before: { isTyped: true, places: [] }, proposed: payload[field] });
  const asked = { copyId: id, use: "text", texts: {} };
  expect(await reviewCopy(who(jonas), asked, now)).toEqual({ ok: true, value: { copyId: id, alike: [] } });
  expect(await stored(id)).toMatchObject({ state: "ready", released: payload });
});

test.each(["我的微信号zhangwei88", "He lives in Berliner Straße 12.", "See example.com/profile/john.doe"])(
  "a legal ground that somebody typed waits for a look where a pattern is found in it: %s",
  async (legalExplanation) => {
    const { state, removed } = await aWaitingCopy(legalExplanation);
    expect(state).toBe("to_review");
    expect(removed.map((one) => one.field)).toEqual([field]);
  },
);

test("a copy released as it is gets a reason, leaves the list, is told to the public and logged in its platform's chain", async () => {
  const { id, payload } = await aWaitingCopy();
  expect(await told(id)).toBeUndefined();
  expect(await reviewCopy(who(jonas), { copyId: id, use: "as_is", reason: " " }, now)).toMatchObject({
    code: "invalid",
    fields: [{ field: "reason" }],
  });
  const result = await reviewCopy(who(jonas), { copyId: id, use: "as_is", reason: "Nobody is left in it." }, now);
  expect(result).toEqual({ ok: true, value: { copyId: id, alike: [] } });
  expect(await stored(id)).toMatchObject({
    state: "ready",
    payload,
    released: null,
    reviewedBy: jonas?.id,
    reviewedAt: now,
    reviewReason: "Nobody is left in it.",
  });
  expect(await lastEntry()).toMatchObject({ verb: "statement.review_copy", chain: "aliexpress", subjectId: id });
  expect((await lastEntry())?.body).not.toContain("Nobody is left");
  expect(await told(id)).toMatchObject({ [field]: payload[field] });
  expect((await waitingCopies(opened().db, who(jonas), undefined)).items.map((one) => one.id)).not.toContain(id);
});

test("other words are told instead, and the copy as it was composed stays beside them", async () => {
  const { id, payload } = await aWaitingCopy();
  const texts = { [field]: "The review insults the person who reported it." };
  expect((await reviewCopy(who(jonas), { copyId: id, use: "text", texts }, now)).ok).toBe(true);
  expect(await stored(id)).toMatchObject({ state: "ready", payload, released: { ...payload, ...texts } });
  expect(await told(id)).toMatchObject(texts);
});

test("a text that still holds personal data is refused by its field, until each piece was read as harmless", async () => {
  const { id } = await aWaitingCopy();
  const texts = { [field]: "Their advertisement of 12 Baker Street names the shop hello@shop.example." };
  const asked = { copyId: id, use: "text", texts };
  const refused = { ok: false, code: "refused", reason: "copy_not_fit" };
  expect(await reviewCopy(who(jonas), asked, now)).toMatchObject({
    ...refused,
    fields: [{ field, reason: "copy_personal_data", values: { found: "“12 Baker Street”, “hello@shop.example”" } }],
  });
  expect(await reviewCopy(who(jonas), { ...asked, harmless: ["12 Baker Street"] }, now)).toMatchObject({
    ...refused,
    fields: [{ field, values: { found: "“hello@shop.example”" } }],
  });
  expect(await stored(id)).toMatchObject({ state: "to_review", released: null, reviewedAt: null });
  const harmless = ["12 Baker Street", "hello@shop.example"];
  expect((await reviewCopy(who(jonas), { ...asked, harmless }, now)).ok).toBe(true);
});

test("nobody in the case is named, whoever calls it harmless: not the account, not who decided, not who reports", async () => {
  const { id } = await aWaitingCopy();
  for (const name of ["greenarrow88", "Mei Lin", "Jonas Weber"]) {
    const asked = { copyId: id, use: "text", texts: { [field]: `This is about ${name}.` }, harmless: [name] };
    expect(await reviewCopy(who(jonas), asked, now), name).toMatchObject({
      code: "refused",
      fields: [{ field, reason: "copy_names_someone" }],
    });
  }
});

test("what the database would refuse is refused with its field", async () => {
  const { id } = await aWaitingCopy();
  const texts = { [field]: "x".repeat(2001), incompatible_content_ground: " " };
  expect(await reviewCopy(who(jonas), { copyId: id, use: "text", texts }, now)).toMatchObject({
    code: "refused",
    fields: [
      { field: "incompatible_content_ground", reason: "copy_required" },
      { field, reason: "copy_too_long", values: { limit: 2000 } },
    ],
  });
});

test("a moderator, an admin and an auditor release nothing; what was released or taken back is not released again", async () => {
  const { db } = opened();
  const { id, decisionId } = await aWaitingCopy();
  const asked = { copyId: id, use: "as_is", reason: "It is fine." };
  const auditor = await aColleague(db, { role: "auditor" });
  // Who manages people must not learn by trying names who reported.
  const admin = await aColleague(db, { role: "admin" });
  for (const other of [who(mei), auditor, admin])
    expect(await reviewCopy(other, asked, now)).toMatchObject({ code: "forbidden" });
  expect(await stored(id)).toMatchObject({ state: "to_review" });
  expect((await reviewCopy(who(jonas), asked, now)).ok).toBe(true);
  expect(await reviewCopy(who(jonas), asked, now)).toMatchObject({ code: "stale", reason: "copy_ready" });
  const change = db.update(databaseCopies).set({ reviewReason: "Another." }).where(eq(databaseCopies.id, id));
  await expect(change).rejects.toMatchObject({ code: "42501" });
  expect((await undoDecision(who(mei), { decisionId }, new Date(now.getTime() + 10_000))).ok).toBe(true);
  expect(await reviewCopy(who(jonas), asked, now)).toMatchObject({ code: "stale", reason: "copy_withdrawn" });
});
