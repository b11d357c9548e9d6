import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, decisions, mails, statementLinks, statements } from "@/db/schema";
import { isOnHold } from "@/lib/intake/order-hold.store";
import { command } from "@/lib/platform/command";
import { appUrl, secrets } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { addressOf } from "./deliver.command";
import { linkAddress } from "./link.rules";
import { newestLink } from "./links.store";
import { type ReplacedLink, ReplaceLink } from "./replace-link.contract";
import { type Destination, replacement } from "./replace-link.rules";

type Letter = typeof statements.$inferSelect;

async function destinationOf(tx: Tx, letter: Letter, send: boolean): Promise<Destination> {
  const to = await addressOf(tx, letter);
  if (!to) return { send, known: false, had: false };
  const [before] = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.statementId, letter.id), sql`lower(${mails.toAddress}) = ${to.toLowerCase()}`))
    .limit(1);
  return { send, known: true, had: before !== undefined };
}

/** The letter once more, with the link that works now. */
async function sendAgain(
  tx: Tx,
  { id: statementId, addressee, platformId, decisionId }: Letter,
  serial: number,
  now: Date,
) {
  const kind = addressee === "affected" ? "mail.statement" : "mail.outcome";
  const dedupeKey = `${kind}:${statementId}:link ${serial}`;
  await enqueue(tx, { kind, payload: { statementId }, dedupeKey, platformId, decisionId }, now);
}

/**
 * Replaces the signed link of one addressee to one decision (AE2): a mail was lost, or somebody else holds it. From this
 * moment every earlier link of that letter opens nothing and files nothing. Nobody loses time by it: of a link that its
 * addressee never opened the six months begin when the new one is opened (Art. 20(2)).
 */
export const replaceLink = command<typeof ReplaceLink, ReplacedLink>({
  name: "statement.replace_link",
  permission: "statement.replace_link",
  input: ReplaceLink,
  subject: ({ statementId, why, send }, value) => ({
    kind: "statement",
    id: statementId,
    detail: { why, send, serial: value?.serial ?? null },
  }),
  async run({ tx, actor, now, onPlatform }, { statementId, why, note, send }) {
    if (actor.kind !== "person") return fail("forbidden");
    const { undoneAt, effectiveAt } = decisions;
    const [row] = await tx
      .select({ letter: statements, undoneAt, effectiveAt, isHeld: isOnHold(statements.decisionId, now) })
      .from(statements)
      .innerJoin(decisions, eq(decisions.id, statements.decisionId))
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(and(eq(statements.id, statementId), shownTo(actor)))
      .for("update", { of: statements });
    if (!row) return fail("not_found");
    const { letter } = row;
    const { platformId } = letter;
    onPlatform(platformId);
    const isUntold = letter.addressee === "affected" && !letter.sentAt && !letter.readAt;
    if (row.isHeld && isUntold) return fail("refused", "order_forbids_telling");
    const to = await destinationOf(tx, letter, send);
    const facts = { revokedAt: letter.revokedAt, undoneAt: row.undoneAt, effectiveAt: row.effectiveAt };
    const next = replacement(facts, { why, note, to, now }, await newestLink(tx, statementId));
    if (!next.ok) return next;
    const serial = next.value;
    const made = { platformId, statementId, serial, why, note, replacedBy: actor.id, replacedAt: now };
    await tx.insert(statementLinks).values(made);
    if (send) await sendAgain(tx, letter, serial, now);
    return ok({ serial, link: send ? null : linkAddress(appUrl(), statementId, secrets().links, serial) });
  },
});
