import { and, asc, eq, ne } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  appeals,
  cases,
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
  reviewFlags,
  sanctions,
  snapshots,
  statements,
} from "@/db/schema";
import { accountPage } from "@/lib/decisions/standing.queries";
import { demoPeople } from "@/lib/people/demo.rules";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { termsOfPlatforms } from "@/lib/policy/terms.queries";
import { sorted, withTown } from "@/test/filled-town";
import { fillDemo } from "./fill";
import { isUnfinished } from "./unfinished";

const { db, now, said, mei, about } = withTown();

test("the town tells how far it is, is whole at the end, and is not filled twice", async () => {
  expect(said).toEqual(["Filling the demo town …", "  26 %", "  52 %", "  78 %", "The town has 107 reported items."]);
  expect(await isUnfinished(db())).toBe(false);
  const before = await db().$count(notices);
  expect(await fillDemo(db(), now, () => undefined)).toEqual({ people: 6, cases: 107 });
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

test("C3: who opens the terms of any of the town's platforms reads them in short with what they can do, in three languages", async () => {
  const terms = await termsOfPlatforms(db());
  for (const { platform, texts } of terms)
    expect(
      texts.map(({ language }) => language),
      platform,
    ).toEqual(["de", "en", "zh-Hans"]);
  for (const { summary, remedies } of terms.flatMap(({ texts }) => texts))
    expect(Math.min(summary.length, remedies.length)).toBeGreaterThan(50);
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

test("a hundred and seven items on four platforms, in English and in both Chinese scripts, of every kind people report", async () => {
  const rows = await db()
    .select({ platform: cases.platformId, language: cases.language, surface: cases.surface, tags: cases.tags })
    .from(cases);
  expect(rows).toHaveLength(107);
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

test("the log of every platform and of the desk is whole, and names who did what", async () => {
  const report = await verifyAudit(db(), { now });
  expect(report).toMatchObject({ ok: true, faults: [] });
  const slugs = await db().select({ id: platforms.id }).from(platforms).orderBy(asc(platforms.id));
  expect(sorted(report.chains.map(({ chain }) => chain))).toEqual(sorted(["desk", ...slugs.map(({ id }) => id)]));
  const decided = await db().$count(decisions, ne(decisions.outcome, "referred"));
  expect(decided).toBeGreaterThan(20);
  expect(demoPeople).toHaveLength(6);
});
