import "server-only";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiKeys, coordinatorLetters, knownSenders, trustedFlaggers } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { BindSender, EndSender, type FlaggersImported, ImportFlaggers, RecordLetter } from "./flagger.contract";
import { qualityOf } from "./flagger.store";
import { type BadLine, type ListLine, readFlaggerList } from "./flagger-list.rules";

const mostBadTold = 5;

function badList(bad: readonly BadLine[]): Failure {
  return fail("invalid", "invalid", {
    fields: bad.slice(0, mostBadTold).map(({ line, reason, text }) => ({
      field: "text",
      reason: `flagger_list_${reason}`,
      values: { line, text: text.slice(0, 80) },
    })),
  });
}

const differs = (row: typeof trustedFlaggers.$inferSelect, line: ListLine) =>
  row.name !== line.name ||
  row.coordinatorCountry !== line.coordinatorCountry ||
  row.status !== line.status ||
  row.areas.join() !== line.areas.join() ||
  row.validFrom?.getTime() !== line.validFrom?.getTime();

async function syncLine(
  tx: Tx,
  line: ListLine,
  at: { sourceList: string; now: Date },
): Promise<keyof FlaggersImported> {
  const { sourceList, now } = at;
  const { sourceList: list, listKey } = trustedFlaggers;
  const [before] = await tx
    .select()
    .from(trustedFlaggers)
    .where(and(eq(list, sourceList), eq(listKey, line.listKey)));
  const row = {
    ...line,
    suspendedAt: line.status === "suspended" ? (line.suspendedAt ?? before?.suspendedAt ?? now) : null,
    withdrawnAt: line.status === "withdrawn" ? (before?.withdrawnAt ?? now) : null,
    lastSyncedAt: now,
  };
  if (!before) {
    await tx.insert(trustedFlaggers).values({ ...row, sourceList, firstSyncedAt: now });
    return "added";
  }
  await tx.update(trustedFlaggers).set(row).where(eq(trustedFlaggers.id, before.id));
  return differs(before, line) ? "changed" : "same";
}

/**
 * Takes over the public list of trusted flaggers (DSA Art. 22(5)): what it says, as it says it. An entity that an earlier
 * list from the same place had and this one has not is withdrawn. A list with one line that is not understood is refused
 * as a whole, because leaving a line out would withdraw somebody. What came before keeps the standing it came with.
 */
export const importFlaggers = command({
  name: "flagger.import",
  permission: "settings.change",
  input: ImportFlaggers,
  subject: (_input, value?: FlaggersImported) => ({ kind: "flagger_list", id: "list", detail: { ...value } }),
  async run({ tx, now }, { sourceList, text }) {
    const { lines, bad, isReadable } = readFlaggerList(text);
    if (!isReadable)
      return fail("invalid", "invalid", { fields: [{ field: "text", reason: "flagger_list_no_table" }] });
    if (bad.length > 0) return badList(bad);
    const done: FlaggersImported = { added: 0, changed: 0, same: 0, gone: 0 };
    for (const line of lines) done[await syncLine(tx, line, { sourceList, now })] += 1;
    const gone = await tx
      .update(trustedFlaggers)
      .set({ status: "withdrawn", withdrawnAt: now, suspendedAt: null, lastSyncedAt: now })
      .where(
        and(
          eq(trustedFlaggers.sourceList, sourceList),
          notInArray(
            trustedFlaggers.listKey,
            lines.map(({ listKey }) => listKey),
          ),
          isNull(trustedFlaggers.withdrawnAt),
        ),
      )
      .returning({ id: trustedFlaggers.id });
    return ok<FlaggersImported>({ ...done, gone: gone.length });
  },
});

/** Says whose a key or an address is. What it sent before stays what it was. */
export const bindSender = command({
  name: "sender.bind",
  permission: "settings.change",
  input: BindSender,
  subject: ({ flaggerId, apiKeyId }, value?: { senderId: string }) => ({
    kind: "known_sender",
    id: value?.senderId ?? "new",
    detail: { flaggerId: flaggerId ?? null, apiKeyId: apiKeyId ?? null },
  }),
  async run({ tx, actor, now }, { apiKeyId, address, flaggerId, partnerLabel }) {
    const problem = await problemOf(tx, { apiKeyId, flaggerId });
    if (problem) return problem;
    const [row] = await tx
      .insert(knownSenders)
      .values({
        apiKeyId: apiKeyId ?? null,
        address: address?.trim().toLowerCase() ?? null,
        flaggerId: flaggerId ?? null,
        partnerLabel,
        boundBy: actor.kind === "person" ? actor.id : null,
        boundAt: now,
      })
      .onConflictDoNothing()
      .returning({ senderId: knownSenders.id });
    const field = apiKeyId === undefined ? "address" : "apiKeyId";
    return row ? ok(row) : fail("refused", "sender_bound", { fields: [{ field, reason: "sender_bound" }] });
  },
});

async function problemOf(tx: Tx, given: { apiKeyId?: string | undefined; flaggerId?: string | undefined }) {
  const unknown = (field: string) =>
    fail("invalid", "invalid", {
      fields: [{ field, reason: field === "apiKeyId" ? "key_unknown" : "flagger_unknown" }],
    });
  if (given.apiKeyId !== undefined) {
    const live = and(eq(apiKeys.id, given.apiKeyId), isNull(apiKeys.revokedAt));
    const [key] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(live);
    if (!key) return unknown("apiKeyId");
  }
  if (given.flaggerId !== undefined) {
    const [flagger] = await tx
      .select({ id: trustedFlaggers.id })
      .from(trustedFlaggers)
      .where(eq(trustedFlaggers.id, given.flaggerId));
    if (!flagger) return unknown("flaggerId");
  }
  return null;
}

/** Ends what `sender.bind` said; from the next notice on the sender is an ordinary one. */
export const endSender = command({
  name: "sender.end",
  permission: "settings.change",
  input: EndSender,
  subject: ({ senderId }) => ({ kind: "known_sender", id: senderId }),
  async run({ tx, now }, { senderId }) {
    const [row] = await tx
      .update(knownSenders)
      .set({ endedAt: now })
      .where(and(eq(knownSenders.id, senderId), isNull(knownSenders.endedAt)))
      .returning({ senderId: knownSenders.id });
    return row ? ok(row) : fail("not_found", "sender_not_found");
  },
});

/**
 * Keeps the letter that was sent to a coordinator about a flagger (Art. 22(6)), with the numbers it rests on. It was sent
 * outside; the flagger's status, and so its priority, is what the next list says.
 */
export const recordLetter = command({
  name: "flagger.letter",
  permission: "settings.change",
  input: RecordLetter,
  subject: ({ flaggerId }) => ({ kind: "flagger", id: flaggerId }),
  async run({ tx, actor, now }, { flaggerId, text }) {
    const [flagger] = await tx
      .select({ id: trustedFlaggers.id })
      .from(trustedFlaggers)
      .where(eq(trustedFlaggers.id, flaggerId));
    if (!flagger) return fail("not_found", "flagger_unknown");
    const { of = 0, rejected = 0 } = (await qualityOf(tx, [flaggerId])).get(flaggerId) ?? {};
    await tx.insert(coordinatorLetters).values({
      flaggerId,
      text,
      noticesCounted: of,
      noticesRejected: rejected,
      recordedBy: actor.kind === "person" ? actor.id : null,
      toldAt: now,
    });
    return ok({ flaggerId });
  },
});
