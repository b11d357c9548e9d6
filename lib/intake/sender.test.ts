import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, auditEntries, noticeContacts } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { aNotice, aPlace, everythingStored } from "@/test/intake";
import { guest, platformKey, receivedAt, withIntake } from "@/test/notices";
import { submitNotice } from "./commands";

const { casesAt, failuresOf, noticeBy, opened, sent } = withIntake();

test("nobody makes themselves a trusted flagger, an authority, or the voice of an account", async () => {
  for (const source of ["registered", "trusted_flagger", "authority", "court", "own_detection"])
    expect(await failuresOf(aNotice({ source }))).toEqual(["source source_not_yours"]);
  expect(await failuresOf(aNotice({ source: "authority" }), platformKey)).toEqual(["source source_not_yours"]);
  expect(
    await failuresOf(aNotice({ items: [{ location: aPlace(), content: { account: { id: "victim" } } }] })),
  ).toEqual(["items.0.content.account account_not_yours"]);
  expect(await failuresOf(aNotice({ externalId: "guess" }))).toEqual(["externalId external_id_not_yours"]);
  expect(await opened().db.select().from(accounts).where(eq(accounts.externalId, "victim"))).toEqual([]);
});

test("a key for one platform cannot report on another", async () => {
  expect(await failuresOf(aNotice({ platform: "wechat" }), platformKey)).toEqual([" platform_not_yours"]);
});

test("a key that may not report is refused, and the attempt is in the log", async () => {
  const reader: Actor = { ...platformKey, permissions: ["decision.read"] };
  expect(await failuresOf(aNotice(), reader)).toEqual([" forbidden"]);
  const [entry] = await opened()
    .db.select({ outcome: auditEntries.outcome, actorId: auditEntries.actorId })
    .from(auditEntries)
    .where(and(eq(auditEntries.outcome, "refused"), eq(auditEntries.actorKind, "key")));
  expect(entry).toEqual({ outcome: "refused", actorId: platformKey.kind === "key" ? platformKey.id : "" });
});

test("who reported is kept in one table only, and the log holds no word of anyone", async () => {
  const secretWords = ["Ilsabet Quorn", "ilsabet.quorn@example.org", "zanzibarian explanation", "vermilion content"];
  const [name, email, explanation, text] = secretWords;
  const reference = await sent(
    aNotice({ name, email, explanation, items: [{ location: aPlace(), content: { text } }] }),
  );
  const elsewhere = await everythingStored(opened(), ["notice_contacts"]);
  expect(elsewhere).not.toContain("Ilsabet");
  expect(elsewhere).not.toContain("ilsabet.quorn");
  const log = (await opened().db.select({ body: auditEntries.body }).from(auditEntries))
    .map((row) => row.body)
    .join("\n");
  for (const words of secretWords) expect(log).not.toContain(words);
  expect(log).toContain((await noticeBy(reference)).id);
  expect(
    await opened()
      .db.select({ name: noticeContacts.name, email: noticeContacts.email })
      .from(noticeContacts)
      .where(eq(noticeContacts.name, "Ilsabet Quorn")),
  ).toEqual([{ name, email }]);
});

test("the secret of the tracking link is nowhere in the database", async () => {
  const result = await submitNotice(guest, aNotice(), { channel: "form" }, receivedAt);
  const secret = result.ok ? new URL(result.value.trackingUrl).searchParams.get("key") : null;
  expect(secret).toHaveLength(22);
  expect(await everythingStored(opened())).not.toContain(secret);
});

test("a request that comes twice with one Idempotency-Key is one notice; with another body it is a conflict", async () => {
  const place = aPlace();
  const raw = aNotice({ items: [{ location: place }] });
  const door = { channel: "api", idempotency: { scope: "key a", key: "k1", requestHash: "h1" } } as const;
  const answers = await Promise.all([
    submitNotice(platformKey, raw, door, receivedAt),
    submitNotice(platformKey, raw, door, receivedAt),
  ]);
  const third = await submitNotice(platformKey, raw, door, receivedAt);
  expect(answers[0]).toMatchObject({
    ok: true,
    value: { items: [{ location: place, case: expect.stringMatching(/^AE-\d+$/) }] },
  });
  expect(answers[1]).toEqual(answers[0]);
  expect(third).toEqual(answers[0]);
  expect(await casesAt(place)).toMatchObject([{ noticeCount: 1 }]);
  expect(
    await submitNotice(
      platformKey,
      raw,
      { ...door, idempotency: { ...door.idempotency, requestHash: "h2" } },
      receivedAt,
    ),
  ).toMatchObject({ ok: false, code: "conflict", reason: "idempotency_other_body" });
  const nextDay = new Date(receivedAt.getTime() + 25 * 3_600_000);
  expect(await submitNotice(platformKey, raw, door, nextDay)).not.toEqual(answers[0]);
});

test("two senders may use the same external id: each gets its own notice and its own link", async () => {
  const other: Actor = { ...platformKey, id: "0190a6a0-0000-7000-8000-000000000002" };
  const places = [aPlace(), aPlace()];
  const answers = await Promise.all(
    [platformKey, other].map((key, index) => {
      const raw = aNotice({ externalId: "1001", items: [{ location: places[index] }] });
      return submitNotice(key, raw, { channel: "api" }, receivedAt);
    }),
  );
  const links = answers.map((answer) => (answer.ok ? answer.value.trackingUrl : answer.reason));
  expect(new Set(links).size).toBe(2);
  for (const answer of answers) expect(answer.ok && answer.value.repeated).toBeFalsy();
  for (const place of places) expect(await casesAt(place)).toHaveLength(1);
});

test("an external id that comes again with another body is a conflict, and the first one's link is not given away", async () => {
  const raw = aNotice({ externalId: "ticket 8", email: "a@example.org" });
  const first = await submitNotice(platformKey, raw, { channel: "api" }, receivedAt);
  if (!first.ok) throw new Error(first.reason);
  const place = aPlace();
  for (const change of [
    { explanation: "Something else." },
    { email: "b@example.org" },
    { items: [{ location: place }] },
  ])
    expect(await submitNotice(platformKey, { ...raw, ...change }, { channel: "api" }, receivedAt)).toMatchObject({
      ok: false,
      code: "conflict",
      fields: [{ field: "externalId", reason: "external_id_other_body" }],
    });
  expect(await casesAt(place)).toEqual([]);
  // The order of names in JSON says nothing.
  const turned = Object.fromEntries(Object.entries(raw).reverse());
  expect(await submitNotice(platformKey, turned, { channel: "api" }, receivedAt)).toMatchObject({
    ok: true,
    value: { reference: first.value.reference, repeated: true },
  });
});

test("an external id that comes again is answered with the first reference and stores nothing", async () => {
  const place = aPlace();
  const raw = aNotice({ items: [{ location: place }], externalId: "ticket 7" });
  const first = await submitNotice(platformKey, raw, { channel: "api" }, receivedAt);
  const second = await submitNotice(platformKey, raw, { channel: "api" }, receivedAt);
  if (!first.ok) throw new Error(first.reason);
  expect(second).toEqual({ ok: true, value: { ...first.value, repeated: true } });
  expect(await casesAt(place)).toMatchObject([{ noticeCount: 1 }]);
});
