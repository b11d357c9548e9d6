import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appealFirstLooks, careExposures, cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { openCase } from "@/lib/wellbeing/care.command";
import {
  aFirstLook,
  after,
  anAppealDesk,
  appealAs,
  aReviewer,
  aTakenAppeal,
  aToldDecision,
  days,
  fieldsOf,
  reasonOf,
  reasons,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, auditOf } from "@/test/town";
import { answerAppeal, rejectAppeal } from "./answer.command";
import { PreviewAnswer } from "./contract";
import { lookAtAppeal } from "./first-look.command";
import { listAppeals } from "./list.queries";
import { openAppeal } from "./open.command";
import { previewAnswer } from "./preview.queries";
import { readAccount, readDecidedCase } from "./read-case.command";
import { assignAppeal } from "./take.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let jonas: Person;
const now = after(days(2));
const facts = "The comment invites buyers to a shop outside, with a telephone number.";
const why = "The number is that of the shop itself, as its page shows.";

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(opened().db));
});

async function aBlindAppeal() {
  const { db } = opened();
  const { decisionId, caseId } = await aToldDecision(db, { by: mei, decision: { facts } });
  return { db, decisionId, caseId, appeal: await aTakenAppeal(db, decisionId, amara, { isBlind: true }) };
}
const viewFor = async (person: Person, appealId: string) => {
  const seen = await appealView(opened().db, appealId, person, now);
  if (!seen.ok) throw new Error(seen.reason);
  return seen.value;
};

test("what an appeal puts before who may answer it counts for them: opened, taken on or looked at", async () => {
  const { db } = opened();
  const { decisionId, caseId } = await aToldDecision(db, { by: mei, decision: { facts } });
  await db
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(eq(cases.id, caseId));
  const had = async ({ id }: Person) =>
    (
      await db
        .select()
        .from(careExposures)
        .where(and(eq(careExposures.personId, id), eq(careExposures.caseId, caseId)))
    ).map(({ harmClass }) => harmClass);
  const appeal = await aTakenAppeal(db, decisionId, amara, { isBlind: true });
  expect(await had(amara)).toEqual(["violence"]);
  expect(await openAppeal(jonas, { appealId: appeal.appealId }, now)).toMatchObject({ ok: true });
  expect(await had(jonas)).toEqual(["violence"]);
  expect(await openAppeal(jonas, { appealId: caseId }, now)).toMatchObject({ reason: "appeal_not_found" });
});

test("who may answer reads the evidence first: nothing of the decision is in what they get, nor in the list", async () => {
  const { db, appeal, caseId } = await aBlindAppeal();
  const view = await viewFor(amara, appeal.appealId);
  expect(view).toMatchObject({ decision: null, statement: null, caseId: null, caseReference: null, remedies: [] });
  expect(view.firstLook).toMatchObject({ state: "asked", clauses: expect.arrayContaining([expect.anything()]) });
  expect(view.reports.length).toBeGreaterThan(0);
  expect(JSON.stringify({ ...view, firstLook: null })).not.toMatch(new RegExp(`${facts}|${caseId}|Mei Lin|tb\\.`));
  const list = await listAppeals(db, { state: "open", order: "due", limit: 50 }, amara, now);
  expect(list.ok && list.value.rows.every(({ clauseRef }) => clauseRef === null)).toBe(true);
  const draft = PreviewAnswer.parse({ appealId: appeal.appealId, reasons, outcome: "reversed" });
  expect(reasonOf(await previewAnswer(db, amara, draft, now))).toBe("appeal_look_first");
  const nothing = await previewAnswer(db, amara, { ...draft, outcome: "omitted" }, now);
  expect(nothing).toMatchObject({ ok: true, value: { undone: [], remains: [], turnsOver: [] } });
  expect(JSON.stringify(nothing)).not.toMatch(/delete|suspend|删除|Table\./i);
});

test("no answer that judges is given before the first look; that there is nothing to look at may be said", async () => {
  const { appeal } = await aBlindAppeal();
  for (const outcome of ["upheld", "reversed", "partly_reversed"] as const)
    expect(reasonOf(await answerAppeal(amara, { ...appeal, outcome, reasons }, now))).toBe("appeal_look_first");
  expect(await rejectAppeal(amara, { ...appeal, reasons }, now)).toMatchObject({ ok: true });
});

