import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { commitmentAnomalies, commitmentRegisters, commitments, people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { appUrl } from "@/lib/platform/env";
import { sendMail } from "@/lib/platform/mail";
import { NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { mayClose, mayRecord } from "./access.rules";
import { CloseAnomaly, HandAnomaly, RaiseAnomaly, TellAnomaly } from "./contract";
import { registerZone } from "./month.rules";
import { canHold, lockOwn, openAnomaly, personOf, tellHolder } from "./store";

type Written = { anomalyId: string; version: number };
const about = (id: string, detail: Record<string, string | null> = {}) => ({ kind: "commitment_anomaly", id, detail });

/** Records something that is not as committed, seen by a person: at once a task with a holder. */
export const raiseAnomaly = command({
  name: "commitment.anomaly",
  permission: "commitment.record",
  input: RaiseAnomaly,
  subject: ({ commitmentId }, value?: Written) => about(value?.anomalyId ?? "new", { commitment: commitmentId }),
  async run({ tx, actor, now }, { commitmentId, text }) {
    const held = await lockOwn(tx, actor, { commitmentId });
    if (!held.ok) return held;
    const anomalyId = await openAnomaly(tx, held.value, { text, raisedBy: personOf(actor) }, now);
    if (!anomalyId) throw new Error("an anomaly without an indicator was taken for a known one");
    return ok<Written>({ anomalyId, version: 1 });
  },
});

type Seen = { anomalyId: string; version: number };

async function lockAnomaly(tx: Tx, { anomalyId, version }: Seen) {
  const [row] = await tx
    .select({ anomaly: commitmentAnomalies, ownerId: commitments.ownerId, leadId: commitmentRegisters.leadId })
    .from(commitmentAnomalies)
    .innerJoin(commitments, eq(commitments.id, commitmentAnomalies.commitmentId))
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
    .where(eq(commitmentAnomalies.id, anomalyId))
    .for("update", { of: commitmentAnomalies });
  if (!row) return fail("not_found", "commitment_anomaly_unknown");
  return row.anomaly.version === version ? ok(row) : fail("stale", "commitment_changed");
}

type Locked = { anomaly: typeof commitmentAnomalies.$inferSelect; ownerId: string | null; leadId: string | null };
type Change = Partial<typeof commitmentAnomalies.$inferInsert>;

/** One change of an anomaly, after the question who may: `allowed` answers it. */
async function changed(
  tx: Tx,
  seen: Seen,
  allowed: (row: Locked) => boolean,
  change: (row: Locked) => Promise<Result<Change>> | Result<Change>,
): Promise<Result<Written>> {
  const found = await lockAnomaly(tx, seen);
  if (!found.ok) return found;
  if (!allowed(found.value)) return fail("forbidden", "commitment_not_yours");
  const set = await change(found.value);
  if (!set.ok) return set;
  const version = seen.version + 1;
  await tx
    .update(commitmentAnomalies)
    .set({ ...set.value, version })
    .where(eq(commitmentAnomalies.id, seen.anomalyId));
  return ok({ anomalyId: seen.anomalyId, version });
}

const recorders = (actor: Actor) => (row: Locked) => mayRecord(actor, row);

/** Gives an open anomaly to somebody else, who is told. */
export const handAnomaly = command({
  name: "commitment.anomaly_hand",
  permission: "commitment.record",
  input: HandAnomaly,
  subject: ({ anomalyId, holderId }) => about(anomalyId, { holder: holderId }),
  run: ({ tx, actor, now }, { holderId, ...seen }) =>
    changed(tx, seen, recorders(actor), async ({ anomaly }) => {
      if (anomaly.closedAt) return fail("refused", "commitment_anomaly_closed");
      if (!(await canHold(tx, holderId)))
        return fail("invalid", "invalid", { fields: [{ field: "holderId", reason: "commitment_holder" }] });
      await tellHolder(tx, anomaly.id, holderId, now);
      return ok({ holderId });
    }),
});

/** That the trustee was told of it (AE15). Once; also after it is closed. */
export const tellAnomaly = command({
  name: "commitment.anomaly_tell",
  permission: "commitment.record",
  input: TellAnomaly,
  subject: ({ anomalyId }) => about(anomalyId),
  run: ({ tx, actor, now }, seen) =>
    changed(tx, seen, recorders(actor), ({ anomaly }) =>
      anomaly.toldAt ? fail("conflict", "commitment_anomaly_told") : ok({ toldAt: now }),
    ),
});

/** Closes an anomaly with what was found and done. */
export const closeAnomaly = command({
  name: "commitment.anomaly_close",
  permission: "commitment.record",
  input: CloseAnomaly,
  subject: ({ anomalyId }) => about(anomalyId),
  run: ({ tx, actor, now }, { resolution, ...seen }) =>
    changed(
      tx,
      seen,
      (row) => mayClose(actor, { ...row, holderId: row.anomaly.holderId }),
      ({ anomaly }) =>
        anomaly.closedAt
          ? fail("refused", "commitment_anomaly_closed")
          : ok({ closedAt: now, closedBy: personOf(actor), resolution }),
    ),
});

const Payload = z.object({ anomalyId: z.uuid(), holderId: z.uuid() });

/** Outbox handler of `mail.anomaly`: tells whoever holds it, by reference and address only; not what was found. */
export const deliverAnomaly: OutboxHandler = async (message, { db, now }) => {
  const { anomalyId, holderId } = Payload.parse(message.payload);
  const [row] = await db
    .select({
      dueAt: commitmentAnomalies.dueAt,
      closedAt: commitmentAnomalies.closedAt,
      isTheirs: eq(commitmentAnomalies.holderId, people.id),
      ref: commitments.ref,
      slug: commitmentRegisters.slug,
      email: people.email,
      name: people.name,
      locale: people.locale,
      disabledAt: people.disabledAt,
    })
    .from(commitmentAnomalies)
    .innerJoin(commitments, eq(commitments.id, commitmentAnomalies.commitmentId))
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
    .innerJoin(people, eq(people.id, holderId))
    .where(eq(commitmentAnomalies.id, anomalyId));
  if (!row || row.closedAt || row.disabledAt || !row.isTheirs)
    throw new NotNeeded("it is not theirs to see to any more");
  const { ref, slug, email: to, name, locale } = row;
  const t = translatorFor(locale, "commitments.mail");
  const url = `${appUrl()}/commitments/${slug}/${encodeURIComponent(ref)}`;
  const body = [t("lead", { name }), t("text", { ref, day: dayIn(row.dueAt, registerZone) }), url].join("\n\n");
  const subject = t("subject", { ref });
  await sendMail(db, { outboxId: message.id, to, subject, body, language: locale, kind: message.kind }, now);
};
