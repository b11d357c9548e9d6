import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, anAccount, givenPacks, townTime } from "@/test/town";
import { caseView } from "./queries";

const { opened } = withTestDatabase();
let mei: Person;
const after = (days: number) => new Date(townTime.getTime() + days * 86_400_000);

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db, { name: "Mei Lin" });
});

test("earlier decisions are those decided earlier than this one, whatever day their content is of", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const on = async (about: { at: Date; contentAt: Date }) =>
    (await aDecidedCase(db, { account, by: mei, ...about })).caseId;
  const first = await on({ at: townTime, contentAt: new Date("2016-08-20T03:00:00Z") });
  const second = await on({ at: after(1), contentAt: new Date("2016-08-10T03:00:00Z") });
  const open = await aCase(db, { account, contentAt: new Date("2016-08-01T03:00:00Z") });
  const earlierThan = async (caseId: string) => {
    const view = await caseView(db, mei, caseId, after(3));
    if (!view.ok) throw new Error(view.reason);
    return view.value.account?.decisions.map((decision) => decision.caseId);
  };
  expect(await earlierThan(first)).toEqual([]);
  expect(await earlierThan(second)).toEqual([first]);
  expect(await earlierThan(open.caseId)).toEqual([second, first]);
});