test("the finding is kept, and then both stand side by side", async () => {
  const { db, appeal } = await aBlindAppeal();
  const { appealId, version } = appeal;
  const look = { appealId, version, why };
  expect(fieldsOf(await lookAtAppeal(amara, { ...look, finding: "clause" }, now))).toEqual([
    "clause appeal_look_clause_needed",
  ]);
  const elsewhere = { ...look, finding: "clause", clause: "Table.999" };
  expect(fieldsOf(await lookAtAppeal(amara, elsewhere, now))).toEqual(["clause appeal_look_clause_unknown"]);
  expect(await lookAtAppeal(amara, { ...look, finding: "no_violation" }, now)).toMatchObject({ ok: true });
  const view = await viewFor(amara, appealId);
  expect(view.decision).toMatchObject({ facts });
  expect(view.firstLook).toMatchObject({
    state: "open",
    given: [{ kind: "no_violation", why, by: "Amara Okafor", agrees: false }],
  });
  expect(reasonOf(await lookAtAppeal(amara, { ...look, finding: "law" }, now))).toBe("appeal_looked");
  expect((await auditOf(db, appealId))[0]).toMatchObject({ verb: "appeal.look", outcome: "refused" });
});

test("whoever read the case after it was decided and then takes the appeal looks at nothing blind: that is said before and kept", async () => {
  const { db } = opened();
  const reader = await aReviewer(db, { name: "Nadia Haddad" });
  const { decisionId, caseId } = await aToldDecision(db, { by: mei, decision: { facts } });
  expect(await readDecidedCase(mei, { caseId }, after(60))).toMatchObject({ code: "forbidden" });
  for (const at of [after(60), after(90)])
    expect(await readDecidedCase(reader, { caseId }, at)).toMatchObject({ ok: true });
  expect(
    (await auditOf(db, caseId)).filter(({ verb, outcome }) => verb === "case.read" && outcome === "done"),
  ).toHaveLength(1);
  const appeal = await aTakenAppeal(db, decisionId, reader, { isBlind: true });
  expect((await viewFor(reader, appeal.appealId)).firstLook).toMatchObject({ state: "asked", hasReadBefore: true });
  expect(reasonOf(await readDecidedCase(reader, { caseId }, now))).toBe("appeal_blind_first");
  await aFirstLook(reader, appeal);
  expect((await viewFor(reader, appeal.appealId)).firstLook).toMatchObject({ given: [{ known: "read_before" }] });
  expect((await auditOf(db, appeal.appealId)).find(({ verb }) => verb === "appeal.look")?.body).toContain(
    "read_before",
  );
});

test("whoever read the account's page after the decision and then takes the appeal looks at nothing blind; who read it before, does", async () => {
  const { db } = opened();
  const [reader, early] = [await aReviewer(db), await aReviewer(db)];
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  for (const at of [after(60), after(90)])
    expect(await readAccount(early, { accountId: account.id }, at)).toMatchObject({ ok: true });
  const { decisionId } = await aToldDecision(db, { by: mei, account, at: after(3600) });
  expect(first.decisionId).not.toBe(decisionId);
  expect(await readAccount(mei, { accountId: account.id }, after(7200))).toMatchObject({ code: "forbidden" });
  for (const person of [reader, reader])
    expect(await readAccount(person, { accountId: account.id }, after(7200))).toMatchObject({ ok: true });
  const reads = (await auditOf(db, account.id)).filter(
    ({ verb, outcome }) => verb === "account.read" && outcome === "done",
  );
  expect(reads).toHaveLength(2);
  const appeal = await aTakenAppeal(db, decisionId, early, { isBlind: true });
  expect((await viewFor(early, appeal.appealId)).firstLook).toMatchObject({ state: "asked", hasReadBefore: false });
  expect(reasonOf(await readAccount(early, { accountId: account.id }, now))).toBe("appeal_blind_first");
  await assignAppeal(amara, { appealId: appeal.appealId, version: appeal.version, personId: reader.id }, now);
  expect((await viewFor(reader, appeal.appealId)).firstLook).toMatchObject({ state: "asked", hasReadBefore: true });
  await aFirstLook(reader, await appealAs(db, appeal.statementId));
  expect((await viewFor(reader, appeal.appealId)).firstLook).toMatchObject({ given: [{ known: "read_before" }] });
});

