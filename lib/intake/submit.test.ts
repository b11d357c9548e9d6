import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { noticeContacts, noticeItems, outbox } from "@/db/schema";
import { aNotice, aPlace, everythingStored } from "@/test/intake";
import { guest, receivedAt, withIntake } from "@/test/notices";
import { submitNotice } from "./commands";

const { failuresOf, noticeBy, opened, sent } = withIntake();

test("N1: anyone may report without an account, and gets a reference and a link to follow it", async () => {
  const result = await submitNotice(guest, aNotice(), { channel: "form" }, receivedAt);
  expect(result).toMatchObject({
    ok: true,
    value: { reference: expect.stringMatching(/^N-[0-9A-Z]{4}-[0-9A-Z]{4}$/) },
  });
  if (result.ok) {
    expect(result.value.trackingUrl).toContain(`/notice/${result.value.reference}?key=`);
    expect(new Set(Object.keys(result.value))).toEqual(new Set(["reference", "trackingUrl"]));
    expect(await noticeBy(result.value.reference)).toMatchObject({ source: "guest", channel: "form", receivedAt });
  }
});

test("N2: three addresses in one notice are one notice with three items, each with its own case", async () => {
  const places = [aPlace(), aPlace(), aPlace()];
  const { id } = await noticeBy(await sent(aNotice({ items: places.map((location) => ({ location })) })));
  const rows = await opened()
    .db.select({ caseId: noticeItems.caseId, location: noticeItems.location })
    .from(noticeItems)
    .where(eq(noticeItems.noticeId, id));
  expect(new Set(rows.map((row) => row.location))).toEqual(new Set(places));
  expect(new Set(rows.map((row) => row.caseId)).size).toBe(3);
});

test("the same place written twice in one notice is one item with both details", async () => {
  const place = aPlace();
  const { id } = await noticeBy(
    await sent(
      aNotice({
        items: [
          { location: place, detail: "picture 2" },
          { location: `${place}?utm_source=x`, detail: "title" },
        ],
      }),
    ),
  );
  const rows = await opened()
    .db.select({ detail: noticeItems.detail })
    .from(noticeItems)
    .where(eq(noticeItems.noticeId, id));
  expect(rows).toEqual([{ detail: "picture 2; title" }]);
});

test("N3: a blank explanation is refused on that field, and a law is never asked for", async () => {
  expect(await failuresOf(aNotice({ explanation: " \n " }))).toEqual(["explanation required"]);
  expect(await failuresOf(aNotice({ legalReference: undefined }))).toEqual([]);
});

test("N4: without a location it is refused, and each wrong location is named by its place in the list", async () => {
  expect(await failuresOf(aNotice({ items: [] }))).toEqual(["items too_few"]);
  const items = [
    { location: aPlace() },
    { location: " " },
    { location: "javascript:alert(1)" },
    { location: "https://" },
    {},
    { location: "ftp://files.example/1" },
    { location: "not a url" },
  ];
  expect(await failuresOf(aNotice({ items }))).toEqual([
    "items.1.location required",
    "items.2.location location_scheme",
    "items.3.location location_unreadable",
    "items.4.location required",
    "items.5.location location_scheme",
    "items.6.location location_unknown",
  ]);
  const { id } = await noticeBy(await sent(aNotice({ items: [{ location: "SKU-1005", detail: "00:41:10" }] })));
  expect(
    await opened()
      .db.select({ location: noticeItems.location, detail: noticeItems.detail })
      .from(noticeItems)
      .where(eq(noticeItems.noticeId, id)),
  ).toEqual([{ location: "SKU-1005", detail: "00:41:10" }]);
});

test("N5: a child-abuse report needs no name, and neither does any other", async () => {
  const { id, childAbuseClaim } = await noticeBy(await sent(aNotice({ childAbuseClaim: true })));
  expect(childAbuseClaim).toBe(true);
  expect(await opened().db.select().from(noticeContacts).where(eq(noticeContacts.noticeId, id))).toEqual([]);
  expect(await failuresOf(aNotice({ childAbuseClaim: false }))).toEqual([]);
});

test("N5: who gives name and e-mail with a child-abuse report all the same is answered, so they are kept", async () => {
  const contact = { name: "Wang", email: "wang.n5@example.org" };
  const { id } = await noticeBy(await sent(aNotice({ childAbuseClaim: true, ...contact })));
  expect(await opened().db.select().from(noticeContacts).where(eq(noticeContacts.noticeId, id))).toMatchObject([
    contact,
  ]);
});

test("N6: without the good-faith statement it is refused; given, it is stored with time and wording", async () => {
  expect(await failuresOf(aNotice({ goodFaith: false }))).toEqual(["goodFaith good_faith_needed"]);
  expect(await failuresOf(aNotice({ goodFaith: undefined }))).toEqual(["goodFaith required"]);
  expect(await noticeBy(await sent(aNotice()))).toMatchObject({ goodFaithAt: receivedAt, goodFaithWording: "v1" });
});

