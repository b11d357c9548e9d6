import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  commitmentAnomalies,
  commitmentEvidence,
  commitmentRegisters,
  commitmentReviews,
  commitmentValues,
  mediaFiles,
  outbox,
} from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { clockPage } from "@/lib/clocks/board.queries";
import { ClockRequest } from "@/lib/clocks/contract";
import { cleanFiles } from "@/lib/intake/media.store";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { fieldsOf, reasonOf } from "@/test/appeals";
import { asSeen, commitmentNow, givenOwner, givenRegister, registerSlug } from "@/test/commitments";
import { withTestDatabase } from "@/test/database";
import { aPicture } from "@/test/media-files";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { closeAnomaly, handAnomaly, raiseAnomaly, tellAnomaly } from "./anomaly.command";
import { openEvidence, purgeEvidenceWhenDue } from "./evidence.command";
import { assignCommitment, changeRegister, passMilestone, setBounds } from "./manage.command";
import { measureWhenDue, recordValue } from "./measure.command";
import { registerOverview } from "./queries";
import { addEvidence, recordReview, setStatus } from "./record.command";
import { commitmentView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2025-09-10T09:00:00Z");
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);
let admin: Person;
let owner: Person;
let other: Person;
let auditor: Person;

beforeAll(async () => {
  await givenPacks(db(), start);
  await givenRegister(db(), start);
  admin = await aColleague(db(), { role: "admin", name: "Ada Admin" });
  owner = await aColleague(db(), { role: "supervisor", name: "Olga Owner" });
  other = await aColleague(db(), { role: "supervisor" });
  auditor = await aColleague(db(), { role: "auditor" });
  await givenOwner(db(), { by: admin, owner, refs: ["AE1", "AE2", "AE7", "AE9", "AE13"] }, start);
});

const view = async (ref: string, by = auditor, now = start) => {
  const found = await commitmentView(db(), { slug: registerSlug, ref, after: {} }, by, now);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};
