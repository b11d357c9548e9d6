import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { outbox, sanctions, statements } from "@/db/schema";
import type { OutboxHandlers } from "@/lib/platform/outbox";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, caseRow, givenPacks, townTime } from "@/test/town";
import { deliverStatement } from "./deliver.command";
import { startDueSanctions } from "./sanction.command";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
/** The window of the town is 30 seconds. */
const end = new Date(townTime.getTime() + 30_000);
const justBefore = new Date(end.getTime() - 1);

const outboxHandlers: OutboxHandlers = {
  "mail.statement": deliverStatement,
  "mail.outcome": deliverStatement,
  "webhook.event": async () => undefined,
};

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

const lettersOf = (decisionId: string) =>
  opened()
    .db.select({ delivery: statements.delivery, revokedAt: statements.revokedAt })
    .from(statements)
    .where(eq(statements.decisionId, decisionId));
const measuresOf = (decisionId: string) =>
  opened().db.select({ state: sanctions.state }).from(sanctions).where(eq(sanctions.decisionId, decisionId));

test("who asks in time and waits for a colleague's lock past the end comes too late", async () => {
  const { decisionId } = await aDecidedCase(opened().db, { by: mei, at: townTime });
  const moments = [justBefore, new Date(end.getTime() + 5)];
  const clock = () => moments.shift() ?? end;
  expect(await undoDecision(mei, { decisionId }, clock)).toMatchObject({ ok: false, reason: "undo_window_over" });
});

test("letters that have gone are not taken back, whatever the clock of who asks says", async () => {
  const { db } = opened();
  const { decisionId, caseId } = await aDecidedCase(db, { by: mei, at: townTime });
  await drainOutbox(db, outboxHandlers, end);
  expect(await undoDecision(mei, { decisionId }, justBefore)).toMatchObject({
    code: "refused",
    reason: "undo_window_over",
  });
  expect((await lettersOf(decisionId)).every((row) => row.delivery === "sent" && row.revokedAt === null)).toBe(true);
  expect(await caseRow(db, caseId)).toMatchObject({ state: "decided" });
});

test("nor is a letter that is on its way at this moment", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: townTime });
  const asked: string[] = [];
  const handlers = Object.fromEntries(
    Object.keys(outboxHandlers).map((kind) => [
      kind,
      async (message: { decisionId: string | null }) => {
        if (message.decisionId !== decisionId) return;
        const result = await undoDecision(mei, { decisionId }, justBefore);
        asked.push(result.ok ? "ok" : result.reason);
      },
    ]),
  );
  await drainOutbox(db, handlers, end);
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(asked)).toEqual(new Set(["undo_window_over"]));
});

test("a sanction that has begun keeps its decision, and what was told of it belongs to that decision", async () => {
  const { db } = opened();
  const { decisionId } = await aDecidedCase(db, { by: mei, at: townTime });
  await startDueSanctions(db, end);
  expect(await undoDecision(mei, { decisionId }, justBefore)).toMatchObject({ reason: "undo_window_over" });
  expect((await measuresOf(decisionId)).map(({ state }) => state)).toEqual(["in_force", "in_force"]);
  const told = await db.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.decisionId, decisionId));
  expect(told.filter(({ payload }) => payload.event === "sanction.started")).toHaveLength(2);
});

test.runIf(onPostgres)(
  "an undo and the worker at the end of the window: everything is taken back, or nothing",
  async () => {
    const { db } = opened();
    const seen = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const { decisionId, caseId } = await aDecidedCase(db, { by: mei, at: townTime });
      const [undone] = await Promise.all([
        undoDecision(mei, { decisionId }, justBefore),
        round % 2 ? drainOutbox(db, outboxHandlers, end) : startDueSanctions(db, end),
      ]);
      await startDueSanctions(db, end);
      await drainOutbox(db, outboxHandlers, end);
      const measures = (await measuresOf(decisionId)).map(({ state }) => state);
      const letters = (await lettersOf(decisionId)).map(
        ({ delivery, revokedAt }) => `${delivery} ${revokedAt === null}`,
      );
      const expected = undone.ok
        ? { state: "claimed", measures: ["lifted"], letters: ["cancelled false"] }
        : { state: "decided", measures: ["in_force"], letters: ["sent true"] };
      seen.add(undone.ok ? "undone" : undone.reason);
      expect([...new Set(measures)]).toEqual(expected.measures);
      expect([...new Set(letters)]).toEqual(expected.letters);
      expect(await caseRow(db, caseId)).toMatchObject({ state: expected.state });
    }
    expect([...seen].filter((each) => each !== "undone" && each !== "undo_window_over")).toEqual([]);
  },
);
