import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { databaseCopies, noticeItems, notices, settings, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { given } from "@/test/statements-due";
import { aCase, aColleague, anAccount, aViolation, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
const now = new Date("2026-01-10T03:00:00Z");
const text = "Ask Ola Nordmann at ola@mail.example, he sells it cheaper than this shop.";

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

/** A review on AliExpress that annoys others, decided in a year that the database knows. */
async function decided(more: Record<string, unknown> = {}, at = now) {
  const { db } = opened();
  const account = await anAccount(db, { platformId: "aliexpress", language: "en", handle: "greenarrow88" });
  const about = await aCase(db, { account, text, language: "en", contentAt: new Date("2026-01-05T03:00:00Z") });
  const sanctions = [{ action: "ae.suspend-account", openEnded: true }];
  const result = await decideCase(mei, aViolation(about, { clause: "2.annoy", sanctions, ...more }), at);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return { ...about, decisionId: result.value.decisionId, copies: await copiesOf(result.value.decisionId) };
}
const copiesOf = (decisionId: string) =>
  opened().db.select().from(databaseCopies).where(eq(databaseCopies.decisionId, decisionId));

test("B1, B3: each statement of reasons has one copy with its own PUID, written with the decision", async () => {
  const { db } = opened();
  const first = await decided();
  const told = await db.select().from(statements).where(eq(statements.decisionId, first.decisionId));
  const statement = told.find(({ isStatementOfReasons }) => isStatementOfReasons);
  expect(first.copies).toMatchObject([
    { statementId: statement?.id, puid: statement?.puid, state: "ready", errors: [], removed: [], composedAt: now },
  ]);
  expect(first.copies[0]?.payload).toMatchObject({
    puid: statement?.puid,
    decision_account: "DECISION_ACCOUNT_SUSPENDED",
    decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    content_date: "2026-01-05",
    application_date: "2026-01-10",
    source_type: "SOURCE_ARTICLE_16",
  });
  const second = await decided();
  expect(second.copies[0]?.puid).not.toBe(first.copies[0]?.puid);
});

test("B2: the copy has words of its own: nothing that the moderator typed, nothing that anybody wrote", async () => {
  const facts = "The review of greenarrow88 sends buyers to a man named Nordmann, whom others have complained about.";
  const { copies } = await decided({ facts });
  const told = JSON.stringify(copies[0]?.payload);
  for (const word of ["Nordmann", "ola@mail", "greenarrow88", "Ida", "Mei Lin", "cheaper"])
    expect(told).not.toContain(word);
  expect(copies[0]?.payload.decision_facts).toContain("Content: ");
});

test("B2: a typed legal ground with personal data in it is cleaned, and a person looks before it is sent", async () => {
  const { copies } = await decided({
    ground: "terms_and_law",
    legalGround: "Example Act, section 12",
    legalExplanation: "The review of greenarrow88 insults a person, who wrote to us from ann@mail.example about it.",
  });
  const [copy] = copies;
  expect(copy?.state).toBe("to_review");
  expect(copy?.removed.map(({ kind }) => kind).sort()).toEqual(["email", "name"]);
  expect(JSON.stringify(copy?.payload)).not.toMatch(/greenarrow88|ann@/);
});

test("B2: words that a person typed wait for one look though nothing is found in them, unless the platform says otherwise", async () => {
  const { db } = opened();
  const legal = {
    ground: "terms_and_law",
    legalGround: "Example Act, section 12",
    legalExplanation: "It insults Johann Schmidt of Schmidt Uhren, as every reader of it can see.",
  };
  const [waiting] = (await decided(legal)).copies;
  expect(waiting).toMatchObject({ state: "to_review", removed: [], errors: [] });
  expect(waiting?.cleaned).toMatchObject([{ field: "incompatible_content_explanation", isTyped: true }]);
  const [{ text, places } = { text: "", places: [] }] = waiting?.cleaned ?? [];
  expect(places.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ["perhaps_name", "Johann Schmidt"],
    ["perhaps_name", "Schmidt Uhren"],
  ]);
  const [byKey] = (await decided()).copies;
  expect(byKey).toMatchObject({ state: "ready", cleaned: [] });
  await given(db, "aliexpress", { databaseLookAtTyped: false });
  const [unseen] = (await decided(legal)).copies;
  const found = { ...legal, legalExplanation: "It insults a person who was born 3 May 1981, and says where to write." };
  const [stopped] = (await decided(found)).copies;
  await db.delete(settings).where(eq(settings.key, "databaseLookAtTyped"));
  expect(unseen).toMatchObject({ state: "ready", cleaned: [] });
  expect(stopped).toMatchObject({ state: "to_review", removed: [{ kind: "birth_date" }] });
});

test("what the database would refuse is known before it is sent", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const sanctions = [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }];
  const result = await decideCase(mei, aViolation(about, { sanctions }), townTime);
  const [copy] = await copiesOf(result.ok ? result.value.decisionId : "");
  expect(copy).toMatchObject({ state: "to_review", errors: [{ field: "application_date" }] });
});