test("whoever read another case of the account after the decision, decided or taken, has read its history: nor do they look blind", async () => {
  const { db } = opened();
  const [reader, taker, early] = [await aReviewer(db), await aReviewer(db), await aReviewer(db)];
  const account = await anAccount(db);
  const sibling = await aToldDecision(db, { by: mei, account });
  for (const person of [early, reader])
    expect(await readDecidedCase(person, { caseId: sibling.caseId }, after(60))).toMatchObject({ ok: true });
  const { decisionId } = await aToldDecision(db, { by: mei, account, at: after(3600) });
  // Read again, it shows the decision that was made since.
  expect(await readDecidedCase(reader, { caseId: sibling.caseId }, after(7200))).toMatchObject({ ok: true });
  const open = await aCase(db, { account });
  expect(await claimCase(taker, open, after(7200))).toMatchObject({ ok: true });
  const appeal = await aTakenAppeal(db, decisionId, early, { isBlind: true });
  const look = async (person: Person) => (await viewFor(person, appeal.appealId)).firstLook;
  expect(await look(early)).toMatchObject({ state: "asked", hasReadBefore: false });
  let { version } = appeal;
  for (const person of [reader, taker]) {
    expect(await assignAppeal(amara, { appealId: appeal.appealId, version, personId: person.id }, now)).toMatchObject({
      ok: true,
    });
    ({ version } = await appealAs(db, appeal.statementId));
    expect(await look(person), person.name).toMatchObject({ state: "asked", hasReadBefore: true });
  }
});

test("nor does who was shown its content before anybody complained; who read it while it was open, or the appeal alone, is blind", async () => {
  const { db } = opened();
  const knownBy = async (before: (reader: Person, caseId: string) => Promise<unknown>, since: typeof before) => {
    const reader = await aReviewer(db, { name: "Tom Berg" });
    const made = await aToldDecision(db, { by: mei, decision: { facts } });
    await db
      .update(cases)
      .set({ harmsTold: ["violence"] })
      .where(eq(cases.id, made.caseId));
    await before(reader, made.caseId);
    const appeal = await aTakenAppeal(db, made.decisionId, reader, { isBlind: true });
    await since(reader, appeal.appealId);
    await aFirstLook(reader, appeal);
    const { firstLook } = await viewFor(reader, appeal.appealId);
    return firstLook.state === "open" ? firstLook.given[0]?.known : firstLook.state;
  };
  const nothing = async () => undefined;
  const shownAt = (at: Date) => (reader: Person, caseId: string) => openCase(reader, { caseId, anyway: false }, at);
  expect(await knownBy(shownAt(after(60)), nothing)).toBe("read_before");
  expect(await knownBy(shownAt(after(-days(2))), nothing)).toBeNull();
  expect(await knownBy(nothing, (reader, appealId) => openAppeal(reader, { appealId }, now))).toBeNull();
});

test("only who holds the appeal looks at it so; who takes it over looks again, and neither role nor tie is passed by", async () => {
  const { db, appeal, decisionId } = await aBlindAppeal();
  const look = { appealId: appeal.appealId, version: appeal.version, finding: "no_violation" as const, why };
  expect(reasonOf(await lookAtAppeal(jonas, look, now))).toBe("appeal_assigned_to_other");
  expect(await lookAtAppeal(await aColleague(db, { role: "moderator" }), look, now)).toMatchObject({
    code: "forbidden",
  });
  await aFirstLook(amara, appeal);
  await assignAppeal(amara, { appealId: appeal.appealId, version: appeal.version, personId: jonas.id }, now);
  expect((await viewFor(jonas, appeal.appealId)).decision).toBeNull();
  const held = await appealAs(db, appeal.statementId);
  expect(reasonOf(await answerAppeal(jonas, { ...held, outcome: "upheld", reasons }, now))).toBe("appeal_look_first");
  await aFirstLook(jonas, held);
  expect(await answerAppeal(jonas, { ...held, outcome: "upheld", reasons }, now)).toMatchObject({ ok: true });
  expect(decisionId).toBeTruthy();
});

test("who never answers it, an auditor or the one who decided, sees the decision at once", async () => {
  const { db, appeal } = await aBlindAppeal();
  const auditor = await aColleague(db, { role: "auditor" });
  expect((await viewFor(auditor, appeal.appealId)).decision).toMatchObject({ facts });
});

test("not even by hand in the database is an appeal answered without a first look, or a look taken or changed by another", async () => {
  const { db, appeal } = await aBlindAppeal();
  const { appealId } = appeal;
  const answer = sql`update appeals set state = 'decided', outcome = 'upheld', reasons = ${reasons}, decided_by = ${amara.id}, decided_at = ${now.toISOString()} where id = ${appealId}`;
  await expect(db.execute(answer)).rejects.toMatchObject({ code: "42501" });
  const row = { platformId: "taobao-weitao", appealId, at: now, finding: "law" as const, why };
  await expect(db.insert(appealFirstLooks).values({ ...row, by: jonas.id })).rejects.toMatchObject({ code: "42501" });
  await aFirstLook(amara, appeal);
  const change = db.update(appealFirstLooks).set({ finding: "law" }).where(eq(appealFirstLooks.appealId, appealId));
  await expect(change).rejects.toMatchObject({ code: "42501" });
  await db.execute(answer);
});
