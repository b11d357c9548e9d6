import { eq } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { auditEntries, cases, decisions, noticeItems, notices, people, snapshots, statements } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { closeRefusals } from "@/lib/platform/refusals";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace, givenPlatforms } from "@/test/intake";
import { submitNotice } from "./commands";
import { trackNotice } from "./queries";
import { trackingStatus } from "./tracking-status.queries";

const { opened } = withTestDatabase();
const mei = "0190a6a0-0000-7000-8000-00000000000a";
beforeAll(async () => {
  await givenPlatforms(opened());
  await opened()
    .db.insert(people)
    .values({ id: mei, email: "mei@example.org", name: "Mei Moderator", role: "moderator", passwordHash: "x" });
});

const guest: Actor = { kind: "public" };
const now = new Date("2026-03-01T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

async function aSentNotice(about: Record<string, unknown> = {}) {
  const result = await submitNotice(guest, aNotice(about), { channel: "form" }, now);
  if (!result.ok) throw new Error(result.reason);
  const secret = new URL(result.value.trackingUrl).searchParams.get("key") ?? "";
  const [row] = await opened()
    .db.select({ id: notices.id, caseId: noticeItems.caseId })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .where(eq(notices.reference, result.value.reference));
  return { reference: result.value.reference, secret, id: row?.id ?? "", caseId: row?.caseId ?? "" };
}

async function decided(caseId: string, about: { outcome?: "violation" | "no_violation"; effectiveAt?: Date } = {}) {
  const [row] = await opened()
    .db.select({ snapshotId: snapshots.id })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(eq(cases.id, caseId));
  const [decision] = await opened()
    .db.insert(decisions)
    .values({
      platformId: "aliexpress",
      caseId,
      snapshotId: row?.snapshotId ?? "",
      outcome: about.outcome ?? "violation",
      rationale: "Nothing in it.",
      origin: "notice",
      contentDay: "2026-03-01",
      decidedBy: mei,
      decidedAt: now,
      effectiveAt: about.effectiveAt ?? now,
    })
    .returning({ id: decisions.id });
  await opened().db.update(cases).set({ state: "decided", decidedAt: now }).where(eq(cases.id, caseId));
  return decision?.id ?? "";
}

const seen = async (notice: { reference: string; secret: string }, at = later(1)) => {
  const tracked = await trackNotice(opened().db, notice.reference, notice.secret, guest, at);
  if (!tracked.ok) throw new Error(tracked.reason);
  return tracked.value;
};

test("the notifier sees where each item stands, from waiting to looked at", async () => {
  const notice = await aSentNotice({ items: [{ location: aPlace(), detail: "picture 2" }] });
  expect(await seen(notice)).toMatchObject({
    reference: notice.reference,
    legalClaim: true,
    hasEmail: false,
    items: [{ state: "received", detail: "picture 2", outcome: null, statementId: null }],
  });
  await opened().db.update(cases).set({ state: "claimed", claimedBy: mei }).where(eq(cases.id, notice.caseId));
  expect((await seen(notice)).items[0]?.state).toBe("in_review");
});

test("the outcome shows once the decision can no longer be taken back, on no violation as well", async () => {
  const notice = await aSentNotice();
  await decided(notice.caseId, { outcome: "no_violation", effectiveAt: later(30) });
  expect((await seen(notice, later(29))).items[0]).toMatchObject({ state: "in_review", outcome: null });
  expect((await seen(notice, later(30))).items[0]).toMatchObject({
    state: "decided",
    outcome: "no_action",
    decidedAt: now.toISOString(),
  });
});

test("two items of one notice may end differently", async () => {
  const places = [aPlace(), aPlace()];
  const notice = await aSentNotice({ items: places.map((location) => ({ location })) });
  const rows = await opened()
    .db.select({ caseId: noticeItems.caseId, location: noticeItems.location })
    .from(noticeItems)
    .where(eq(noticeItems.noticeId, notice.id));
  await decided(rows.find((row) => row.location === places[1])?.caseId ?? "");
  expect((await seen(notice)).items.map(({ location, outcome }) => [location, outcome])).toEqual([
    [places[0], null],
    [places[1], "acted"],
  ]);
});

test("a notifier is led to the statement written to them, never to another notifier's", async () => {
  const place = aPlace();
  const [one, two] = [
    await aSentNotice({ items: [{ location: place }] }),
    await aSentNotice({ items: [{ location: place }] }),
  ];
  const decisionId = await decided(one.caseId);
  const [statement] = await opened()
    .db.insert(statements)
    .values({
      platformId: "aliexpress",
      decisionId,
      addressee: "notifier",
      noticeId: one.id,
      isStatementOfReasons: false,
      language: "en",
      zone: "UTC",
      subject: "Outcome",
      parts: [],
      composedAt: now,
    })
    .returning({ id: statements.id });
  expect((await seen(one)).items[0]?.statementId).toBe(statement?.id);
  expect((await seen(two)).items[0]?.statementId).toBeNull();
});

test("a key of the platform learns how a notice ended, and never the letter that is the notifier's own", async () => {
  const notice = await aSentNotice();
  const decisionId = await decided(notice.caseId);
  await opened().db.insert(statements).values({
    platformId: "aliexpress",
    decisionId,
    addressee: "notifier",
    noticeId: notice.id,
    isStatementOfReasons: false,
    language: "en",
    zone: "UTC",
    subject: "Outcome",
    parts: [],
    composedAt: now,
  });
  const key: Actor = { kind: "key", id: mei, name: "shop", platformIds: [], permissions: ["notice.track"] };
  const tracked = await trackNotice(opened().db, notice.reference, null, key, later(1));
  expect(tracked).toMatchObject({ ok: true, value: { items: [{ outcome: "acted", statementId: null }] } });
  const both = await trackNotice(opened().db, notice.reference, notice.secret, key, later(1));
  expect(both).toMatchObject({ ok: true, value: { items: [{ statementId: expect.any(String) }] } });
});

test("who moderates and who else reported is never in it", async () => {
  const notice = await aSentNotice({ email: "first@example.org", name: "First" });
  await decided(notice.caseId);
  const text = JSON.stringify(await seen(notice));
  for (const hidden of [mei, "Mei", "first@example.org", "First", notice.caseId]) expect(text).not.toContain(hidden);
});

test("a wrong key, a key cut by one letter and an unknown reference get one answer and are in the log", async () => {
  const [notice, other] = [await aSentNotice(), await aSentNotice()];
  const told = async () => {
    const { chain, body } = auditEntries;
    const rows = await opened()
      .db.select({ chain, body })
      .from(auditEntries)
      .where(eq(auditEntries.verb, "notice.track"));
    return rows.map((row) => [row.chain, JSON.parse(row.body).detail.more ?? "first"]);
  };
  const tries: [string, string | null][] = [
    [notice.reference, notice.secret.slice(0, -1)],
    [notice.reference, other.secret],
    [notice.reference, null],
    ["N-0000-0000", notice.secret],
    ["nonsense", notice.secret],
  ];
  for (const [reference, secret] of tries)
    expect(await trackNotice(opened().db, reference, secret, guest, now)).toEqual({
      ok: false,
      code: "not_found",
      reason: "tracking_wrong",
    });
  // However often somebody guesses: the first in an hour, and the rest as a number when the hour is over.
  const first = [
    ["aliexpress", "first"],
    ["desk", "first"],
  ];
  expect(await told()).toEqual(first);
  await closeRefusals(opened().db, new Date(now.getTime() + 3_600_000));
  const rest = (await told()).slice(2).toSorted();
  expect(rest).toEqual([
    ["aliexpress", 2],
    ["desk", 1],
  ]);
});

test("a key of the platform may follow its notices without the secret, a key of another may not", async () => {
  const notice = await aSentNotice();
  const key = (platformIds: string[], permissions: string[]): Actor => ({
    kind: "key",
    id: mei,
    name: "shop",
    platformIds,
    permissions,
  });
  expect((await trackNotice(opened().db, notice.reference, null, key(["aliexpress"], ["notice.track"]), now)).ok).toBe(
    true,
  );
  expect((await trackNotice(opened().db, notice.reference, null, key(["wechat"], ["notice.track"]), now)).ok).toBe(
    false,
  );
  expect((await trackNotice(opened().db, notice.reference, null, key(["aliexpress"], ["notice.create"]), now)).ok).toBe(
    false,
  );
});

test("the status of a report's page is 404 for a wrong key, writes nothing down, and is 429 for either after too many tries", async () => {
  // Behind one proxy, whose word for the address is taken.
  vi.stubEnv("TRUSTED_PROXIES", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  const { reference, secret } = await aSentNotice();
  const from = (address: string) => new Headers({ "x-forwarded-for": address });
  const before = await opened().db.$count(auditEntries);
  expect(await trackingStatus(reference, secret, from("192.0.2.7"))).toBeNull();
  expect(await trackingStatus(reference, secret.slice(0, -1), from("192.0.2.7"))).toBe(404);
  expect(await trackingStatus("no reference", secret, from("192.0.2.7"))).toBe(404);
  expect(await opened().db.$count(auditEntries)).toBe(before);
  for (let tries = 3; tries < 100; tries += 1) await trackingStatus(reference, "guess", from("192.0.2.7"));
  expect(await trackingStatus(reference, secret, from("192.0.2.7"))).toBe(429);
  expect(await trackingStatus(reference, "guess", from("192.0.2.7"))).toBe(429);
  expect(await trackingStatus(reference, secret, from("192.0.2.8"))).toBeNull();
});
