import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { people, qualifications, settings } from "@/db/schema";
import { changeSkills } from "@/lib/people/change-skills.command";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  appealAs,
  aReviewer,
  aTakenAppeal,
  aToldDecision,
  days,
  reasonOf,
  reasons,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, auditOf } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { letPast } from "./override.command";
import { takeAppeal } from "./take.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
let lucia: Person;
const now = after(days(2));
const why = "Amara is on leave until the target day, and nobody else is qualified.";

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
  lucia = await aColleague(opened().db, { role: "admin", name: "Lucia Herrera" });
});
afterEach(async () => {
  await opened().db.delete(settings).where(eq(settings.key, "appealsOutsideTeam"));
});

async function inTeam(person: Person, team: string): Promise<void> {
  const [row] = await opened().db.select().from(people).where(eq(people.id, person.id));
  const skills = { languages: [], platforms: [], groups: [], childSafety: false };
  const input = { personId: person.id, sessionVersion: row?.sessionVersion, ...skills, team };
  expect(await changeSkills(lucia, input, now)).toMatchObject({ ok: true });
}
const byHand = (appealId: string, person: Person) =>
  opened().db.execute(
    sql`update appeals set state = 'inadmissible', inadmissible_why = ${reasons}, decided_by = ${person.id}, decided_at = ${now.toISOString()} where id = ${appealId}`,
  );

test("A9: where the setting asks for it, nobody of the team that decided answers, not even by hand in the database", async () => {
  const { db } = opened();
  const near = await aReviewer(db, { name: "Nora Falk" });
  const far = await aReviewer(db, { name: "Farid Aziz" });
  await inTeam(mei, "Markets North");
  await inTeam(near, "markets north ");
  const { decisionId } = await aToldDecision(db, { by: mei });
  const appeal = await anAppeal(db, decisionId);
  expect(await takeAppeal(near, appeal, now)).toMatchObject({ ok: true });
  await db.insert(settings).values({ platformId: "*", key: "appealsOutsideTeam", value: true, updatedAt: now });
  const held = await appealAs(db, appeal.statementId);
  expect(reasonOf(await answerAppeal(near, { ...held, outcome: "omitted", reasons }, now))).toBe("appeal_own_team");
  await expect(byHand(appeal.appealId, near)).rejects.toMatchObject({ code: "42501" });
  const seen = await appealView(db, appeal.appealId, amara, now);
  const eligible = seen.ok ? seen.value.eligible.map(({ id }) => id) : [];
  expect(eligible).toContain(far.id);
  expect(eligible).not.toContain(near.id);
});

test("A8: not even by hand in the database does somebody answer whose qualification is not there, to come, or over", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId } = await aTakenAppeal(db, decisionId, amara);
  const never = await aColleague(db, { role: "supervisor" });
  const over = await aReviewer(db, { until: now });
  const coming = await aColleague(db, { role: "supervisor" });
  const proof = { personId: coming.id, subject: "Complaint handling", validFrom: after(days(3)), validUntil: null };
  await db.insert(qualifications).values(proof);
  for (const person of [never, over, coming])
    await expect(byHand(appealId, person)).rejects.toMatchObject({ code: "42501" });
  await byHand(appealId, amara);
});

test("A9: a named override lets one person past one tie, for one appeal; it is written down by whom and why", async () => {
  const { db } = opened();
  const decider = await aReviewer(db, { name: "Dario Conti" });
  const { decisionId } = await aToldDecision(db, { by: decider });
  const filed = await anAppeal(db, decisionId);
  const { appealId, version } = filed;
  const asked = { appealId, version, personId: decider.id, why };
  expect(await letPast(amara, asked, now), "no supervisor lets a supervisor past").toMatchObject({ code: "forbidden" });
  expect(await letPast(lucia, { ...asked, why: "test test test" }, now)).toMatchObject({ ok: false });
  expect(reasonOf(await letPast(lucia, { ...asked, personId: amara.id }, now))).toBe("appeal_not_tied");
  expect(reasonOf(await takeAppeal(decider, filed, now))).toBe("appeal_own_decision");
  expect(await letPast(lucia, asked, now)).toMatchObject({ ok: true, value: { tie: "appeal_own_decision" } });
  expect((await auditOf(db, appealId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toContain(
    "appeal.override done",
  );
  const held = { appealId, version: version + 1 };
  expect(await takeAppeal(decider, filed, now)).toMatchObject({ ok: true });
  await aFirstLook(decider, held);
  const looked = await appealView(db, appealId, decider, now);
  expect(looked, "who had the decision before them looked at nothing blind").toMatchObject({
    value: { firstLook: { given: [{ known: "let_past" }] } },
  });
  expect((await auditOf(db, appealId)).find(({ verb }) => verb === "appeal.look")?.body).toContain("let_past");
  expect(await answerAppeal(decider, { ...held, outcome: "upheld", reasons }, now)).toMatchObject({ ok: true });
  const seen = await appealView(db, appealId, lucia, now);
  expect(seen.ok && seen.value.letPast).toMatchObject([
    { person: "Dario Conti", by: "Lucia Herrera", tie: "appeal_own_decision", why },
  ]);
  const { decisionId: other } = await aToldDecision(db, { by: decider });
  expect(reasonOf(await takeAppeal(decider, await anAppeal(db, other), now))).toBe("appeal_own_decision");
});

test("A8: an override lifts no missing qualification, and nobody is let past by themselves", async () => {
  const { db } = opened();
  const unproven = await aColleague(db, { role: "supervisor" });
  const { decisionId } = await aToldDecision(db, { by: unproven });
  const { appealId, version } = await anAppeal(db, decisionId);
  const asked = { appealId, version, personId: unproven.id, why };
  expect(reasonOf(await letPast(lucia, asked, now))).toBe("appeal_not_qualified");
  const alone = sql`insert into appeal_overrides (id, platform_id, appeal_id, person_id, tie, why, allowed_by, allowed_at)
    values (gen_random_uuid(), 'taobao-weitao', ${appealId}, ${lucia.id}, 'appeal_own_decision', ${why}, ${lucia.id}, now())`;
  await expect(opened().db.execute(alone)).rejects.toMatchObject({ code: "23514" });
});

test("who fits by platform, language and rules is offered first, and nobody is left out for want of a skill", async () => {
  const { db } = opened();
  const elsewhere = await aReviewer(db, { name: "Aaron Elsewhere" });
  await db
    .update(people)
    .set({ skills: { platforms: ["wechat"] } })
    .where(eq(people.id, elsewhere.id));
  const { decisionId } = await aToldDecision(db, { by: mei });
  const seen = await appealView(db, (await anAppeal(db, decisionId)).appealId, amara, now);
  const eligible = seen.ok ? seen.value.eligible : [];
  expect(eligible.at(-1)).toMatchObject({ id: elsewhere.id, fits: false });
  expect(eligible[0]).toMatchObject({ fits: true });
});