const overview = async (now = start, by = auditor) => {
  const found = await registerOverview(db(), registerSlug, by, now);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

test("all sixteen commitments are there in their seven groups, those of other systems are told apart, and loading again changes nothing", async () => {
  await givenRegister(db(), later(1));
  const { groups, open } = await overview();
  expect(groups).toHaveLength(7);
  const all = groups.flatMap(({ commitments }) => commitments);
  expect(all.map(({ ref }) => ref)).toEqual(Array.from({ length: 16 }, (_, at) => `AE${at + 1}`));
  expect(all.filter(({ isModeration }) => !isModeration).map(({ ref }) => ref)).toEqual([
    "AE9",
    "AE10",
    "AE11",
    "AE12",
  ]);
  expect(open.unowned).toBe(11);
  expect(all.every(({ indicators }) => indicators.length > 0)).toBe(true);
});

test("AE15: dates follow from a start that an admin sets and no constant; the one that the source names needs none", async () => {
  const before = await overview();
  expect(before.milestones.map(({ key, day }) => [key, day])).toEqual([
    ["phase_one", "2025-11-30"],
    ["year_one", null],
    ["year_two", null],
    ["end", null],
  ]);
  expect(before.register).toMatchObject({ startsOn: null, endsOn: null, keptUntil: null });
  const { id: registerId, version } = before.register;
  const change = { registerId, version, leadId: "", reviewDays: 90, taskDays: 14, marginMonths: 24 };
  expect(reasonOf(await changeRegister(owner, { ...change, startsOn: "2025-06-18" }, start))).toBe("forbidden");
  expect(fieldsOf(await changeRegister(admin, { ...change, startsOn: "18 June" }, start))[0]).toMatch(/^startsOn/);
  expect(await changeRegister(admin, { ...change, startsOn: "2025-06-18" }, start)).toMatchObject({ ok: true });
  expect(reasonOf(await changeRegister(admin, { ...change, startsOn: "2025-06-18" }, start))).toBe(
    "commitment_changed",
  );
  const { milestones, register } = await overview();
  expect(milestones.map(({ day }) => day)).toEqual(["2025-11-30", "2026-06-18", "2027-06-18", "2030-06-18"]);
  expect(register).toMatchObject({ endsOn: "2030-06-18", keptUntil: "2032-06-18" });
  const board = await clockPage(db(), auditor, ClockRequest.parse({ kind: "commitment_milestone" }), later(100));
  expect(
    board.ok && board.value.rows.map(({ basis, dueAt, isOverdue }) => [basis, dueAt.slice(0, 10), isOverdue]),
  ).toEqual([
    ["statutory", "2025-11-30", true],
    ["statutory", "2026-06-18", false],
    ["statutory", "2027-06-18", false],
    ["statutory", "2030-06-18", false],
  ]);
  const [phaseOne] = milestones;
  const passed = { milestoneId: phaseOne?.id, doneOn: "2025-11-28", note: "Sent" };
  expect(fieldsOf(await passMilestone(admin, passed, later(10)))).toEqual(["doneOn date_in_future"]);
  expect(reasonOf(await passMilestone(owner, passed, later(90)))).toBe("commitment_not_lead");
  expect(await passMilestone(admin, passed, later(90))).toMatchObject({ ok: true });
  expect(reasonOf(await passMilestone(admin, passed, later(90)))).toBe("commitment_milestone_done");
});

test("AE13: an owner records a review, the next is due an interval later, and whoever does not own it is told so", async () => {
  const review = { outcome: "met", finding: "The button is on every page that we looked at." };
  expect(reasonOf(await recordReview(other, { ...(await asSeen(db(), "AE1")), ...review }, later(5)))).toBe(
    "commitment_not_yours",
  );
  expect(reasonOf(await recordReview(auditor, { ...(await asSeen(db(), "AE1")), ...review }, later(5)))).toBe(
    "forbidden",
  );
  const seen = await asSeen(db(), "AE1");
  expect(await recordReview(owner, { ...seen, ...review }, later(5))).toMatchObject({ ok: true });
  expect(reasonOf(await recordReview(owner, { ...seen, ...review }, later(5)))).toBe("commitment_changed");
  expect(
    fieldsOf(await recordReview(owner, { ...(await asSeen(db(), "AE1")), outcome: "met", finding: " " }, start)),
  ).toEqual(["finding required"]);
  const { commitment, reviews } = await view("AE1");
  // 90 days after 15 September, to the end of that day in Brussels.
  expect(commitment.reviewDueAt).toBe("2025-12-14T22:59:59.999Z");
  expect(reviews).toMatchObject([{ outcome: "met", by: "Olga Owner", isByOwner: true, wasLate: false }]);
  const audited = await auditOf(db(), commitment.id);
  expect(audited.map(({ verb }) => verb)).toContain("commitment.review");
  await expect(db().update(commitmentReviews).set({ finding: "other" })).rejects.toThrow();
  const due = await clockPage(db(), auditor, ClockRequest.parse({ kind: "commitment" }), later(120));
  expect(due.ok && due.value.rows.find(({ reference }) => reference === "AE1")).toMatchObject({
    basis: "target",
    isOverdue: true,
    holder: { id: owner.id },
  });
});

test("AE16: evidence is kept as attachments are, is opened by the auditor on record, and cannot go before the end and its margin", async () => {
  const { commitmentId } = await asSeen(db(), "AE9");
  const photo = await aPicture();
  const add = (more: object, by = owner) =>
    addEvidence(by, { commitmentId, title: "The label in the shop", ...more }, later(6));
  expect(fieldsOf(await add({}))).toEqual(["note commitment_evidence_empty"]);
  expect(fieldsOf(await add({ url: "javascript:alert(1)" }))).toEqual(["url not_url"]);
  expect(fieldsOf(await add({ file: { name: "run.exe", bytes: Uint8Array.of(0x4d, 0x5a, 0) } }))).toEqual([
    "file attachment_kind",
  ]);
  const before = (await db().select().from(mediaFiles)).length;
  expect(reasonOf(await add({ file: { name: "a.jpg", bytes: photo } }, other))).toBe("commitment_not_yours");
  expect(await db().select().from(mediaFiles)).toHaveLength(before);
  const added = await add({ file: { name: "../shop.jpg", bytes: photo }, note: "Seen on the page of a lamp." });
  expect(added).toMatchObject({ ok: true });
  const { evidence } = await view("AE9");
  expect(evidence).toMatchObject([{ name: "shop.webp", by: "Olga Owner", isPurged: false }]);
  const asked = { commitmentId, evidenceId: evidence[0]?.id };
  const read = await openEvidence(auditor, asked, later(7));
  expect(read).toMatchObject({ ok: true, value: { mime: "image/webp" } });
  expect(Buffer.from(read.ok ? read.value.bytes : []).toString("latin1")).not.toContain("Secret");
  expect(reasonOf(await openEvidence(await aColleague(db()), asked, later(7)))).toBe("forbidden");
  await expect(db().delete(commitmentEvidence)).rejects.toThrow();
  await expect(db().update(commitmentEvidence).set({ title: "other" })).rejects.toThrow();
  await expect(
    db()
      .update(commitmentEvidence)
      .set({ purgedAt: later(1000) }),
  ).rejects.toThrow();
  // The end is 17 June 2030, the margin two years.
  const dayBefore = new Date("2032-06-17T12:00:00Z");
  expect(await purgeEvidenceWhenDue(db(), dayBefore)).toBe(0);
  await cleanFiles(db(), dayBefore);
  expect(await openEvidence(auditor, asked, dayBefore)).toMatchObject({ ok: true });
  const after = new Date("2032-06-18T12:00:00Z");
  expect(await purgeEvidenceWhenDue(db(), after)).toBe(1);
  await cleanFiles(db(), after);
  expect(reasonOf(await openEvidence(auditor, asked, after))).toBe("commitment_no_file");
  expect((await view("AE9")).evidence).toMatchObject([{ title: "The label in the shop", isPurged: true }]);
});

test("an indicator recorded by hand outside its bounds opens a task at once, with a holder who is written to; a correction is a revision", async () => {
  const { commitment } = await view("AE7");
  const indicator = commitment.indicators.find(({ key }) => key === null);
  const record = (value: number, month = "2025-08", by = owner) =>
    recordValue(
      by,
      { indicatorId: indicator?.id, month, value, count: 40, note: "From the onboarding system." },
      later(8),
    );
  expect(fieldsOf(await record(0.5, "2026-08"))).toEqual(["month date_in_future"]);
  expect(fieldsOf(await record(40))).toEqual(["value commitment_share"]);
  expect(reasonOf(await record(0.5, "2025-08", other))).toBe("commitment_not_yours");
  const measured = commitment.indicators.find(({ key }) => key !== null);
  const itself = { indicatorId: measured?.id, month: "2025-08", value: 1, note: "no" };
  expect(reasonOf(await recordValue(owner, itself, later(8)))).toBe("commitment_measured_itself");
  expect(await record(0.9)).toMatchObject({ ok: true, value: { revision: 1 } });
  expect(await record(1)).toMatchObject({ ok: true, value: { revision: 2 } });
  const now = await view("AE7", owner);
  expect(now.commitment.indicators.find(({ id }) => id === indicator?.id)?.points).toMatchObject([
    { month: "2025-08-01", value: 1, count: 40 },
  ]);
  expect(now.anomalies).toMatchObject([
    { month: "2025-08-01", value: 0.9, low: 1, holder: { id: owner.id }, closedAt: null, mayClose: true },
  ]);
  await expect(db().update(commitmentValues).set({ value: 0 })).rejects.toThrow();
  await drainOutbox(db(), outboxHandlers, later(8));
  const sent = await db().select().from(outbox).where(eq(outbox.kind, "mail.anomaly"));
  expect(sent).toMatchObject([{ state: "sent" }]);
});

test("AE15: what a person sees is a task with the owner, is handed on, told to the trustee and closed with what was done", async () => {
  const { commitmentId } = await asSeen(db(), "AE2");
  expect(reasonOf(await raiseAnomaly(auditor, { commitmentId, text: "x" }, later(9)))).toBe("forbidden");
  const raised = await raiseAnomaly(owner, { commitmentId, text: "A link led nowhere for an hour." }, later(9));
  const anomalyId = raised.ok ? raised.value.anomalyId : "";
  const held = async () => {
    const [row] = await db().select().from(commitmentAnomalies).where(eq(commitmentAnomalies.id, anomalyId));
    return row;
  };
  // Two weeks, as the register says.
  expect(await held()).toMatchObject({ holderId: owner.id, dueAt: new Date("2025-10-03T21:59:59.999Z") });
  const moderator = await aColleague(db());
  const hand = (holderId: string, version = 1) => handAnomaly(owner, { anomalyId, version, holderId }, later(9));
  expect(fieldsOf(await hand(moderator.id))).toEqual(["holderId commitment_holder"]);
  expect(await hand(other.id)).toMatchObject({ ok: true, value: { version: 2 } });
  expect(reasonOf(await hand(other.id))).toBe("commitment_changed");
  expect(await tellAnomaly(owner, { anomalyId, version: 2 }, later(10))).toMatchObject({ ok: true });
  expect(reasonOf(await tellAnomaly(owner, { anomalyId, version: 3 }, later(10)))).toBe("commitment_anomaly_told");
  const close = { anomalyId, version: 3, resolution: "The release was taken back, and the links work." };
  expect(await closeAnomaly(other, close, later(10))).toMatchObject({ ok: true });
  expect(reasonOf(await closeAnomaly(owner, { ...close, version: 4 }, later(10)))).toBe("commitment_anomaly_closed");
  expect(await held()).toMatchObject({ closedBy: other.id, toldAt: later(10) });
  await expect(db().update(commitmentAnomalies).set({ resolution: "other" })).rejects.toThrow();
});

test("without an owner the task is the lead’s, without a lead the first admin’s; whoever was disabled holds nothing", async () => {
  const { commitmentId } = await asSeen(db(), "AE12");
  await raiseAnomaly(admin, { commitmentId, text: "A request was left unanswered." }, later(11));
  expect((await view("AE12")).anomalies).toMatchObject([{ holder: { id: admin.id } }]);
  await db().update(commitmentRegisters).set({ leadId: other.id });
  await raiseAnomaly(admin, { commitmentId, text: "And another one." }, later(12));
  expect((await view("AE12")).anomalies[0]).toMatchObject({ holder: { id: other.id } });
  await db().update(commitmentRegisters).set({ leadId: null });
});

test("bounds are an admin’s and have to be possible, and a moderator owns nothing", async () => {
  const { commitment } = await view("AE3");
  const hours = commitment.indicators.find(({ key }) => key === "hours_to_answer_appeals");
  const bounds = { indicatorId: hours?.id, low: "", high: 200, leastCount: 3, boundBasis: "target" };
  expect(reasonOf(await setBounds(owner, bounds, start))).toBe("forbidden");
  expect(fieldsOf(await setBounds(admin, { ...bounds, low: 300 }, start))).toEqual(["high commitment_bounds"]);
  expect(await setBounds(admin, bounds, start)).toMatchObject({ ok: true });
  expect((await view("AE3")).commitment.indicators[0]).toMatchObject({ low: null, high: 200, leastCount: 3 });
  const moderator = await aColleague(db());
  const given = { ...(await asSeen(db(), "AE3")), ownerId: moderator.id, reviewDays: "" };
  expect(fieldsOf(await assignCommitment(admin, given, start))).toEqual(["ownerId commitment_holder"]);
  const status = { ...(await asSeen(db(), "AE3")), status: "in_place", why: "Letters hold both parts." };
  expect(reasonOf(await setStatus(owner, status, start))).toBe("commitment_not_yours");
  expect(await setStatus(admin, status, start)).toMatchObject({ ok: true });
  expect(reasonOf(await commitmentView(db(), { slug: registerSlug, ref: "AE99", after: {} }, auditor, start))).toBe(
    "commitment_not_found",
  );
  const found = await registerOverview(db(), registerSlug, moderator, start);
  expect(reasonOf(found)).toBe("forbidden");
});

test("the clock measures each indicator month by month until nothing is due, and never twice within the hour", async () => {
  const now = later(20);
  let measured = 0;
  for (let turn = 0; turn < 40; turn += 1) {
    const done = await measureWhenDue(db(), now);
    measured += done;
    if (done === 0) break;
  }
  // Twenty-two keys, twelve months that are over and the one that runs.
  expect(measured).toBe(22 * 13);
  expect(await measureWhenDue(db(), new Date(now.getTime() + 1_800_000))).toBe(0);
  const { commitment } = await view("AE13", auditor, now);
  const points = commitment.indicators[0]?.points ?? [];
  expect(points.map(({ isFinal }) => isFinal)).toEqual([...Array(12).fill(true), false]);
  const next = new Date("2025-10-02T00:00:00Z");
  while ((await measureWhenDue(db(), next)) > 0);
  const rows = (await view("AE13", auditor, next)).commitment.indicators[0]?.points ?? [];
  expect(rows.at(-2)).toMatchObject({ month: "2025-09-01", isFinal: true });
  expect(rows.at(-1)).toMatchObject({ month: "2025-10-01", isFinal: false });
  expect((await commitmentNow(db(), "AE13")).register.slug).toBe(registerSlug);
});
