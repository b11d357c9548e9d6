import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppeal,
  anAppealDesk,
  appealAs,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  fieldsOf,
  reasonOf,
  reasons,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { answerAppeal } from "./answer.command";
import { PreviewAnswer } from "./contract";
import { previewAnswer } from "./preview.queries";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;
const { statesOf, ledgerOf } = effectsIn(opened);
const now = after(days(2));
const departure = "The first answer did not know the receipt that the shop has sent since.";

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(opened().db));
});

/** Both sides have appealed; the notifier was told that the decision is right. */
async function aDocketAnsweredOnce() {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const notifier = await aTakenAppeal(db, decisionId, jonas, { side: "notifier" });
  const affected = await aTakenAppeal(db, decisionId, amara);
  const told = await appealAs(db, notifier.statementId);
  expect(await answerAppeal(jonas, { ...told, outcome: "upheld", reasons }, now)).toMatchObject({ ok: true });
  return { db, decisionId, affected, notifier };
}

test("both sides stand in one docket, each with its words and its answer", async () => {
  const { db, affected, notifier } = await aDocketAnsweredOnce();
  const seen = await appealView(db, affected.appealId, amara, now);
  expect(seen.ok && seen.value.docket).toMatchObject([
    { id: notifier.appealId, by: "notifier", outcome: "upheld", ledHere: false, text: expect.any(String) },
  ]);
});

test("an appeal that joins the docket makes an answer stale that was written without it", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const affected = await aTakenAppeal(db, decisionId, amara);
  await anAppeal(db, decisionId, { side: "notifier" });
  const answer = { appealId: affected.appealId, outcome: "reversed", cause: "facts", reasons };
  expect(reasonOf(await answerAppeal(amara, { ...answer, version: affected.version }, now))).toBe("appeal_changed");
  const read = await appealAs(db, affected.statementId);
  expect(await answerAppeal(amara, { ...answer, version: read.version }, now)).toMatchObject({ ok: true });
});

test("a second answer does not silently turn over the first: it says why, and the docket keeps it", async () => {
  const { db, decisionId, affected, notifier } = await aDocketAnsweredOnce();
  const answer = { ...affected, outcome: "reversed" as const, cause: "facts", reasons };
  const preview = await previewAnswer(db, amara, PreviewAnswer.parse(answer), now);
  expect(preview.ok && preview.value.turnsOver).toMatchObject([{ id: notifier.appealId, outcome: "upheld" }]);
  expect(fieldsOf(await answerAppeal(amara, answer, now))).toEqual(["departure appeal_departure_needed"]);
  expect(fieldsOf(await answerAppeal(amara, { ...answer, departure: "n/a" }, now))).toHaveLength(1);
  expect(await statesOf(decisionId)).toEqual(["in_force", "in_force"]);
  expect(await ledgerOf(affected.appealId)).toEqual([]);
  expect(await answerAppeal(amara, { ...answer, departure }, now)).toMatchObject({ ok: true });
  const other = await appealView(db, notifier.appealId, jonas, now);
  expect(other.ok && other.value.docket).toMatchObject([{ outcome: "reversed", departure }]);
});

test("an answer that agrees with the docket, or changes nothing, needs no such words", async () => {
  const { affected } = await aDocketAnsweredOnce();
  expect(await answerAppeal(amara, { ...affected, outcome: "upheld", reasons }, now)).toMatchObject({ ok: true });
});

test("not even by hand in the database is an answer turned over without a word", async () => {
  const { db, affected } = await aDocketAnsweredOnce();
  const byHand = (words: string | null) =>
    db.execute(
      sql`update appeals set state = 'decided', outcome = 'reversed', cause = 'facts', departure = ${words}, decided_by = ${amara.id}, decided_at = ${now.toISOString()} where id = ${affected.appealId}`,
    );
  await expect(byHand(null)).rejects.toMatchObject({ code: "42501" });
  await expect(byHand("  ")).rejects.toMatchObject({ code: "42501" });
  await byHand(departure);
});
