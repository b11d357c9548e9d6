/** What the desk itself opens a case about: a record of an account, and nothing that the account provided. */
export const ownRecords = ["trader", "affiliate", "misuse"] as const;
export type OwnRecord = (typeof ownRecords)[number];

/** The location of a record: ours, with our id in it, so that a later case of it finds the earlier ones. No letter tells it. */
export function ownRecordLocation(record: OwnRecord, accountId: string): string {
  return `${record}-record:${accountId}`;
}

/** Which record of this account a location is, or null for whatever the account itself provided. */
export function ownRecordAt(location: string, accountId: string | undefined): OwnRecord | null {
  if (accountId === undefined) return null;
  return ownRecords.find((record) => location === ownRecordLocation(record, accountId)) ?? null;
}
