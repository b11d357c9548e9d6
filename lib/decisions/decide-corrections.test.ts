import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, contentItems, statements, strikes } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  aReport,
  auditOf,
  aViolation,
  caseRow,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { findingsOf } from "./choice.rules";
import { PreviewDecision } from "./contract";
import { decideCase } from "./decide.command";
import { materialOf } from "./material.store";

const { opened } = withTestDatabase();
let mei: Person;
const now = townTime;

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db, { name: "Mei Lin" });
});

const corrected = {
  role: "merchant",
  roleWhy: "The comment is signed with the name of the shop that sells it.",
  contentDate: "2016-09-01",
  contentDateWhy: "The thread beside it was begun on that day.",
};

test("a role and a day that the platform has wrong are corrected with a reason, and the decision records both", async () => {
  const { db } = opened();
  const about = await aCase(db, { role: "buyer", contentAt: new Date("2016-08-18T13:04:00Z") });
  const sanctions = [{ action: "tb.delete-content" }];
  const deviation = { code: "other", why: "So that the test needs to know no row of merchants." };
  const decided = await decideCase(mei, aViolation(about, { ...corrected, sanctions, deviation }), now);
  expect(decided).toMatchObject({ ok: true });
  expect(await decisionOf(db, about.caseId)).toMatchObject({
    role: "merchant",
    contentDay: "2016-09-01",
    corrections: {
      role: { from: "buyer", to: "merchant", why: corrected.roleWhy },
      contentDate: { from: "2016-08-18", to: "2016-09-01", why: corrected.contentDateWhy },
    },
  });
  const [strike] = await db
    .select()
    .from(strikes)
    .where(eq(strikes.accountId, about.accountId ?? ""));
  expect(strike).toMatchObject({ role: "merchant", contentDay: "2016-09-01" });
  const [entry] = await auditOf(db, about.caseId);
  expect(entry?.body).toContain('"corrected":["role","contentDate"]');
  expect(entry?.body).not.toContain("signed with");
});

test.each([
  ["a role without its reason", { roleWhy: undefined }, "role role_known"],
  ["a day with a reason of one word", { contentDateWhy: "wrong" }, "contentDate content_date_known"],
  ["a day that is still to come", { contentDate: "2016-12-01" }, "contentDate content_date_future"],
  ["a role that the rules do not know", { role: "landlord" }, "role not_one_of"],
])("%s corrects nothing, and nothing is written", async (_what, change, problem) => {
  const { db } = opened();
  const about = await aCase(db);
  const refused = await decideCase(
    mei,
    aViolation(about, { ...corrected, ...change, sanctions: firstBuyerSanction }),
    now,
  );
  expect(refused.ok ? [] : (refused.fields ?? []).map(({ field, reason }) => `${field} ${reason}`)).toContain(problem);
  expect(await decisionOf(db, about.caseId)).toBeUndefined();
});

test("what the platform said and the moderator repeats is no correction", async () => {
  const { db } = opened();
  const about = await aCase(db, { role: "buyer", contentAt: new Date("2016-08-18T13:04:00Z") });
  const same = { role: "buyer", roleWhy: "", contentDate: "2016-08-18", sanctions: firstBuyerSanction };
  expect(await decideCase(mei, aViolation(about, same), now)).toMatchObject({ ok: true });
  expect(await decisionOf(db, about.caseId)).toMatchObject({ corrections: {} });
});

test("a visitor who calls themselves the rights holder is not taken for one; a program of the platform is believed", async () => {
  const { db } = opened();
  const relationFor = async (sender: { apiKeyId?: string; channel: "form" | "api" }) => {
    const about = await aCase(db, { notices: 0 });
    await aReport(db, about, { relation: "rights-holder", ...sender });
    const material = await materialOf(db, about.caseId);
    const clause = material?.pack.clauses.find(({ needs }) => needs.reporter) ?? material?.pack.clauses[0];
    if (!material || !clause) throw new Error("the case has its rules");
    return findingsOf(material, PreviewDecision.parse({ caseId: about.caseId }), clause).reporterRelation;
  };
  expect(await relationFor({ channel: "form" })).toBeUndefined();
  expect(await relationFor({ channel: "api" })).toBeUndefined();
  const apiKeyId = "0190a6a0-0000-7000-8000-000000000001";
  expect(await relationFor({ channel: "api", apiKeyId })).toBe("rights-holder");
});

test("a decision is never pinned to a copy, a role or an author that came after the moderator looked", async () => {
  const { db } = opened();
  const location = "https://taobao.example/pinned";
  const key = {
    kind: "key",
    id: "0190a6a0-0000-7000-8000-000000000001",
    name: "shop",
    platformIds: [],
    permissions: ["notice.create"],
  } as const;
  const send = (actor: typeof key | { kind: "public" }, content?: Record<string, unknown>) =>
    submitNotice(
      actor,
      {
        platform: "taobao-weitao",
        legalClaim: false,
        explanation: "Look at this, please.",
        goodFaith: true,
        items: [{ location, ...(content ? { content } : {}) }],
      },
      { channel: "api" },
      now,
    );
  await send({ kind: "public" });
  const [row] = await db.select({ id: contentItems.id }).from(contentItems).where(eq(contentItems.location, location));
  const material = async () => {
    const [open] = await db
      .select({ id: cases.id })
      .from(cases)
      .where(eq(cases.itemId, row?.id ?? ""));
    return caseRow(db, open?.id ?? "");
  };
  for (const [actor, content] of [
    [{ kind: "public" }, { text: "a text that only a visitor typed" }],
    [key, { account: { id: "u-pinned" } }],
    [key, { role: "buyer" }],
    [key, { text: "what the platform shows", publishedAt: "2016-08-18" }],
  ] as const) {
    const seen = await material();
    await send(actor, content);
    const rationale = "There was nothing at that place when I looked at it today.";
    const decided = await decideCase(
      mei,
      { caseId: seen.id, version: seen.version, outcome: "no_violation", rationale },
      now,
    );
    expect(decided, JSON.stringify(content)).toMatchObject({ ok: false, code: "stale", reason: "case_changed" });
  }
});

test("no letter prints what the first notifier's share link says of them", async () => {
  const { db } = opened();
  const account = await anAccount(db, { language: "en" });
  const about = await aCase(db, { account });
  // As rows of before hold it: the link as it was typed.
  const location = "https://mp.weixin.qq.com/s/abc?sharer_shareid=notifier-wxid-4711&idx=1&sharer_shareinfo=f00";
  await db.update(contentItems).set({ location }).where(eq(contentItems.id, about.itemId));
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  if (!decided.ok) throw new Error(decided.reason);
  const letters = await db.select().from(statements).where(eq(statements.decisionId, decided.value.decisionId));
  expect(letters.map(({ addressee }) => addressee).sort()).toEqual(["affected", "notifier"]);
  for (const { parts } of letters) {
    expect(JSON.stringify(parts)).toContain("https://mp.weixin.qq.com/s/abc?idx=1");
    expect(JSON.stringify(parts)).not.toMatch(/4711|sharer|f00/);
  }
});