test("N8: an e-mail gets exactly one receipt in the outbox, no e-mail gets none", async () => {
  const receipts = async (noticeId: string) =>
    (await opened().db.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.kind, "mail.receipt"))).filter(
      (row) => row.payload.noticeId === noticeId,
    );
  const withMail = await noticeBy(await sent(aNotice({ email: "wang@example.org" })));
  expect(await receipts(withMail.id)).toEqual([{ payload: { noticeId: withMail.id } }]);
  expect(await receipts((await noticeBy(await sent(aNotice({ name: "Wang" })))).id)).toEqual([]);
});

test("N12: a report about the terms only is kept apart from Article 16 notices", async () => {
  expect(await noticeBy(await sent(aNotice({ legalClaim: false })))).toMatchObject({ legalClaim: false });
  expect(await failuresOf(aNotice({ legalClaim: undefined }))).toEqual(["legalClaim required"]);
});

test("words are kept as typed, in any script and composition", async () => {
  const explanation = "  cafe\u0301 👩‍👩‍👧 العربية\nзаявление 骗子  ";
  expect((await noticeBy(await sent(aNotice({ explanation })))).explanation).toBe(explanation);
});

test("a trick that cannot be seen may be what is reported: it is kept as it came, in what is said and in what is quoted", async () => {
  const trick = "They sell \u202egpj.eciovni\u202c here \u2066x\u0007";
  const content = { title: trick, text: trick, context: { author: trick } };
  const notice = aNotice({
    explanation: trick,
    legalReference: trick,
    items: [{ location: aPlace(), detail: trick, content }],
  });
  expect(await noticeBy(await sent(notice))).toMatchObject({ explanation: trick, legalReference: trick });
});

test("each piece of bad input is refused on its own field, and nothing of it is stored", async () => {
  const before = await everythingStored(opened(), ["audit_entries", "audit_heads"]);
  const place = aPlace();
  const wrong: [Record<string, unknown>, string][] = [
    [{ explanation: "x".repeat(10_001) }, "explanation too_long"],
    [{ explanation: "a\u0000b" }, "explanation control_characters"],
    [{ explanation: "cut \ud83d" }, "explanation half_character"],
    [{ items: Array.from({ length: 10_000 }, (_, i) => ({ location: `https://a.example/${i}` })) }, "items too_many"],
    [{ items: [{ location: `https://a.example/${"x".repeat(3000)}` }] }, "items.0.location too_long"],
    [{ items: [{ location: "https://a.example/\nb" }] }, "items.0.location single_line"],
    [{ platform: "myspace" }, "platform unknown_platform"],
    [{ email: "not an address" }, "email not_email"],
    [{ email: "a@b.example\nbcc: c@d.example" }, "email not_email"],
    [{ name: "A\nB" }, "name single_line"],
    [{ name: "A\u202eB" }, "name turned_around"],
    [{ items: [{ location: "https://a.example/\u202eb" }] }, "items.0.location turned_around"],
    [{ zone: "Moon/Base" }, "zone not_zone"],
    [{ language: "english please" }, "language not_language"],
    [{ tags: ["other"] }, "tags.0 not_one_of"],
    [{ sauce: "guest" }, "body unknown_field"],
    [{ items: [{ location: place, content: { text: "x\u0000" } }] }, "items.0.content.text control_characters"],
    [{ items: [{ location: place, content: { text: "\udc00" } }] }, "items.0.content.text half_character"],
    [
      { items: [{ location: place, content: { context: { thread: ["a\u0000"] } } }] },
      "items.0.content.context control_characters",
    ],
    [
      { items: [{ location: place, content: { publishedAt: "2027-01-01" } }] },
      "items.0.content.publishedAt date_in_future",
    ],
    [
      { items: [{ location: place, content: { publishedAt: "0026-01-01" } }] },
      "items.0.content.publishedAt date_too_old",
    ],
    [{ items: [{ location: place, content: { publishedAt: "2026-02-30" } }] }, "items.0.content.publishedAt not_date"],
    [{ items: [{ location: place, content: { publishedAt: "yesterday" } }] }, "items.0.content.publishedAt not_date"],
  ];
  for (const [about, failure] of wrong) expect(await failuresOf(aNotice(about)), failure).toEqual([failure]);
  expect(await everythingStored(opened(), ["audit_entries", "audit_heads"])).toBe(before);
});

test("an unknown platform is answered with the four there are", async () => {
  const result = await submitNotice(guest, aNotice({ platform: "myspace" }), { channel: "form" }, receivedAt);
  expect(result).toMatchObject({
    ok: false,
    fields: [{ values: { options: "alibaba, aliexpress, taobao-weitao, wechat" } }],
  });
});

test("a content date long before any rules is taken: which version governs is answered later", async () => {
  expect(
    await failuresOf(aNotice({ items: [{ location: aPlace(), content: { text: "old", publishedAt: "1999-05-05" } }] })),
  ).toEqual([]);
});
