/** What became of a sender's earlier notices: how many of those answered were acted on. */
export type SenderRecord = { acted: number; of: number };

/** Fewer answers say nothing about anybody. */
export const leastAnswered = 5;

/**
 * Hours of head start for a sender whose notices are mostly acted on: 12 for all of them, none from half downwards. Never
 * less than a first-time reporter gets: being wrong is not punished in the queue (Art. 23 has its own measures for misuse).
 */
export function recordHours({ acted, of }: SenderRecord): number {
  if (of < leastAnswered) return 0;
  return Math.max(0, Math.floor(24 * (acted / of - 0.5)));
}

/** The one that counts most, so that a stranger beside a reliable sender hides nothing; null where none counts. */
export function bestRecord(records: readonly (SenderRecord | null)[]): SenderRecord | null {
  const known = records.flatMap((record) => (record && recordHours(record) > 0 ? [record] : []));
  return known.sort((a, b) => recordHours(b) - recordHours(a) || b.of - a.of)[0] ?? null;
}

/** Sources that are one sender behind one key; visitors of a platform share its key and are told apart by their address. */
const oneSender: readonly string[] = ["trusted_flagger", "authority", "court", "rights_holder", "own_detection"];

/** Whom a notice is by, for their record: an address, else a key of one sender's own; null where nobody can tell. */
export function senderKey(notice: {
  source: string;
  sender: { apiKeyId: string | null };
  contact: { email: string | null } | null;
}): string | null {
  if (oneSender.includes(notice.source) && notice.sender.apiKeyId) return `key ${notice.sender.apiKeyId}`;
  const email = notice.contact?.email?.trim().toLowerCase();
  return email ? `mail ${email}` : null;
}
