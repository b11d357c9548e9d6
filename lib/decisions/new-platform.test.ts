import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, contentItems, sanctions, statements } from "@/db/schema";
import { createApiKey } from "@/lib/administration/api-key.command";
import { changeSetting } from "@/lib/administration/change-setting.command";
import { submitNotice } from "@/lib/intake/commands";
import { suggestFor } from "@/lib/intake/suggest.command";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { publishDraft } from "@/lib/policy/drafts/publish.command";
import { writeTerms } from "@/lib/policy/terms.command";
import { termsOfPlatforms } from "@/lib/policy/terms.queries";
import { claimCase } from "@/lib/queue/claim.command";
import { withTestDatabase } from "@/test/database";
import { givenAsked, givenDraft, givenPlatform } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { decideCase } from "./decide.command";
import { caseView } from "./queries";

const { opened } = withTestDatabase();
const at = new Date("2026-03-02T09:00:00Z");
const later = new Date("2026-03-02T09:05:00Z");
let ana: Person;
let mei: Person;

beforeAll(async () => {
  const { db } = opened();
  ana = await aColleague(db, { name: "Ana", role: "admin" });
  mei = await aColleague(db, { name: "Mei Lin" });
  await givenPlatform(ana, {}, at);
});

const program: Actor = {
  ...{ kind: "key", id: "0190a6a0-0000-7000-8000-000000000002", name: "lantern" },
  ...{ platformIds: ["lantern"], permissions: ["notice.create", "notice.import"] },
};

async function reported(text: string): Promise<{ caseId: string; version: number }> {
  const location = `https://lantern.example/${encodeURIComponent(text.slice(0, 12))}`;
  const content = {
    text,
    language: "en",
    publishedAt: "2026-03-01T12:00:00Z",
    role: "seller",
    account: { id: "seller-1" },
  };
  const raw = {
    ...{ platform: "lantern", legalClaim: false, goodFaith: true, explanation: "It is a counterfeit lantern." },
    items: [{ location, content }],
  };
  const sent = await submitNotice(program, raw, { channel: "api" }, at);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  const [row] = await opened()
    .db.select({ caseId: cases.id, version: cases.version })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(eq(contentItems.location, location));
  if (!row) throw new Error("no case");
  return row;
}

test("before its first version is published, a report on a new platform is opened and says that no version is recorded", async () => {
  const { caseId } = await reported("An early lantern");
  const view = await caseView(opened().db, mei, caseId, at);
  expect(view).toMatchObject({ ok: true, value: { noRecordedVersion: [expect.anything()], clauses: [] } });
});

test("a report on a platform that an admin added is suggested, decided with a measure of its own table, and gets its statement", async () => {
  const { db } = opened();
  const ben = await aColleague(db, { name: "Ben", role: "admin" });
  const draftId = await givenDraft(ana, "lantern", at);
  const rev = await givenAsked(ana, draftId, "2026-01-01", at);
  expect(await publishDraft(ben, { draftId, rev }, at)).toMatchObject({ ok: true });

  const { caseId } = await reported("Selling counterfeit lanterns, a fake lantern for half the price");
  await suggestFor(db, caseId, later);
  const view = await caseView(db, mei, caseId, later);
  expect(view).toMatchObject({
    ok: true,
    value: { suggestions: expect.arrayContaining([expect.objectContaining({ ref: "1" })]) },
  });

  const claimed = await claimCase(mei, { caseId }, later);
  expect(claimed).toMatchObject({ ok: true });
  const [{ version } = { version: 0 }] = await db
    .select({ version: cases.version })
    .from(cases)
    .where(eq(cases.id, caseId));
  const text = "Selling counterfeit lanterns, a fake lantern for half the price";
  const decided = await decideCase(
    mei,
    {
      ...{ caseId, version, outcome: "violation", ground: "terms", clause: "1", sanctions: [{ action: "remove" }] },
      evidence: [{ in: "text", start: 0, end: text.length, text, element: "" }],
    },
    later,
  );
  expect(decided).toMatchObject({ ok: true, value: { outcome: "violation" } });
  const decisionId = decided.ok ? decided.value.decisionId : "";
  const imposed = await db
    .select({ action: sanctions.action })
    .from(sanctions)
    .where(eq(sanctions.decisionId, decisionId));
  expect(imposed).toEqual([{ action: "remove" }]);
  const written = await db.select({ id: statements.id }).from(statements).where(eq(statements.decisionId, decisionId));
  expect(written.length).toBeGreaterThan(0);
});

test("terms, settings and keys are made for it as for any other", async () => {
  const { db } = opened();
  const summary = { platform: "lantern", language: "en", summary: "No fakes.", remedies: "Complain.", url: "" };
  expect(await writeTerms(ana, summary, at)).toMatchObject({ ok: true });
  expect((await termsOfPlatforms(db)).find(({ platform }) => platform === "lantern")?.texts).toHaveLength(1);
  expect(
    await changeSetting(ana, { platformId: "lantern", key: "noticeTargetHours", value: 24, seenAt: null }, at),
  ).toMatchObject({
    ok: true,
  });
  expect(
    await createApiKey(ana, { name: "shop", platformIds: ["lantern"], permissions: ["notice.create"] }, at),
  ).toMatchObject({ ok: true });
});
