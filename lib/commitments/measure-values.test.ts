import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import {
  commitmentAnomalies,
  commitmentEvidence,
  commitmentReviews,
  mediaFiles,
  sanctions,
  statements,
  trusteeReports,
} from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { aReviewer } from "@/test/appeals";
import { commitmentNow, givenRegister } from "@/test/commitments";
import { withTestDatabase } from "@/test/database";
import { aStoredComplaint, aStoredDecision } from "@/test/report-cases";
import { aCase, aColleague, aReport, givenPacks, townTime } from "@/test/town";
import { type IndicatorKey, indicatorKeys, indicatorUnits } from "./indicator-keys.rules";
import { measure } from "./measure.store";
import { monthAt, monthSpan } from "./month.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let commitmentId: string;
let registerId: string;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db());
  await givenRegister(db(), townTime);
  const { commitment, register } = await commitmentNow(db(), "AE16");
  [commitmentId, registerId] = [commitment.id, register.id];
});

const of = (key: IndicatorKey, now: Date) =>
  measure(db(), key, { registerId, platformId: null, now, ...monthSpan(monthAt(now)) });
const plusDays = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);

test("of a month in which nothing happened a share and a time are blank, and a number of things is 0", async () => {
  const quiet = new Date("2018-03-15T12:00:00Z");
  for (const key of indicatorKeys)
    expect(await of(key, quiet), key).toEqual({ value: indicatorUnits[key] === "count" ? 0 : null, count: 0 });
});

const complaint = async (at: Date, about: { hours: number } & Partial<Parameters<typeof aStoredComplaint>[2]>) => {
  const made = await aStoredDecision(db(), mei, { at, values: ["DECISION_ACCOUNT_TERMINATED"] });
  await aStoredComplaint(db(), made, { at, outcome: "upheld", cause: null, decidedBy: jonas.id, ...about });
};
const part = (id: string) => ({ id, heading: id, paragraphs: [id] });

async function statement(at: Date, about: { parts: string[]; until: number }) {
  const { decisionId, platformId } = await aStoredDecision(db(), mei, { at, values: [] });
  await db()
    .insert(statements)
    .values({
      ...{ platformId, decisionId, addressee: "affected", isStatementOfReasons: false, language: "en", zone: "UTC" },
      ...{ subject: "s", parts: about.parts.map(part), delivery: "sent", composedAt: at, sentAt: at, informedAt: at },
      appealUntil: plusDays(at, about.until),
    });
}

async function appealOfNotifier(at: Date, source: "guest" | "registered") {
  const made = await aStoredDecision(db(), mei, { at, values: [] });
  const { noticeId } = await aReport(db(), made, { source, receivedAt: at });
  const statementId = v7();
  await db()
    .insert(statements)
    .values({
      ...{ id: statementId, platformId: made.platformId, decisionId: made.decisionId, addressee: "notifier", noticeId },
      ...{ isStatementOfReasons: false, language: "en", zone: "UTC", subject: "s", parts: [], composedAt: at },
    });
  const told = { ...made, statementId };
  await aStoredComplaint(db(), told, {
    at,
    hours: 1,
    by: "notifier",
    outcome: "upheld",
    cause: null,
    decidedBy: jonas.id,
  });
}

const review = (dueAt: Date, reviewedAt: Date) =>
  db()
    .insert(commitmentReviews)
    .values({ commitmentId, outcome: "met", finding: "Looked at.", dueAt, reviewedBy: jonas.id, reviewedAt });

