import { eq, type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { policyVersions } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, aTakenAppeal, aToldDecision, days, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, givenPacks, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";
let mei: Person;
let amara: Person;
/** A decision that fell on appeal, and a later one that had counted its strike: nothing here changes them. */
let fallen: Awaited<ReturnType<typeof aReversal>>;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  amara = await aReviewer(db());
  fallen = await aReversal();
});

/** Why the database refuses a statement, or "allowed"; what it did is taken back. */
async function answerTo(statement: SQL): Promise<string> {
  const undone = new Error("allowed");
  const tried = db().transaction(async (tx) => {
    await tx.execute(statement);
    await tx.execute(sql`set constraints all immediate`);
    throw undone;
  });
  return tried.then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
async function expectRefused(why: RegExp, ...statements: SQL[]): Promise<void> {
  for (const statement of statements) expect(await answerTo(statement)).toMatch(why);
}

const aDecision = () => aDecidedCase(db(), { by: mei, at: townTime });

async function aReversal() {
  const account = await anAccount(db());
  const first = await aToldDecision(db(), { by: mei, account });
  const later = await aToldDecision(db(), { by: mei, account, at: after(3600) });
  const taken = await aTakenAppeal(db(), first.decisionId, amara);
  const answered = await answerAppeal(
    amara,
    { ...taken, outcome: "reversed", cause: "facts", reasons },
    after(days(2)),
  );
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  return { first, later, ...taken };
}

test("a published version takes no further clause, and ends on no day that its pack does not tell", async () => {
  const [version] = await db().select().from(policyVersions).where(eq(policyVersions.ref, "v2")).limit(1);
  const { id, platformId } = version ?? { id: "", platformId: "" };
  await expectRefused(
    /takes no further clause/,
    sql`insert into policy_clauses (id, platform_id, version_id, ref, position, kind, enforceable, title, rule)
      values (gen_random_uuid(), ${platformId}, ${id}, 'X.99', 999, 'rule', true, 'new', '{}')`,
  );
  await expectRefused(
    /no stored pack ends this version/,
    sql`update policy_versions set effective_to = '2017-01-01' where id = ${id}`,
  );
  await expectRefused(
    /is set once|no stored pack/,
    sql`update policy_versions set effective_to = null where platform_id = ${platformId} and ref = 'v1'`,
    sql`update policy_versions set effective_to = '2015-01-01' where platform_id = ${platformId} and ref = 'v1'`,
  );
  await expectRefused(/not edited once written/, sql`update policy_versions set published_at = null where id = ${id}`);
});

test("a decision that took effect is not taken back by hand, and what was taken back stays so", async () => {
  const { decisionId } = await aDecision();
  const mark = (moment: Date) =>
    sql`update decisions set undone_at = ${moment.toISOString()}::timestamptz where id = ${decisionId}`;
  await expectRefused(/took effect is not taken back/, mark(after(3600)));
  expect((await undoDecision(mei, { decisionId }, after(5))).ok).toBe(true);
  await expectRefused(
    /undone_at of decisions is set once/,
    sql`update decisions set undone_at = null where id = ${decisionId}`,
    mark(after(6)),
  );
});

test("a decision gives way to another one only, and for ever", async () => {
  const [one, other] = [await aDecision(), await aDecision()];
  const giveWay = (to: SQL) => sql`update decisions set superseded_by = ${to} where id = ${one.decisionId}`;
  await expectRefused(/decisions_superseded_by/, giveWay(sql`gen_random_uuid()`));
  await db().execute(giveWay(sql`${other.decisionId}`));
  await expectRefused(/superseded_by of decisions is set once/, giveWay(sql`null`));
});

test("a strike that fell does not rise again, and a reversal is not reversed", async () => {
  const { first } = fallen;
  await expectRefused(
    /is set once/,
    sql`update strikes set overturned_at = null where decision_id = ${first.decisionId}`,
    sql`update decisions set reversed_at = null where id = ${first.decisionId}`,
  );
});

test("a sanction keeps its action and its term, and does not come back once it is lifted", async () => {
  const { decisionId } = await aDecision();
  await expectRefused(
    /not edited once written/,
    sql`update sanctions set action = 'x' where decision_id = ${decisionId}`,
    sql`update sanctions set ends_at = null, permanent = true where decision_id = ${decisionId}`,
    sql`update sanctions set starts_at = now() where decision_id = ${decisionId}`,
  );
  const { first } = fallen;
  await expectRefused(
    /lifted does not become in_force/,
    sql`update sanctions set state = 'in_force' where decision_id = ${first.decisionId}`,
  );
});

test("a letter that has not left yet is not rewritten, and keeps its number for the Transparency Database", async () => {
  const { decisionId } = await aDecision();
  await expectRefused(
    /not edited once written/,
    sql`update statements set parts = '[]' where decision_id = ${decisionId}`,
    sql`update statements set subject = 'x' where decision_id = ${decisionId}`,
  );
  await expectRefused(
    /puid of statements is set once/,
    sql`update statements set puid = gen_random_uuid()::text where decision_id = ${decisionId}`,
  );
});

test("a letter without an address is kept as it was composed too", async () => {
  const account = await anAccount(db(), { email: null });
  const { decisionId } = await aToldDecision(db(), { by: mei, account });
  await expectRefused(
    /not edited once written/,
    sql`update statements set parts = '[]' where decision_id = ${decisionId} and delivery = 'not_deliverable'`,
  );
});

test("what was sent is not called back, and the time for an appeal is never shortened", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const told = (change: SQL) => sql`update statements set ${change} where decision_id = ${decisionId}`;
  await expectRefused(/sent does not become/, told(sql`delivery = 'held'`), told(sql`delivery = 'cancelled'`));
  await expectRefused(/sent_at of statements is set once/, told(sql`sent_at = null`));
  await expectRefused(
    /never shortened/,
    told(sql`appeal_until = appeal_until - interval '1 day'`),
    told(sql`appeal_until = null`),
    told(sql`informed_at = informed_at - interval '1 day'`),
  );
  expect(await answerTo(told(sql`appeal_until = appeal_until + interval '1 day'`))).toBe("allowed");
});

