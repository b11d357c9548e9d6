import { beforeAll, expect, test } from "vitest";
import { packFor } from "@/lib/policy/store";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, givenPacks } from "@/test/town";
import { clausesChangedFor } from "./own-changes.queries";
import { caseView } from "./queries";

const { opened } = withTestDatabase();
const [spring, autumn] = [new Date("2016-05-10T04:00:00Z"), new Date("2016-09-07T04:00:00Z")];

beforeAll(() => givenPacks(opened().db));

async function changesOn(actor: Parameters<typeof clausesChangedFor>[1], ref: string, day: string) {
  const pack = await packFor(opened().db, "taobao-weitao");
  const clauses = pack?.clauses.filter((clause) => clause.ref === ref) ?? [];
  if (!pack || clauses.length === 0) throw new Error(`There is no clause ${ref}.`);
  return clausesChangedFor(opened().db, actor, { pack, clauses, day });
}

test("who last used a clause under the version before is told what has changed, and who never did is told nothing", async () => {
  const { db } = opened();
  const [mei, ben] = [await aColleague(db), await aColleague(db)];
  const decision = { clause: "v1.Art.5(3)", sanctions: [{ action: "tb.delete-content" }] };
  await aDecidedCase(db, {
    by: mei,
    at: spring,
    role: "merchant",
    surface: "weitao-post",
    contentAt: spring,
    decision,
  });
  const [change, ...more] = await changesOn(mei, "v2.Art.5(3)", "2016-09-01");
  expect(more).toEqual([]);
  expect(change).toMatchObject({ ref: "v2.Art.5(3)", before: "v1.Art.5(3)", from: { ref: "v1" }, to: { ref: "v2" } });
  expect(change?.kinds).toContain("moved");
  expect(change?.usedAt).toBe(spring.toISOString());
  expect(await changesOn(ben, "v2.Art.5(3)", "2016-09-01")).toEqual([]);
  // Of content of that spring the clause is the one that was used.
  expect(await changesOn(mei, "v1.Art.5(3)", "2016-05-01")).toEqual([]);
});

test("once the clause was used in its new version, it is no news any more", async () => {
  const { db } = opened();
  const mei = await aColleague(db);
  await aDecidedCase(db, { by: mei, at: autumn });
  expect(await changesOn(mei, "Table.4", "2016-09-01")).toEqual([]);
});

test("a case tells it of the clauses that are suggested for it", async () => {
  const { db } = opened();
  const mei = await aColleague(db);
  const { caseId } = await aCase(db);
  const view = await caseView(db, mei, caseId, autumn);
  expect(view.ok && view.value.clauseChanges).toEqual([]);
});
