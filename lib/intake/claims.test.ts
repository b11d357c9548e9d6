import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, cases, contentItems, noticeItems, snapshots } from "@/db/schema";
import { aNotice, aPlace } from "@/test/intake";
import { guest, platformKey, withIntake } from "@/test/notices";

const { casesAt, opened, sent } = withIntake();

/** The item at a place, with the copy that its case holds. */
async function itemAt(location: string) {
  const [row] = await opened()
    .db.select({
      role: contentItems.role,
      surface: contentItems.surface,
      location: contentItems.location,
      text: snapshots.text,
      contentAt: snapshots.contentAt,
      contentAtKnown: snapshots.contentAtKnown,
    })
    .from(contentItems)
    .innerJoin(cases, eq(cases.itemId, contentItems.id))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(eq(contentItems.locationKey, location.replace("www.", "")));
  return row;
}

const at = (location: string, content: Record<string, unknown>) => aNotice({ items: [{ location, content }] });
const versionAt = async (location: string) => (await casesAt(location))[0]?.version;

test("role, surface and date of a visitor are kept as what they say, and believed by nothing", async () => {
  const place = aPlace();
  const claims = { role: "merchant", surface: "listing", publishedAt: "2012-01-01" };
  await sent(at(place, { text: "buy here", ...claims }));
  expect(await itemAt(place)).toMatchObject({ role: null, surface: null, contentAtKnown: false });
  expect(
    await opened().db.select({ claims: noticeItems.claims }).from(noticeItems).where(eq(noticeItems.location, place)),
  ).toEqual([{ claims }]);
});

test("two visitors who copied the same words and name different days tell of one copy", async () => {
  const place = aPlace();
  for (const publishedAt of ["2012-01-01", "2013-01-01"]) await sent(at(place, { text: "the same", publishedAt }));
  const found = await opened().db.select({ id: snapshots.id }).from(snapshots).where(eq(snapshots.text, "the same"));
  expect(found).toHaveLength(1);
});

test("the platform's own copy takes over words, role, surface and date, and the moderator's view goes stale", async () => {
  const place = aPlace();
  await sent(at(place, { text: "as I remember it", role: "merchant", publishedAt: "2012-01-01" }));
  expect(await itemAt(place)).toMatchObject({ text: "as I remember it" });
  await opened()
    .db.update(cases)
    .set({ suggestedAt: new Date() })
    .where(eq(cases.id, (await casesAt(place))[0]?.id ?? ""));
  const told = { text: "as it was", role: "buyer", surface: "review", publishedAt: "2016-08-18T00:00:00Z" };
  await sent(at(place, told), platformKey);
  expect(await itemAt(place)).toMatchObject({
    text: "as it was",
    role: "buyer",
    surface: "review",
    contentAt: new Date(told.publishedAt),
    contentAtKnown: true,
  });
  const [row] = await casesAt(place);
  expect(row).toMatchObject({ version: 2, excerpt: "as it was" });
  const [stored] = await opened()
    .db.select()
    .from(cases)
    .where(eq(cases.id, row?.id ?? ""));
  expect(stored?.suggestedAt, "the matcher has not read this text").toBeNull();
  await sent(at(place, { text: "as I remember it still" }));
  expect(await itemAt(place)).toMatchObject({ text: "as it was" });
  expect(await versionAt(place)).toBe(2);
});

test("the day that the platform adds to its own copy is the case's day from then on", async () => {
  const place = aPlace();
  const text = "as it was — 原样";
  await sent(at(place, { text }), platformKey);
  expect(await itemAt(place)).toMatchObject({ contentAtKnown: false });
  await sent(at(place, { text, publishedAt: "2016-08-18T00:00:00Z" }), platformKey);
  expect(await itemAt(place)).toMatchObject({
    text,
    contentAt: new Date("2016-08-18T00:00:00Z"),
    contentAtKnown: true,
  });
  expect(await versionAt(place)).toBe(2);
  await sent(at(place, { text: "edited since", publishedAt: "2016-08-19" }), platformKey);
  expect(await itemAt(place)).toMatchObject({ text });
});

test("a case opened anew begins with the platform's copy, not with what a visitor typed later", async () => {
  const place = aPlace();
  await sent(at(place, { text: "as the platform keeps it" }), platformKey);
  await opened()
    .db.update(cases)
    .set({ state: "decided", decidedAt: new Date() })
    .where(eq(cases.id, (await casesAt(place))[0]?.id ?? ""));
  await sent(at(place, { text: "something that I made up" }));
  const open = (await casesAt(place)).find(({ state }) => state === "open");
  expect(open?.excerpt).toBe("as the platform keeps it");
});

test("whatever a decision would rest on raises the version: copy, account, role, surface; one more voice does not", async () => {
  const place = aPlace();
  await sent(aNotice({ items: [{ location: place }] }));
  const versions = [await versionAt(place)];
  for (const [content, actor] of [
    [{ text: "a text that only a visitor typed" }, guest],
    [{ account: { id: `u-${place}` } }, platformKey],
    [{ role: "buyer" }, platformKey],
    [{ surface: "comment" }, platformKey],
    [{ text: "what the platform shows" }, platformKey],
    [{ text: "what the platform shows" }, platformKey],
    [{ text: "what another visitor typed" }, guest],
  ] as const) {
    await sent(at(place, content), actor);
    versions.push(await versionAt(place));
  }
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 6, 6]);
  expect(
    await opened()
      .db.select()
      .from(accounts)
      .where(eq(accounts.externalId, `u-${place}`)),
  ).toHaveLength(1);
});

test("a share link is kept as typed with its notice, and without the sharer on the item", async () => {
  const place = aPlace();
  await sent(aNotice({ items: [{ location: `${place}?utm_source=notifier-4711&sku=7#reviews` }] }));
  const [item] = await opened()
    .db.select()
    .from(contentItems)
    .where(eq(contentItems.location, `${place}?sku=7`));
  expect(item).toBeDefined();
  const [typed] = await opened()
    .db.select()
    .from(noticeItems)
    .where(eq(noticeItems.itemId, item?.id ?? ""));
  expect(typed?.location).toBe(`${place}?utm_source=notifier-4711&sku=7#reviews`);
  const [row] = await opened()
    .db.select()
    .from(cases)
    .where(eq(cases.itemId, item?.id ?? ""));
  expect(row?.excerpt).not.toContain("4711");
});