test("an appeal stays as it was written, and its answer as it was given", async () => {
  const { appealId } = fallen;
  const change = (what: SQL) => sql`update appeals set ${what} where id = ${appealId}`;
  await expectRefused(
    /not edited once written/,
    change(sql`text = 'x'`),
    change(sql`outcome = 'upheld'`),
    change(sql`reasons = 'x'`),
  );
  await theWorkerRuns(db(), after(days(2) + 60));
  await expectRefused(/not edited once written/, change(sql`answer_parts = '[]'`));
});

test("what an appeal must undo is not undone again, and nobody rewrites what it was", async () => {
  const { first } = fallen;
  const change = (what: SQL) =>
    sql`update remedies set ${what} where decision_id = ${first.decisionId} and state = 'done'`;
  await expectRefused(/done does not become waiting/, change(sql`state = 'waiting'`));
  await expectRefused(/not edited once written/, change(sql`kind = 'x'`));
});

test("which strikes a decision counted is never rewritten", async () => {
  await expectRefused(/never changed or deleted/, sql`update strike_reliance set id = gen_random_uuid()`);
});

const ledgers = ["decisions", "strikes", "sanctions", "strike_reliance", "remedies", "statements", "appeals"];
for (const table of ledgers) {
  test(`no row of ${table} is ever deleted, alone or with all others`, async () => {
    const name = sql.identifier(table);
    await expectRefused(/never changed or deleted/, sql`delete from ${name}`, sql`truncate ${name} cascade`);
  });
}

test("a chain of the log has the name of a platform, and only its entries move its head", async () => {
  const entry = (chain: string) =>
    sql`insert into audit_entries (chain, at, actor_kind, verb, outcome, body) values (${chain}, now(), 'system', 'x', 'done', '{}')`;
  await expectRefused(/audit_heads_platform_id/, entry("zz-made-up"));
  expect(await answerTo(entry("wechat"))).toBe("allowed");
  await expectRefused(
    /moved by its entries only/,
    sql`update audit_heads set position = 1`,
    sql`delete from audit_heads where chain = 'desk'`,
  );
});