test("a warning restricts nothing, and has neither PUID nor copy", async () => {
  const { db } = opened();
  const about = await aCase(db, { platform: "wechat", language: "en", contentAt: new Date("2024-02-05T03:00:00Z") });
  const result = await decideCase(
    mei,
    aViolation(about, { clause: "AUP 9", sanctions: [{ action: "aup.warn" }] }),
    now,
  );
  expect(await copiesOf(result.ok ? result.value.decisionId : "")).toEqual([]);
});

test("B3: a decision that is taken back withdraws its copy; its PUID stays taken, and the copy stays as it was", async () => {
  const { db } = opened();
  const { decisionId, copies } = await decided();
  const after = new Date(now.getTime() + 10_000);
  expect((await undoDecision(mei, { decisionId }, after)).ok).toBe(true);
  const [copy] = await copiesOf(decisionId);
  expect(copy).toEqual({ ...copies[0], state: "withdrawn", withdrawnAt: after });
  const other = await decided();
  const { id } = other.copies[0] ?? { id: "" };
  const again = db
    .update(databaseCopies)
    .set({ puid: copy?.puid ?? "" })
    .where(eq(databaseCopies.id, id));
  await expect(again).rejects.toMatchObject({ code: "42501" });
  const [another] = await db
    .select({ id: statements.id })
    .from(statements)
    .where(and(eq(statements.decisionId, other.decisionId), eq(statements.addressee, "notifier")));
  const { platformId, puid, payload } = copy ?? { platformId: "", puid: "", payload: {} };
  const reused = { platformId, puid, payload, decisionId: other.decisionId, statementId: another?.id ?? "" };
  await expect(
    db.insert(databaseCopies).values({ ...reused, state: "ready", composedAt: after }),
  ).rejects.toMatchObject({ code: "23505" });
  await expect(db.delete(databaseCopies)).rejects.toMatchObject({ code: "42501" });
});

test("N12: a trusted flagger is told as one only for a claim of illegality in its own area", async () => {
  const { db } = opened();
  const told = async (flaggerStanding: "inside" | "outside" | "no_area", legalClaim: boolean) => {
    const account = await anAccount(db, { platformId: "aliexpress", language: "en" });
    const contentAt = new Date("2026-01-05T03:00:00Z");
    const about = await aCase(db, { account, text, language: "en", contentAt, source: "trusted_flagger" });
    const ids = db.select({ id: noticeItems.noticeId }).from(noticeItems).where(eq(noticeItems.caseId, about.caseId));
    await db.update(notices).set({ flaggerStanding, legalClaim }).where(inArray(notices.id, ids));
    const sanctions = [{ action: "ae.suspend-account", openEnded: true }];
    const result = await decideCase(mei, aViolation(about, { clause: "2.annoy", sanctions }), now);
    if (!result.ok) throw new Error(JSON.stringify(result));
    return (await copiesOf(result.value.decisionId))[0]?.payload.source_type;
  };
  expect(await told("inside", true)).toBe("SOURCE_TRUSTED_FLAGGER");
  expect(await told("inside", false)).toBe("SOURCE_TYPE_OTHER_NOTIFICATION");
  expect(await told("outside", true)).toBe("SOURCE_TYPE_OTHER_NOTIFICATION");
  expect(await told("no_area", true)).toBe("SOURCE_TYPE_OTHER_NOTIFICATION");
});
