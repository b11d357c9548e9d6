import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { cases, mails, misuseAppeals, misuseFirstLooks, reviewFlags } from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { openReferral, refuseReferral } from "@/lib/crime/referral.command";
import { metrics } from "@/lib/platform/metrics";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aCase, aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { alertWhenOverdue } from "./alert.command";
import { clockPage } from "./board.queries";
import type { ClockKind } from "./clock.rules";
import { ClockRequest } from "./contract";
import { measureClocks } from "./metrics.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
const { aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
});

async function boardOf(kind: ClockKind, now: Date) {
  const page = await clockPage(db(), jonas, ClockRequest.parse({ kind, limit: 100 }), now);
  if (!page.ok) throw new Error(page.reason);
  return page.value.rows;
}
async function overdue(kind: ClockKind, now: Date): Promise<string | undefined> {
  await measureClocks(db(), now);
  const text = await metrics().registry.metrics();
  return new RegExp(`recourse_overdue_duties\\{kind="${kind}",basis="target"\\} (\\d+)`).exec(text)?.[1];
}
const hours = (count: number) => after(count * 3_600);

test("K1: a suspected crime stands on the board and in the metrics until it is told or refused", async () => {
  const { caseId } = await aCase(db());
  const why = "The author names the school and the day on which she will not come home.";
  const open = await openReferral(mei, { caseId, offence: "threat_to_life", country: "DE", why }, townTime);
  const referralId = open.ok ? open.value.referralId : "";
  expect(await boardOf("crime_referral", hours(1))).toMatchObject([
    { id: referralId, dueAt: hours(4).toISOString(), isOverdue: false, href: `/referrals/${referralId}` },
  ]);
  expect(await boardOf("crime_referral", hours(5))).toMatchObject([{ id: referralId, isOverdue: true }]);
  expect(await overdue("crime_referral", hours(5))).toBe("1");
  await alertWhenOverdue(db(), hours(5));
  await drainOutbox(db(), outboxHandlers, hours(5));
  const alerts = await db().select().from(mails).where(eq(mails.kind, "mail.overdue"));
  expect(alerts.some(({ body }) => body.includes("Telling of a suspected crime"))).toBe(true);
  await refuseReferral(jonas, { referralId, why: "It quotes a film; the date passed two years ago." }, hours(6));
  expect(await boardOf("crime_referral", hours(7))).toEqual([]);
});

test("a suspicion about a case of child safety is on no board but of who is cleared", async () => {
  const { caseId } = await aCase(db());
  const why = "A picture that was found in a chat of strangers.";
  expect(await openReferral(mei, { caseId, offence: "child_abuse", country: "DE", why }, townTime)).toMatchObject({
    ok: true,
  });
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
    .where(eq(cases.id, caseId));
  expect(await boardOf("crime_referral", hours(1))).toEqual([]);
});

test("a complaint about a suspension stands on the board and in the metrics until it is answered", async () => {
  const { measureId, subjectId } = await aSuspendedSender("flood@people.example");
  const [id, at] = [v7(), after(days(4))];
  const row = { id, platformId: "taobao-weitao", reference: "A-TEST", measureId, text: "Only once.", receivedAt: at };
  await db()
    .insert(misuseAppeals)
    .values({ ...row, dueAt: after(days(18)) });
  expect(await boardOf("misuse_appeal", after(days(5)))).toMatchObject([
    { id, reference: "A-TEST", dueAt: after(days(18)).toISOString(), isOverdue: false, href: `/misuse/${subjectId}` },
  ]);
  expect(await overdue("misuse_appeal", after(days(19)))).toBe("1");
  const answer = { outcome: "upheld" as const, reasons: "The reports were copies.", decidedAt: after(days(20)) };
  const amara = await aReviewer(db());
  const look = { id: v7(), platformId: "taobao-weitao", appealId: id, by: amara.id, at: after(days(20)) };
  await db()
    .insert(misuseFirstLooks)
    .values({ ...look, finding: "suspension", why: "They are copies." });
  await db()
    .update(misuseAppeals)
    .set({ ...answer, decidedBy: amara.id })
    .where(eq(misuseAppeals.id, id));
  expect(await boardOf("misuse_appeal", after(days(21)))).toEqual([]);
});

test("a decision whose counted strike fell stands on the board and in the metrics until somebody looked again", async () => {
  const [fell, counted] = [
    await aDecidedCase(db(), { by: mei, at: townTime }),
    await aDecidedCase(db(), { by: mei, at: after(60) }),
  ];
  const id = v7();
  const flag = { id, platformId: "taobao-weitao", decisionId: counted.decisionId, reason: "strike_overturned" };
  await db()
    .insert(reviewFlags)
    .values({ ...flag, becauseDecisionId: fell.decisionId, createdAt: townTime });
  expect(await boardOf("review_flag", hours(71))).toMatchObject([
    { id, reference: counted.reference, dueAt: hours(72).toISOString(), isOverdue: false },
  ]);
  expect(await overdue("review_flag", hours(73))).toBe("1");
  await db()
    .update(reviewFlags)
    .set({ resolvedAt: hours(74), resolvedBy: jonas.id, resolution: "kept" })
    .where(eq(reviewFlags.id, id));
  expect(await boardOf("review_flag", hours(75))).toEqual([]);
});
