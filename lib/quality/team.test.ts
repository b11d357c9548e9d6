import { beforeAll, expect, test } from "vitest";
import { takeAppeal } from "@/lib/appeals/take.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { waitFor } from "@/lib/queue/commands";
import { after, anAppeal, anAppealDesk, aToldDecision, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague } from "@/test/town";
import { teamView } from "./team.queries";

const { opened } = withTestDatabase();
let desk: { mei: Person; amara: Person; jonas: Person };

beforeAll(async () => {
  desk = await anAppealDesk(opened().db);
});

test("the team stands in the order of names with what each has in hand; a claim that lapsed is nobody's, and a moderator sees none of it", async () => {
  const { db } = opened();
  const { mei, amara, jonas } = desk;
  const told = await aToldDecision(db, { by: mei });
  const appeal = await anAppeal(db, told.decisionId);
  const now = after(days(2));
  expect(await takeAppeal(jonas, appeal, now)).toMatchObject({ ok: true });
  const late = await aCase(db, { openedAt: after(0), dueAt: after(days(1)) });
  expect(await claimCase(mei, { caseId: late.caseId, version: late.version }, now)).toMatchObject({ ok: true });
  const brief = ({ name, claimed, appeals, overdue }: Awaited<ReturnType<typeof teamView>>[number]) => [
    name,
    claimed,
    appeals,
    overdue,
  ];
  expect((await teamView(db, amara, now)).map(brief)).toEqual([
    ["Amara Okafor", 0, 0, 0],
    ["Jonas Weber", 0, 1, 0],
    ["Mei Lin", 1, 0, 1],
  ]);
  expect((await teamView(db, amara, after(days(3)))).map(brief)).toContainEqual(["Mei Lin", 0, 0, 0]);
  expect(await teamView(db, mei, now)).toEqual([]);
});

test("what somebody set aside is theirs still, with the oldest and the next due of all they have", async () => {
  const { db } = opened();
  const [ben, now] = [await aColleague(db, { name: "Ben Adebayo" }), after(days(2))];
  const taken = async (openedAt: Date, dueAt: Date) => {
    const { caseId } = await aCase(db, { openedAt, dueAt });
    const claimed = await claimCase(ben, { caseId }, now);
    return { caseId, version: claimed.ok ? claimed.value.version : 0 };
  };
  const waiting = await taken(after(0), after(days(5)));
  expect(await waitFor(ben, { ...waiting, waitingFor: "The seller answers." }, now)).toMatchObject({ ok: true });
  await taken(after(days(1)), after(days(1)));
  await taken(after(days(1)), after(days(4)));
  expect((await teamView(db, desk.amara, now)).find(({ name }) => name === "Ben Adebayo")).toMatchObject({
    claimed: 2,
    aside: 1,
    appeals: 0,
    oldestCase: after(0),
    nextDue: after(days(1)),
    overdue: 1,
  });
});
