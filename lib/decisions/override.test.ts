import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases, decisions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aViolation, firstBuyerSanction, givenPacks, townTime } from "@/test/town";
import type { Decided } from "./contract";
import { decideCase } from "./decide.command";
import { madeDecisions } from "./made.queries";

const { opened } = withTestDatabase();
let mei: Person;

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
});

async function suggestedCase(refs: string[], confident: "yes" | "no", model = "matcher-7") {
  const { db } = opened();
  const open = await aCase(db);
  const madeAt = new Date(townTime.getTime() - 60_000);
  const matches = refs.map((ref) => ({ ref }));
  const [suggestion] = await db
    .insert(caseSuggestions)
    .values({ platformId: "taobao-weitao", caseId: open.caseId, model, confident, matches, madeAt })
    .returning({ id: caseSuggestions.id });
  await db.update(cases).set({ suggestedAt: madeAt }).where(eq(cases.id, open.caseId));
  return { ...open, suggestionId: suggestion?.id };
}

async function decided(input: unknown): Promise<{ made: Decided; row: typeof decisions.$inferSelect | undefined }> {
  const result = await decideCase(mei, input, townTime);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const [row] = await opened().db.select().from(decisions).where(eq(decisions.id, result.value.decisionId));
  return { made: result.value, row };
}

async function shown(caseId: string) {
  const made = await madeDecisions(opened().db, mei, caseId);
  if (!made.ok) throw new Error(made.reason);
  return made.value[0]?.override;
}

test("who decides under another clause keeps what was suggested, by which model, and why it was left", async () => {
  const open = await suggestedCase(["Table.9", "Table.4"], "yes");
  const { row } = await decided({ ...aViolation(open, { sanctions: firstBuyerSanction }), override: "wrong_clause" });
  expect(row).toMatchObject({ clauseRef: "Table.4", suggestionId: open.suggestionId, overrideCode: "wrong_clause" });
  expect(await shown(open.caseId)).toMatchObject({
    ref: "Table.9",
    model: "matcher-7",
    isConfident: true,
    code: "wrong_clause",
  });
});

test("who decides in the moment in which a report joins keeps what was suggested on the screen they decided from", async () => {
  const open = await suggestedCase(["Table.9"], "yes");
  const claim = { state: "claimed", claimedBy: mei.id, suggestedAt: null } as const;
  await opened().db.update(cases).set(claim).where(eq(cases.id, open.caseId));
  const { row } = await decided({ caseId: open.caseId, version: open.version, outcome: "no_violation" });
  expect(row?.suggestionId).toBe(open.suggestionId);
});

test("nobody has to say why: the suggestion is kept all the same", async () => {
  const open = await suggestedCase(["Table.9"], "yes");
  const { row } = await decided({ caseId: open.caseId, version: open.version, outcome: "no_violation" });
  expect(row).toMatchObject({ suggestionId: open.suggestionId, overrideCode: null });
  expect(await shown(open.caseId)).toMatchObject({ ref: "Table.9", code: null });
});

test("a reason that was chosen before the suggestion was followed after all is not kept", async () => {
  const open = await suggestedCase(["Table.4"], "yes");
  const { row } = await decided({ ...aViolation(open, { sanctions: firstBuyerSanction }), override: "context" });
  expect(row).toMatchObject({ suggestionId: open.suggestionId, overrideCode: null });
  expect(await shown(open.caseId)).toBeNull();
});

test("what was suggested for content that has changed since is not kept with the decision", async () => {
  const open = await suggestedCase(["Table.9"], "yes");
  await opened().db.update(cases).set({ suggestedAt: null }).where(eq(cases.id, open.caseId));
  const { row } = await decided(aViolation(open, { sanctions: firstBuyerSanction }));
  expect(row).toMatchObject({ suggestionId: null, overrideCode: null });
});

test("a reason that is none of ours is refused by name, and nothing is decided", async () => {
  const open = await suggestedCase(["Table.9"], "yes");
  const result = await decideCase(
    mei,
    { ...aViolation(open, { sanctions: firstBuyerSanction }), override: "because" },
    townTime,
  );
  expect(result).toMatchObject({ ok: false, code: "invalid" });
  expect(JSON.stringify(result)).toContain("override");
  expect(await opened().db.$count(decisions, eq(decisions.caseId, open.caseId))).toBe(0);
});
