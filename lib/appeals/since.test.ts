import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { snapshots } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount } from "@/test/town";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
const now = after(days(2));

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

const viewOf = async (appealId: string) => {
  const view = await appealView(db(), appealId, amara, now);
  if (!view.ok) throw new Error(view.reason);
  return view.value;
};

test("a reviewer reads decision and complaint on one line of time, and that nothing has changed since", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const { appealId } = await aTakenAppeal(db(), decisionId, amara);
  const { timeline, since } = await viewOf(appealId);
  expect(timeline?.map(({ kind }) => kind)).toEqual([
    "published",
    "reported",
    "decided",
    "measure_began",
    "measure_began",
    "told",
    "told",
    "appealed",
  ]);
  expect(since).toEqual({ policy: null, laterDecisions: 0, fallenStrikes: 0, contentChanged: false });
});

test("what changed since the decision is said: a later decision on the account, and content that is another now", async () => {
  const account = await anAccount(db());
  const first = await aToldDecision(db(), { by: mei, account });
  const deviation = { code: "other", why: "Both strikes are counted, so that both may fall." };
  await aToldDecision(db(), { by: mei, account, at: after(3600), decision: { deviation } });
  const { appealId } = await aTakenAppeal(db(), first.decisionId, amara);
  const [before] = await db().select().from(snapshots).where(eq(snapshots.id, first.snapshotId));
  if (!before) throw new Error("no snapshot");
  const sha256 = v7().replaceAll("-", "");
  await db()
    .insert(snapshots)
    .values({ ...before, id: v7(), text: "Something else", sha256, takenAt: after(9000) });
  const { since, timeline } = await viewOf(appealId);
  expect(since).toMatchObject({ laterDecisions: 1, contentChanged: true });
  expect(timeline?.at(-1)?.kind).toBe("appealed");
  expect(timeline?.filter(({ kind }) => kind === "later_decision")).toHaveLength(1);
});

test("none of it is there before the first look", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const { appealId } = await aTakenAppeal(db(), decisionId, amara, { isBlind: true });
  expect(await viewOf(appealId)).toMatchObject({ timeline: null, since: null, decision: null });
});