/** What happened in a month, and what the indicator says of it: the part, and of how many. */
const stories: [
  key: IndicatorKey,
  month: string,
  value: number,
  count: number,
  story: (at: Date) => Promise<unknown>,
][] = [
  [
    "notices_by_form_from_guests",
    "2017-01",
    2,
    2,
    async (at) => {
      const made = await aCase(db(), { notices: 0 });
      for (const [source, channel] of [
        ["guest", "form"],
        ["guest", "form"],
        ["guest", "api"],
        ["registered", "form"],
      ] as const)
        await aReport(db(), made, { source, channel, receivedAt: at });
    },
  ],
  [
    "decisions_with_appeal_link",
    "2017-02",
    2 / 4,
    4,
    async (at) => {
      await statement(at, { parts: ["facts", "redress"], until: 182 });
      await statement(at, { parts: ["redress"], until: 200 });
      await statement(at, { parts: ["redress"], until: 90 });
      await statement(at, { parts: ["facts"], until: 200 });
    },
  ],
  [
    "appeals_from_guests",
    "2017-03",
    2,
    2,
    async (at) => {
      for (const source of ["guest", "guest", "registered"] as const) await appealOfNotifier(at, source);
      await complaint(at, { hours: 3 });
    },
  ],
  [
    "hours_to_answer_appeals",
    "2017-04",
    4.5,
    3,
    async (at) => {
      for (const hours of [2, 4.5, 10]) await complaint(at, { hours });
    },
  ],
  [
    "appeals_answered_in_time",
    "2017-05",
    2 / 3,
    3,
    async (at) => {
      for (const dueAt of [plusDays(at, 1), plusDays(at, 1 / 24), at]) await complaint(at, { hours: 1, dueAt });
    },
  ],
  [
    "appeal_answers_complete",
    "2017-06",
    1 / 4,
    4,
    async (at) => {
      for (const ids of [["redress", "automation"], ["redress"], ["automation"], []])
        await complaint(at, { hours: 1, answerParts: ids.map(part) });
    },
  ],
  [
    "hidden_link_sanctions_executed",
    "2017-07",
    1 / 3,
    3,
    async (at) => {
      const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
      const ids: string[] = [];
      for (const tags of [["hidden_link"], ["hidden_link"], ["hidden_link"], []])
        ids.push((await aStoredDecision(db(), mei, { at, values, tags })).decisionId);
      for (const id of [ids[0], ids[3]])
        await db()
          .update(sanctions)
          .set({ executedAt: at })
          .where(eq(sanctions.decisionId, id ?? ""));
    },
  ],
  [
    "demotions_with_statement",
    "2017-08",
    1 / 2,
    2,
    async (at) => {
      const demoted = "DECISION_VISIBILITY_CONTENT_DEMOTED";
      await aStoredDecision(db(), mei, { at, values: [demoted] });
      const { decisionId, platformId } = await aStoredDecision(db(), mei, { at, values: [] });
      await db()
        .insert(sanctions)
        .values({
          ...{ platformId, decisionId, dsaValue: demoted, startsAt: at, state: "in_force", action: "x" },
          ...{ label: { en: "x" }, target: "content", needsStatement: false },
        });
    },
  ],
  [
    "reviews_in_time",
    "2017-09",
    2 / 3,
    3,
    async (at) => {
      await review(at, plusDays(at, -1));
      await review(at, at);
      await review(at, plusDays(at, 1));
    },
  ],
  [
    "trustee_reports_sent",
    "2017-10",
    2,
    2,
    async (at) => {
      for (const sentAt of [at, at, null, plusDays(at, 40)])
        await db()
          .insert(trusteeReports)
          .values({
            ...{ registerId, firstDay: "2017-01-01", lastDay: "2017-03-31", snapshot: "{}", sha256: "0", madeAt: at },
            ...{ sentAt, sentBy: sentAt && jonas.id },
          });
    },
  ],
  [
    "anomalies_told",
    "2017-11",
    1 / 4,
    4,
    async (at) => {
      for (const toldAt of [plusDays(at, 1), null, null, null])
        await db()
          .insert(commitmentAnomalies)
          .values({
            ...{ commitmentId, text: "Seen.", raisedBy: jonas.id, raisedAt: at, dueAt: at, toldAt },
          });
    },
  ],
  [
    "evidence_in_store",
    "2017-12",
    1 / 2,
    2,
    async (at) => {
      const file = {
        commitmentId,
        title: "t",
        addedBy: jonas.id,
        addedAt: at,
        name: "a.pdf",
        mime: "application/pdf",
        size: 1,
      };
      await db()
        .insert(mediaFiles)
        .values({ sha256: "a".repeat(64), size: 1, touchedAt: at });
      for (const sha256 of ["a".repeat(64), "b".repeat(64)])
        await db()
          .insert(commitmentEvidence)
          .values({ ...file, sha256 });
      await db()
        .insert(commitmentEvidence)
        .values({ commitmentId, title: "An address", url: "https://x.example", addedAt: at });
    },
  ],
];

test.each(stories)("%s of %s is exactly what happened in it", async (key, month, value, count, story) => {
  const at = new Date(`${month}-10T12:00:00Z`);
  const now = new Date(`${month}-20T12:00:00Z`);
  expect((await of(key, now)).count, "before").toBe(0);
  await story(at);
  expect(await of(key, now)).toEqual({ value, count });
});
