import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { databaseCopies, decisions, outbox, sanctions, statements } from "@/db/schema";
import { PreviewDecision } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { previewDecision } from "@/lib/decisions/preview.queries";
import { startDueSanctions } from "@/lib/decisions/sanction.command";
import { startWave } from "@/lib/decisions/wave.command";
import { WaveChoice } from "@/lib/decisions/wave.contract";
import { groupsOf } from "@/lib/decisions/wave-plan.rules";
import { planItems } from "@/lib/decisions/wave-plan.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { countMeasures } from "@/lib/transparency/report-counts.store";
import { given } from "@/test/statements-due";
import { auditOf, aViolation, caseRow, firstBuyerSanction } from "@/test/town";
import { later, withWaves } from "@/test/waves";

const { db, team, aWave, carried } = withWaves();
let mei: Person;
beforeAll(async () => {
  ({ mei } = team());
  await given(db(), "taobao-weitao", { bulkItems: 4 });
});

const why = "A copied watch is offered as the maker's own, with a price that no maker asks.";
const exemption = { kind: "deceptive_bulk_commercial", why } as const;
const fieldsOf = (result: Awaited<ReturnType<typeof decideCase>>) =>
  result.ok ? [] : (result.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);
const lettersOn = (ids: string[]) =>
  db()
    .select({ addressee: statements.addressee, isStatement: statements.isStatementOfReasons })
    .from(statements)
    .where(inArray(statements.decisionId, ids));

test("S3: deceptive commercial content in bulk owes no statement and no copy for the database; it is logged, recorded with its reason, and counted in the report", async () => {
  const { items } = await aWave([{}, {}, {}, {}]);
  const [first] = items;
  if (!first) throw new Error("the wave has items");
  const card = await previewDecision(
    db(),
    mei,
    PreviewDecision.parse({ ...aViolation(first), sanctions: undefined, exemption }),
    later(50),
  );
  expect(card).toMatchObject({
    ok: true,
    value: { exemption: { alike: 4, least: 4, isClaimed: true }, statementDue: false, statement: null },
  });
  const input = aViolation(first, { sanctions: firstBuyerSanction, exemption });
  const decided = await decideCase(mei, input, later(60));
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  const id = decided.value.decisionId;
  const [stored] = await db().select().from(decisions).where(eq(decisions.id, id));
  expect(stored).toMatchObject({ exempt: exemption.kind, exemptWhy: why, exemptItems: 4 });
  expect(await lettersOn([id])).toEqual([{ addressee: "notifier", isStatement: false }]);
  expect(await db().select().from(databaseCopies).where(eq(databaseCopies.decisionId, id))).toEqual([]);
  const mails = and(eq(outbox.decisionId, id), eq(outbox.kind, "mail.statement"));
  expect(await db().select().from(outbox).where(mails)).toEqual([]);
  const [entry] = await auditOf(db(), first.caseId);
  expect(entry).toMatchObject({ verb: "case.decide", outcome: "done" });
  expect(entry?.body).toContain(exemption.kind);
  const made = await madeDecisions(db(), mei, first.caseId);
  expect(made.ok && made.value[0]?.exempt).toEqual({ kind: exemption.kind, why, items: 4 });
  await startDueSanctions(db(), later(200));
  expect(await db().select().from(sanctions).where(eq(sanctions.decisionId, id))).toHaveLength(2);
  const period = { from: later(-86_400), to: later(86_400) };
  const counted = await countMeasures(db(), { platformId: "taobao-weitao", period });
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(2);
});

test("S3: what is not bulk here is owed its statement, whatever is claimed: the desk counts the items itself", async () => {
  const { items } = await aWave([{}, {}, {}]);
  const [first] = items;
  if (!first) throw new Error("the wave has items");
  const input = aViolation(first, { sanctions: firstBuyerSanction, exemption });
  expect(fieldsOf(await decideCase(mei, input, later(60)))).toEqual(["exemption exemption_too_few"]);
  expect(await caseRow(db(), first.caseId)).toMatchObject({ state: "open" });
});

test("S3: the exemption needs words that say what deceives, name nobody, and a restriction to exempt", async () => {
  const { items } = await aWave([{}, {}, {}, {}]);
  const [first] = items;
  if (!first) throw new Error("the wave has items");
  const claimed = async (words: string, more: object = {}) =>
    fieldsOf(
      await decideCase(
        mei,
        aViolation(first, { sanctions: firstBuyerSanction, exemption: { ...exemption, why: words }, ...more }),
        later(60),
      ),
    );
  expect(await claimed("  ")).toEqual(["exemption.why text_needed"]);
  expect(await claimed("n/a")).toEqual(["exemption.why text_placeholder"]);
  expect(await claimed("Copied watches are sold as real ones, as Mei Lin has found.")).toEqual([
    "exemption.why text_names_someone",
  ]);
});

test("S3: one choice exempts every item of a wave, and the plan says it where they are too few", async () => {
  const { waveId, items } = await aWave([{}, {}, {}, {}, {}]);
  const choice = WaveChoice.parse({ outcome: "violation", clause: "Table.4", exemption });
  const groups = groupsOf(await planItems(db(), { waveId, choice, person: mei }, later(60))).groups;
  expect(groups.map(({ size, canBeDecided }) => [size, canBeDecided])).toEqual([[5, true]]);
  await startWave(mei, { waveId, choice, groups: groups.map(({ key }) => key) }, later(60));
  await carried(61);
  const made = await db()
    .select({ id: decisions.id, exempt: decisions.exempt, items: decisions.exemptItems })
    .from(decisions)
    .where(
      inArray(
        decisions.caseId,
        items.map(({ caseId }) => caseId),
      ),
    );
  expect(made.map(({ exempt, items: alike }) => [exempt, alike])).toEqual(Array(5).fill([exemption.kind, 5]));
  expect((await lettersOn(made.map(({ id }) => id))).map(({ addressee }) => addressee)).toEqual(
    Array(5).fill("notifier"),
  );
});
