import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { changeCare } from "@/lib/wellbeing/care.command";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { decideAtDesk, nextForScreen } from "./desk.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const language = "x-gone";
const ids: string[] = [];
let mei: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  for (let rank = 1; rank <= 6; rank += 1) ids.push((await aCase(db(), { language, rank, notices: 0 })).caseId);
  for (const [at, harm] of [
    [2, "violence"],
    [3, "hate"],
  ] as const)
    await db()
      .update(cases)
      .set({ harmsTold: [harm] })
      .where(eq(cases.id, ids[at] ?? ""));
});

test("who opts out of a class, or lowers a limit, in another tab is told by the next answer which laid-ready case is gone", async () => {
  const [first, second, violent, hateful, plain] = ids;
  const seconds = (count: number) => new Date(townTime.getTime() + count * 1000);
  const ahead = async (more: object, at: number) => {
    const answer = await nextForScreen(mei, { language, ...more }, seconds(at));
    if (!answer.ok) throw new Error(answer.reason);
    return { next: answer.value.next?.case.id, gone: answer.value.gone };
  };
  expect(await ahead({}, 0)).toEqual({ next: first, gone: [] });
  expect(await ahead({ inHand: first }, 1)).toEqual({ next: second, gone: [] });
  expect(await ahead({ inHand: first, ready: [second] }, 2)).toEqual({ next: violent, gone: [] });
  expect(await ahead({ inHand: first, ready: [second, violent] }, 3)).toEqual({ next: hateful, gone: [] });

  await changeCare(mei, { optedOut: ["violence"], limits: {} }, seconds(4));
  const decision = { caseId: first, version: 2, outcome: "no_violation" };
  const search = { next: "1", language, inHand: second ?? "", ready: `${violent},${hateful}` };
  expect(await decideAtDesk(mei, decision, search, seconds(5)), "beside a decision").toMatchObject({
    value: { next: { case: { id: plain } }, gone: [violent] },
  });

  await changeCare(mei, { optedOut: ["violence"], limits: { hate: 0 } }, seconds(6));
  expect((await ahead({ inHand: second, ready: [hateful, plain] }, 7)).gone, "and where it is asked").toEqual([
    hateful,
  ]);
});
