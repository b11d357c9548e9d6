import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { heldAppeals, misuseMeasures } from "@/db/schema";
import { sealsOfAppeal } from "@/lib/decisions/row-seal.store";
import { sendLetter } from "@/lib/misuse/letters.store";
import { command } from "@/lib/platform/command";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { forgetRow } from "@/lib/search/documents.store";
import { storeAppeal } from "./file.store";
import { mayFileAppeal } from "./rules";
import { stateForReader, statementForAppeal } from "./store";

/** Tells whoever complained that theirs is closed without an answer, under its reference. */
async function tellDropped(tx: Tx, held: typeof heldAppeals.$inferSelect, zone: string, now: Date): Promise<void> {
  const [measure] = await tx.select().from(misuseMeasures).where(eq(misuseMeasures.id, held.measureId));
  if (!measure) throw new Error("a complaint is held by a suspension that is gone");
  const dueDay = dayIn(held.receivedAt, zone);
  const appeal = { reference: held.reference, dueDay, outcome: null, reasons: null };
  await sendLetter(tx, measure, { kind: "appeal_dropped", why: "", appeal }, now);
}

type TakenIn = { appealId: string | null };

/**
 * Files a complaint that was held while its sender was suspended (DSA Art. 23(2)). Whether it came in time is asked of the
 * moment at which it came, so that nobody loses their window by waiting; its answer is due from now on. Where nothing is
 * left to complain of, because the decision fell meanwhile, that is written down instead, and they are told.
 */
const takeInAppeal = command<z.ZodObject<{ heldId: z.ZodUUID }>, TakenIn>({
  name: "appeal.take_in",
  permission: "misuse.end",
  input: z.object({ heldId: z.uuid() }),
  subject: ({ heldId }, value) => ({ kind: "appeal", id: value?.appealId ?? heldId }),
  async run({ tx, now, onPlatform, alsoLogged }, { heldId }) {
    const [held] = await tx.select().from(heldAppeals).where(eq(heldAppeals.id, heldId)).for("update");
    if (!held || held.takenInAt) return fail("stale", "appeal_already_filed");
    onPlatform(held.platformId);
    const { statementId, reference, text, files, receivedAt } = held;
    const statement = await statementForAppeal(tx, statementId);
    if (!statement) throw new Error("a complaint is held against a letter that is gone");
    const { informedAt, zone, hasAppealed, effectiveAt, letter } = statement;
    const facts = { addressee: { informedAt, zone }, text, files: files.length, hasAppealed, effectiveAt, letter };
    const decisionState = await stateForReader(tx, statement, statement);
    const allowed = mayFileAppeal({ ...facts, decisionState, isRevoked: statement.revokedAt !== null }, receivedAt);
    const made = allowed.ok
      ? await storeAppeal(tx, { statementId, statement, reference, text, files, receivedAt }, now)
      : null;
    const notTakenWhy = allowed.ok ? (made ? null : "appeal_already_filed") : allowed.reason;
    // Who has another complaint at the letter is answered there.
    if (notTakenWhy && notTakenWhy !== "appeal_already_filed") await tellDropped(tx, held, zone, now);
    const appealId = made?.id ?? null;
    if (appealId) alsoLogged(appealId, { rows: await sealsOfAppeal(tx, appealId, ["appeals"]) });
    await tx.update(heldAppeals).set({ takenInAt: now, appealId, notTakenWhy }).where(eq(heldAppeals.id, heldId));
    if (appealId) await forgetRow(tx, "held_appeal", heldId);
    return ok({ appealId });
  },
});

/** Outbox handler of `appeal.take_in`: payload `{heldId}`. Once, however often it runs. */
export const takeInHeldAppeal: OutboxHandler = async (message, { now }) => {
  const heldId = z.uuid().parse(message.payload.heldId);
  const taken = await takeInAppeal({ kind: "system", name: "outbox" }, { heldId }, now);
  if (!taken.ok && taken.code === "stale") throw new NotNeeded("it was taken in before");
  if (!taken.ok) throw new Error(`a complaint that was held was not taken in: ${taken.reason}`);
};
