import "server-only";
import type { Tx } from "@/db/client";
import { appeals } from "@/db/schema";
import { enqueue } from "@/lib/platform/outbox";
import { settingsFor } from "@/lib/platform/settings";
import { indexRows } from "@/lib/search/documents.store";
import type { KeptFile } from "./attachment.rules";
import { attachFiles } from "./attachments.store";
import { tellDocket } from "./docket.store";
import { riskAgainst } from "./risk.store";
import type { statementForAppeal } from "./store";

type Statement = NonNullable<Awaited<ReturnType<typeof statementForAppeal>>>;
export type Filing = {
  statementId: string;
  statement: Statement;
  reference: string;
  text: string;
  files: readonly KeptFile[];
  /** When it came in; what was held came in earlier than it is worked on. */
  receivedAt: Date;
};

/** Until when an appeal that is taken up at `from` is to be answered: our own target. */
export async function targetFrom(tx: Tx, platformId: string, from: Date): Promise<Date> {
  const { appealTargetHours } = await settingsFor(tx, platformId);
  return new Date(from.getTime() + appealTargetHours * 3_600_000);
}

/** The receipt by mail, and the platform told, after commit. */
async function announce(
  tx: Tx,
  made: { id: string; platformId: string; decisionId: string; reference: string },
  now: Date,
) {
  const { id, platformId, decisionId, reference } = made;
  const receipt = { kind: "mail.appeal_receipt", payload: { appealId: id }, dedupeKey: `appeal receipt ${id}` };
  await enqueue(tx, { ...receipt, platformId }, now);
  const payload = { event: "appeal.filed", appeal: reference, decisionId };
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `appeal.filed ${id}`, platformId }, now);
}

/** Stores an appeal that may be filed, with its files, its weight and its receipt; null where one is there already. */
export async function storeAppeal(
  tx: Tx,
  { statementId, statement, reference, text, files, receivedAt }: Filing,
  now: Date,
): Promise<{ id: string; dueAt: Date } | null> {
  const { platformId, decisionId, addressee: by, language } = statement;
  const dueAt = await targetFrom(tx, platformId, now);
  const { level: risk, why: riskWhy } = await riskAgainst(tx, decisionId, by);
  const row = { platformId, reference, decisionId, statementId, by, text, language, risk, riskWhy };
  const [made] = await tx
    .insert(appeals)
    .values({ ...row, receivedAt, dueAt })
    .onConflictDoNothing()
    .returning({ id: appeals.id });
  // Two clicks at once: the partial unique index lets one through.
  if (!made) return null;
  await indexRows(tx, { appeal: [made.id] });
  await attachFiles(tx, { appealId: made.id, platformId }, files, now);
  await tellDocket(tx, { id: made.id, decisionId });
  await announce(tx, { id: made.id, platformId, decisionId, reference }, now);
  return { id: made.id, dueAt };
}
