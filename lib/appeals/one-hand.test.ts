import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appealFirstLooks, appeals } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  appealAs,
  aToldDecision,
  days,
  effectsIn,
  fieldsOf,
  reasonOf,
  reasons,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { auditOf } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { assignAppeal, takeAppeal } from "./take.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let jonas: Person;
const { statesOf } = effectsIn(opened);
const now = after(days(2));
const departure = "The shop has proved since that both addresses are its own.";

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
});

/** Both sides have appealed against one decision, and nobody has either in hand. */
async function bothSides() {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const affected = await anAppeal(db(), decisionId);
  const notifier = await anAppeal(db(), decisionId, { side: "notifier" });
  const seen = () => Promise.all([appealAs(db(), affected.statementId), appealAs(db(), notifier.statementId)]);
  return { decisionId, affected, notifier, seen };
}

const holderOf = async (appealId: string) => {
  const [row] = await db().select().from(appeals).where(eq(appeals.id, appealId));
  return row?.assignedTo;
};

test("whoever takes one side of a docket for review has the other in hand too, and the log says so of both", async () => {
  const { affected, notifier, seen } = await bothSides();
  const [mine] = await seen();
  expect(await takeAppeal(amara, mine, now)).toMatchObject({ ok: true, value: { beside: [notifier.appealId] } });
  expect([await holderOf(affected.appealId), await holderOf(notifier.appealId)]).toEqual([amara.id, amara.id]);
  expect((await auditOf(db(), notifier.appealId))[0]).toMatchObject({ verb: "appeal.take", outcome: "done" });
  // A colleague cannot take the other side alone, and so cannot turn over the first answer without having read it.
  const [, other] = await seen();
  expect(reasonOf(await takeAppeal(jonas, other, now))).toBe("appeal_assigned_to_other");
});

test("one first look is one at the docket: after it both sides stand beside the decision", async () => {
  const { affected, notifier, seen } = await bothSides();
  const taken = await takeAppeal(amara, (await seen())[0], now);
  if (!taken.ok) throw new Error(taken.reason);
  await aFirstLook(amara, taken.value);
  const looks = await db().select().from(appealFirstLooks).where(eq(appealFirstLooks.by, amara.id));
  const about = looks.map(({ appealId }) => appealId);
  expect(about).toEqual(expect.arrayContaining([affected.appealId, notifier.appealId]));
  const other = await appealView(db(), notifier.appealId, amara, now);
  expect(other.ok && other.value.firstLook.state).toBe("open");
});

test("the second answer in a docket of one hand still says why it turns over the first", async () => {
  const { decisionId, seen } = await bothSides();
  const taken = await takeAppeal(amara, (await seen())[0], now);
  if (!taken.ok) throw new Error(taken.reason);
  await aFirstLook(amara, taken.value);
  const [, notifier] = await seen();
  expect(await answerAppeal(amara, { ...notifier, outcome: "upheld", reasons }, now)).toMatchObject({ ok: true });
  const answer = { ...(await seen())[0], outcome: "reversed" as const, cause: "facts", reasons };
  expect(fieldsOf(await answerAppeal(amara, answer, now))).toEqual(["departure appeal_departure_needed"]);
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
  expect(await answerAppeal(amara, { ...answer, departure }, now)).toMatchObject({ ok: true });
});

test("a docket that is handed over goes whole; what a colleague holds of it stays theirs", async () => {
  const { affected, notifier, seen } = await bothSides();
  await takeAppeal(amara, (await seen())[0], now);
  const [mine] = await seen();
  const handed = await assignAppeal(amara, { ...mine, personId: jonas.id }, now);
  expect(handed).toMatchObject({ ok: true, value: { beside: [notifier.appealId] } });
  expect([await holderOf(affected.appealId), await holderOf(notifier.appealId)]).toEqual([jonas.id, jonas.id]);
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const first = await anAppeal(db(), decisionId);
  await takeAppeal(jonas, first, now);
  const second = await anAppeal(db(), decisionId, { side: "notifier" });
  expect(await takeAppeal(amara, second, now)).toMatchObject({ ok: true, value: { beside: [] } });
  expect(await holderOf(first.appealId)).toBe(jonas.id);
});
