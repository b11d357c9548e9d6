import { and, asc, desc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  accounts,
  appeals,
  cases,
  contentItems,
  crimeReferrals,
  databaseCopies,
  decisions,
  heldNotices,
  mails,
  media,
  misuseMeasures,
  misuseSubjects,
  notices,
  outbox,
  platforms,
  qualitySamples,
  reviewFlags,
  sanctions,
  snapshots,
  statements,
  strikes,
} from "@/db/schema";
import { PreviewDecision } from "@/lib/decisions/contract";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { previewDecision } from "@/lib/decisions/preview.queries";
import { caseView } from "@/lib/decisions/queries";
import { accountPage } from "@/lib/decisions/standing.queries";
import { demoPeople } from "@/lib/people/demo.rules";
import { verifyAudit } from "@/lib/platform/audit-verify";
import type { Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { agreementFor } from "@/lib/quality/agreement.queries";
import { goldenRows } from "@/lib/quality/golden-list.queries";
import { aFolder } from "@/test/child";
import { withTestDatabase } from "@/test/database";
import { readTown } from "./data";
import { fillDemo } from "./fill";
import { isUnfinished } from "./unfinished";

process.env.DATA_DIR = aFolder();
const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date();
const said: string[] = [];
const mei: Person = {
  kind: "person",
  id: "0190a6a0-0000-7000-8000-0000000000aa",
  name: "Mei Lin",
  role: "moderator",
  locale: "en",
  sessionId: "s",
};

const actorIn = (key: string): Person => ({ ...mei, name: key, role: "supervisor" });

beforeAll(async () => {
  expect(await fillDemo(db(), now, (line) => said.push(line))).toEqual({ people: 5, cases: 82 });
}, 300_000);

const sorted = <Value>(values: readonly Value[]) => [...new Set(values)].map(String).sort((a, b) => a.localeCompare(b));

/** The newest case, decision and account of an item of the town. */
async function about(item: string) {
  const [row] = await db()
    .select({ caseId: cases.id, state: cases.state, accountId: cases.accountId, decisionId: decisions.id })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(decisions, eq(decisions.caseId, cases.id))
    .where(
      eq(
        contentItems.location,
        `https://${readTown().items.find(({ key }) => key === item)?.platform}.example/${item}`,
      ),
    )
    .orderBy(desc(cases.openedAt), desc(decisions.decidedAt))
    .limit(1);
  if (!row) throw new Error(`the town has no ${item}`);
  return row;
}

test("the town tells how far it is, is whole at the end, and is not filled twice", async () => {
  expect(said).toEqual(["Filling the demo town …", "  26 %", "  52 %", "  78 %", "The town has 82 reported items."]);
  expect(await isUnfinished(db())).toBe(false);
  const before = await db().$count(notices);
  expect(await fillDemo(db(), now, () => undefined)).toEqual({ people: 5, cases: 82 });
  expect(await db().$count(notices)).toBe(before);
});

test("M1, M2, K1: from the first start the pages of misuse and of referrals show one warned, one suspended, and one authority told", async () => {
  const measures = await db()
    .select({ state: misuseMeasures.state, sender: misuseSubjects.sender })
    .from(misuseMeasures)
    .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
    .orderBy(misuseMeasures.state);
  expect(measures).toEqual([
    { state: "suspended", sender: "mail legal@first-kettles.example" },
    { state: "warned", sender: "mail press@brightlamps.example" },
  ]);
  // Its latest report is kept, without a case.
  expect(await db().$count(heldNotices)).toBe(1);
  const [referral] = await db().select().from(crimeReferrals);
  expect(referral).toMatchObject({ state: "sent", addressee: "europol", country: null });
});

test("one of them shows a video that a player can show, by its first bytes and its size", async () => {
  const { caseId } = await about("spam-ads");
  const [row] = await db()
    .select({ shown: snapshots.media })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(eq(cases.id, caseId));
  expect(row?.shown).toMatchObject([{ kind: "video", alt: expect.stringContaining("wheel of fortune") }]);
  const [kept] = await db()
    .select()
    .from(media)
    .where(eq(media.id, row?.shown[0]?.mediaId ?? ""));
  expect(kept).toMatchObject({ kind: "video", mime: "video/mp4", state: "stored", width: 320, height: 180 });
});

test("eighty-two items on four platforms, in English and in both Chinese scripts, of every kind people report", async () => {
  const rows = await db()
    .select({ platform: cases.platformId, language: cases.language, surface: cases.surface, tags: cases.tags })
    .from(cases);
  expect(rows).toHaveLength(82);
  for (const platform of ["aliexpress", "alibaba", "wechat", "taobao-weitao"])
    expect([platform, rows.filter((row) => row.platform === platform).length >= 9]).toEqual([platform, true]);
  expect(sorted(rows.map(({ language }) => language))).toEqual(["en", "zh-Hans", "zh-Hant"]);
  for (const surface of [
    "post",
    "review",
    "listing",
    "comment",
    "profile",
    "livestream",
    "message",
    "feed",
    "advertisement",
  ])
    expect(rows.map((row) => row.surface)).toContain(surface);
  const sources = await db().selectDistinct({ source: notices.source }).from(notices);
  for (const source of [
    "guest",
    "registered",
    "trusted_flagger",
    "authority",
    "guardian",
    "rights_holder",
    "own_detection",
  ])
    expect(sources.map((row) => row.source)).toContain(source);
});

test("there is a named example of every state of a case", async () => {
  const states = await db().selectDistinct({ state: cases.state }).from(cases);
  expect(sorted(states.map(({ state }) => state))).toEqual([
    "claimed",
    "decided",
    "escalated",
    "open",
    "reopened",
    "waiting",
  ]);
  expect([(await about("chemical-ban")).state, (await about("counterfeit-shoes")).state]).toEqual([
    "waiting",
    "escalated",
  ]);
  expect([(await about("invest-scam")).state, (await about("shop-card")).state]).toEqual(["claimed", "reopened"]);
});

test("decisions stand, are taken back, are reversed; content is cleared, a danger is referred", async () => {
  const rows = await db()
    .select({ outcome: decisions.outcome, undoneAt: decisions.undoneAt, reversedAt: decisions.reversedAt })
    .from(decisions);
  expect(sorted(rows.map(({ outcome }) => outcome))).toEqual(["no_violation", "referred", "violation"]);
  expect(rows.filter(({ undoneAt }) => undoneAt)).toHaveLength(1);
  expect(sorted(rows.filter(({ reversedAt }) => reversedAt).map(({ outcome }) => outcome))).toEqual([
    "no_violation",
    "violation",
  ]);
});

test("one copy for the Transparency Database waits for somebody to look at it, and nobody's address is in it", async () => {
  const waiting = await db().select().from(databaseCopies).where(eq(databaseCopies.state, "to_review"));
  const { decisionId } = await about("slur-review");
  expect(waiting.map((copy) => [copy.decisionId, copy.removed.map(({ kind }) => kind), copy.errors])).toEqual([
    [decisionId, ["email"], []],
  ]);
  expect(JSON.stringify(waiting[0]?.payload)).not.toContain("tea.house");
});

test("appeals wait, are with a supervisor, are answered in every way, and one is not taken up", async () => {
  const rows = await db().select({ state: appeals.state, outcome: appeals.outcome, by: appeals.by }).from(appeals);
  expect(sorted(rows.map(({ state, outcome }) => [state, outcome].filter(Boolean).join(" ")))).toEqual([
    "assigned",
    "inadmissible",
    "notified omitted",
    "notified partly_reversed",
    "notified reversed",
    "notified upheld",
    "received",
  ]);
  expect(sorted(rows.map(({ by }) => by))).toEqual(["affected", "notifier"]);
  const same = await db()
    .select({ id: appeals.id })
    .from(appeals)
    .innerJoin(decisions, and(eq(decisions.id, appeals.decisionId), eq(decisions.decidedBy, appeals.decidedBy)));
  expect(same, "nobody answered an appeal against their own decision").toEqual([]);
});

test("sanctions run, have ended by themselves, and have been lifted; one has neither end nor way back", async () => {
  const rows = await db().select().from(sanctions);
  expect(sorted(rows.map(({ state }) => state))).toEqual(["ended", "in_force", "lifted"]);
  const [ended] = rows.filter(({ state }) => state === "ended");
  expect(ended).toMatchObject({ action: "tb.suspend-comments-7d" });
  expect(ended?.endedAt).toEqual(ended?.endsAt);
  expect(rows.some(({ action, state }) => action === "tb.expel" && state === "in_force")).toBe(true);
  const { accountId } = await about("cart-malware");
  const page = await accountPage(db(), mei, accountId ?? "", now);
  expect(page.ok && page.value.account.reEntryBarred).toBe(true);
});

test("people were told or could not be: sent, no address known, and called off with the decision", async () => {
  const rows = await db().select({ addressee: statements.addressee, delivery: statements.delivery }).from(statements);
  expect(sorted(rows.map(({ addressee, delivery }) => `${addressee} ${delivery}`))).toEqual([
    "affected cancelled",
    "affected not_deliverable",
    "affected sent",
    "notifier cancelled",
    "notifier not_deliverable",
    "notifier sent",
  ]);
  const letters = await db().select({ to: mails.toAddress, language: mails.language }).from(mails);
  expect(
    letters.filter(({ to }) => !to.endsWith(".example")),
    "nobody real is written to",
  ).toEqual([]);
  expect(sorted(letters.map(({ language }) => language))).toEqual(["en", "zh-Hans", "zh-Hant"]);
});

test("the outbox has a message in every state, with a reason where it did not leave", async () => {
  const rows = await db().select({ state: outbox.state, kind: outbox.kind, lastError: outbox.lastError }).from(outbox);
  expect(sorted(rows.map(({ state }) => state))).toEqual(["cancelled", "refused", "sent", "stuck", "waiting"]);
  expect(rows.filter(({ state }) => state === "stuck" || state === "refused")).toEqual([
    expect.objectContaining({ kind: "mail.receipt", lastError: expect.stringContaining("mail server") }),
    expect.objectContaining({ kind: "mail.receipt", lastError: expect.stringContaining("mail server") }),
  ]);
});

test("the decision that counted a strike which fell on appeal is flagged for a second look", async () => {
  const flags = await db().select().from(reviewFlags);
  const [later, fallen] = [await about("virtual-goods"), await about("gift-promise")];
  expect(flags).toMatchObject([
    {
      decisionId: later.decisionId,
      becauseDecisionId: fallen.decisionId,
      reason: "strike_overturned",
      resolvedAt: null,
    },
  ]);
});

test("the next case of 小叶子2016 is the third strike, and the table's last step is what is offered", async () => {
  const { caseId, accountId, state } = await about("repeat-at");
  const [account] = await db()
    .select({ handle: accounts.handle })
    .from(accounts)
    .where(eq(accounts.id, accountId ?? ""));
  const held = await db().$count(strikes, and(eq(strikes.accountId, accountId ?? ""), isNotNull(strikes.confirmedAt)));
  expect([account?.handle, state, held]).toEqual(["小叶子2016", "open", 2]);
  const asked = { caseId, clause: "Table.12.3", findings: { repeatCount: 4 } };
  const card = await previewDecision(db(), mei, PreviewDecision.parse(asked), now);
  if (!card.ok) throw new Error(JSON.stringify(card));
  expect(card.value.count).toMatchObject({ before: 2, after: 3 });
  expect(card.value.recommendation).toMatchObject({
    violation: true,
    count: 3,
    basis: "rule",
    recommended: ["tb.delete-content", "tb.close-comments-permanently"],
    permanent: true,
  });
});

test("the figures of agreement are shown, with two second looks that differ, and one decision of each platform still waits", async () => {
  const { all, byChance } = await agreementFor(db(), actorIn("jonas"), now);
  expect([byChance.isTooFew, byChance.reviews, byChance.agreed]).toEqual([false, 11, 9]);
  for (const coefficient of [byChance.kappa, byChance.alpha, all.kappa, all.alpha]) {
    expect(coefficient?.value).toBeGreaterThan(0.5);
    expect(coefficient?.interval).not.toBeNull();
  }
  const waiting = await db()
    .select({ platform: qualitySamples.platformId })
    .from(qualitySamples)
    .where(isNull(qualitySamples.reviewedAt));
  expect(sorted(waiting.map(({ platform }) => platform))).toHaveLength(4);
});

test("two golden items are in use, and nobody is given one before an admin sets a share", async () => {
  const { rows } = await goldenRows(db(), actorIn("amara"));
  expect(rows.map(({ state }) => state)).toEqual(["in_use", "in_use"]);
  expect((await settingsFor(db())).goldenShare).toBe(0);
});

test("a harmless question that seven new senders report in one hour with the same words shows as a brigade", async () => {
  const { caseId, state } = await about("absolute-question");
  const view = await caseView(db(), mei, caseId, now);
  if (!view.ok) throw new Error(view.reason);
  const { notices: reports } = view.value;
  const times = reports.map(({ receivedAt }) => Date.parse(receivedAt));
  expect([state, reports.length]).toEqual(["open", 7]);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(3_600_000);
  expect(new Set(reports.map(({ explanation }) => explanation)).size).toBe(1);
  expect(new Set(reports.map(({ sender }) => sender)), "six gave an address, one gave none").toHaveProperty("size", 7);
  expect(view.value.suggestionsConfident).toBe(false);
});

test.each([
  ["ae-zh-contact", "5.transaction-risk", "earlier-contact"],
  ["two-listings", "II.circumvention.keyword", "earlier-spaced-title"],
  ["spam-ads", "CG/Spam(g)", "earlier-free-phone"],
  ["off-taobao", "Table.6", "earlier-off-taobao"],
])("the open case %s shows under %s what was decided of content like it", async (item, ref, earlier) => {
  const [open, decided] = [await about(item), await about(earlier)];
  expect([open.state, decided.state]).toEqual(["open", "decided"]);
  const found = await precedentsOf(db(), mei, { caseId: open.caseId, ref, now });
  expect(found.ok && found.value.precedents[0]).toMatchObject({ caseId: decided.caseId, state: "standing" });
});

test("the log of every platform and of the desk is whole, and names who did what", async () => {
  const report = await verifyAudit(db(), { now });
  expect(report).toMatchObject({ ok: true, faults: [] });
  const slugs = await db().select({ id: platforms.id }).from(platforms).orderBy(asc(platforms.id));
  expect(sorted(report.chains.map(({ chain }) => chain))).toEqual(sorted(["desk", ...slugs.map(({ id }) => id)]));
  const decided = await db().$count(decisions, ne(decisions.outcome, "referred"));
  expect(decided).toBeGreaterThan(20);
  expect(demoPeople).toHaveLength(5);
});
