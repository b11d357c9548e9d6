import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { policyVersions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { givenAsked } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { builtInPlatforms, readBuiltInPack } from "../built-in.store";
import { loadBuiltInPacks, loadPack } from "../load.command";
import { packFor } from "../store";
import { lastVersions } from "./begin.rules";
import { createDraft } from "./create.command";
import { publishDraft } from "./publish.command";
import { withdrawDraft } from "./review.command";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
let ana: Person;
let ben: Person;

beforeAll(async () => {
  ana = await aColleague(opened().db, { name: "Ana", role: "admin" });
  ben = await aColleague(opened().db, { name: "Ben", role: "admin" });
});

/** The pack as it came before: the clauses that only KEYWORD_OTHER fits had no keyword. */
function before(slug: (typeof builtInPlatforms)[number]) {
  const pack = readBuiltInPack(slug);
  const clauses = pack.clauses.map((clause) => {
    const { dsaKeywords } = clause.editorial;
    const isOther = dsaKeywords.length === 1 && dsaKeywords[0] === "KEYWORD_OTHER";
    return isOther ? { ...clause, editorial: { ...clause.editorial, dsaKeywords: [] } } : clause;
  });
  return { ...pack, revision: pack.revision - 1, clauses };
}

const inForce = builtInPlatforms.flatMap((slug) =>
  lastVersions(readBuiltInPack(slug)).map((version): [typeof slug, string] => [slug, version.id]),
);

test("an installation of the revision before takes the keywords over; its published texts and its drafts stay", async () => {
  const { db } = opened();
  const slug = "taobao-weitao";
  await loadPack(db, { pack: before(slug), prefix: "TB" }, now);
  const made = await createDraft(ana, { platform: slug, from: { kind: "version", version: "v2" } }, now);
  const draftId = made.ok ? made.value.draftId : "";
  // Whoever hands it over is told of each clause that has none.
  await expect(givenAsked(ana, draftId, "2026-05-01", now)).rejects.toThrow(/clauseNoKeyword/);
  const published = () => db.select().from(policyVersions).where(eq(policyVersions.platformId, slug));
  const texts = await published();
  const loads = await loadBuiltInPacks(db, new Date("2026-03-03T09:00:00Z"));
  const load = loads.find(({ platform }) => platform === slug);
  expect(load?.result).toMatchObject({ ok: true, value: { outcome: "loaded" } });
  const clause = (await packFor(db, slug))?.clauses.find(({ ref }) => ref === "v2.Art.7(3)");
  expect(clause?.editorial.dsaKeywords).toEqual(["KEYWORD_OTHER"]);
  expect(await published()).toEqual(texts);
  await expect(givenAsked(ana, draftId, "2026-05-01", now)).rejects.toThrow(/clauseNoKeyword/);
  await withdrawDraft(ana, { draftId }, now);
});

test.each(inForce)("of %s what we ship as %s can be copied, given a day and published as it is", async (slug, ref) => {
  await loadBuiltInPacks(opened().db, now);
  const made = await createDraft(ana, { platform: slug, from: { kind: "version", version: ref } }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  // Whoever hands it over is told here what stands against it, with its place.
  const rev = await givenAsked(ana, made.value.draftId, "2026-05-01", now);
  expect(await publishDraft(ben, { draftId: made.value.draftId, rev }, now)).toMatchObject({ ok: true });
});
