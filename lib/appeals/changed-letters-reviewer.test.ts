import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppeal,
  anAppealDesk,
  aReviewer,
  aTakenAppeal,
  aToldDecision,
  days,
  reasonOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { answerAppeal } from "./answer.command";
import { takeAppeal } from "./take.command";

const { opened } = withTestDatabase();
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  ({ amara, jonas } = await anAppealDesk(opened().db));
});

test("A9: a supervisor who made the first decision judges no complaint of its change either, whatever their role", async () => {
  const { db } = opened();
  // Jonas may answer appeals and is qualified: only that he decided stands in his way.
  const { decisionId } = await aToldDecision(db, { by: jonas });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, answer, after(days(2)))).toMatchObject({ ok: true });
  await theWorkerRuns(db, new Date(after(days(2)).getTime() + 60_000));
  const at = after(days(3));
  const filed = await anAppeal(db, decisionId, { side: "notifier", letter: "changed", at });
  expect(reasonOf(await takeAppeal(jonas, filed, at))).toBe("appeal_own_decision");
  expect(reasonOf(await takeAppeal(amara, filed, at))).toBe("appeal_own_review");
  expect(await takeAppeal(await aReviewer(db, { name: "Rosa Lindqvist" }), filed, at)).toMatchObject({ ok: true });
});
