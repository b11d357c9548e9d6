import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, type LetterKind, outbox, qualifications, remedies, sanctions, statements } from "@/db/schema";
import type { Filed } from "@/lib/appeals/contract";
import { fileAppeal } from "@/lib/appeals/file.command";
import { lookAtAppeal } from "@/lib/appeals/first-look.command";
import { takeAppeal } from "@/lib/appeals/take.command";
import { outboxHandlers } from "@/lib/boot/handlers";
import { signLink } from "@/lib/decisions/link.rules";
import { startDueSanctions } from "@/lib/decisions/sanction.command";
import { secrets } from "@/lib/platform/env";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { aColleague, aDecidedCase, type CaseAbout, givenPacks, townTime } from "./town";

export const visitor = { kind: "public" } as const;

/** So many seconds or days after the town's decision is made. */
export const after = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
export const days = (count: number) => count * 86_400;

/** A supervisor who may answer appeals today. */
export async function aReviewer(db: Db, about: { name?: string; until?: Date } = {}): Promise<Person> {
  const person = await aColleague(db, { role: "supervisor", ...(about.name ? { name: about.name } : {}) });
  await qualified(db, person, about.until);
  return person;
}

/** A record that somebody is qualified for appeals, until a day or for good. */
export async function qualified(db: Db, { id: personId }: Person, until: Date | null = null): Promise<void> {
  const validFrom = new Date("2016-01-01T00:00:00Z");
  await db.insert(qualifications).values({ personId, subject: "Complaint handling", validFrom, validUntil: until });
}

/** Who the tests of appeals need: Mei decides, Amara and Jonas may answer. The rules of the platforms are loaded. */
export async function anAppealDesk(db: Db): Promise<{ mei: Person; amara: Person; jonas: Person }> {
  await givenPacks(db);
  const mei = await aColleague(db, { name: "Mei Lin" });
  const amara = await aReviewer(db, { name: "Amara Okafor" });
  const jonas = await aReviewer(db, { name: "Jonas Weber" });
  return { mei, amara, jonas };
}

/** Reasons that a reviewer may give. */
export const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";

export const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? "ok" : result.reason);
/** What a refusal says, a line each: the field and the reason. */
export const fieldsOf = (result: Result<unknown>) =>
  result.ok ? [] : (result.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);

/** The measures of a decision with their states, and the ledger of an appeal, as they are stored. */
export function effectsIn(opened: () => { db: Db }) {
  const measuresOf = (decisionId: string) =>
    opened().db.select().from(sanctions).where(eq(sanctions.decisionId, decisionId)).orderBy(sanctions.action);
  const statesOf = async (decisionId: string) => (await measuresOf(decisionId)).map(({ state }) => state);
  const ledgerOf = async (appealId: string) => {
    const rows = await opened().db.select().from(remedies).where(eq(remedies.appealId, appealId)).orderBy(remedies.id);
    return rows.map(({ kind, state }) => `${kind} ${state}`);
  };
  return { measuresOf, statesOf, ledgerOf };
}

/** The link of one side of a decision, and its statement's id; of another letter about it, if asked for. */
export async function linkOf(
  db: Db,
  decisionId: string,
  side: "affected" | "notifier" = "affected",
  letter: LetterKind = "decision",
) {
  const [row] = await db
    .select({ id: statements.id })
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, side), eq(statements.letter, letter)));
  if (!row) throw new Error(`nobody on the side "${side}" was told`);
  return { statementId: row.id, token: signLink(row.id, secrets().links) };
}

/** The undo window is over: sanctions start, and mail leaves. */
export async function theWorkerRuns(db: Db, at: Date): Promise<void> {
  await startDueSanctions(db, at);
  await drainOutbox(db, outboxHandlers, at);
}

/** A decision of which everybody was told a minute after it was made. */
export async function aToldDecision(
  db: Db,
  about: CaseAbout & { by: Person; decision?: Record<string, unknown>; at?: Date },
) {
  const at = about.at ?? townTime;
  const decided = await aDecidedCase(db, { ...about, at });
  await theWorkerRuns(db, new Date(at.getTime() + 60_000));
  return decided;
}

export const someWords = "The link in my comment leads to my own shop, and I wrote to nobody else.";

/** An appeal against a decision, as it was filed a day later. */
export async function anAppeal(
  db: Db,
  decisionId: string,
  about: { side?: "affected" | "notifier"; letter?: LetterKind; at?: Date; text?: string; isBlind?: boolean } = {},
) {
  const { token, statementId } = await linkOf(db, decisionId, about.side, about.letter);
  const filed = await fileAppeal(visitor, { token, text: about.text ?? someWords }, about.at ?? after(days(1)));
  if (!filed.ok) throw new Error(JSON.stringify(filed));
  const value: Filed = filed.value;
  return { token, statementId, ...value, ...(await appealAs(db, statementId)) };
}

/** The newest appeal of a statement's addressee, as a reviewer sees it. */
export async function appealAs(db: Db, statementId: string): Promise<{ appealId: string; version: number }> {
  const rows = await db
    .select({ id: appeals.id, version: appeals.version })
    .from(appeals)
    .where(eq(appeals.statementId, statementId));
  const row = rows.at(-1);
  if (!row) throw new Error("there is no appeal");
  return { appealId: row.id, version: row.version };
}

/** An appeal in the hands of a reviewer, who has looked at its evidence unless they are to be blind. */
export async function aTakenAppeal(db: Db, decisionId: string, by: Person, about: Parameters<typeof anAppeal>[2] = {}) {
  const filed = await anAppeal(db, decisionId, about);
  const { appealId, version } = filed;
  const taken = await takeAppeal(by, { appealId, version }, after(days(1) + 60));
  if (!taken.ok) throw new Error(JSON.stringify(taken));
  const held = { appealId, version: taken.value.version };
  if (about.isBlind !== true) await aFirstLook(by, held);
  return { ...filed, ...held };
}

/** What a reviewer finds in the evidence before the decision is shown to them. */
export async function aFirstLook(
  by: Person,
  held: { appealId: string; version: number },
  found: { finding: "no_violation" | "law" } | { finding: "clause"; clause: string } = { finding: "no_violation" },
): Promise<void> {
  const { appealId, version } = held;
  const looked = await lookAtAppeal(by, { appealId, version, ...found, why: firstImpression }, after(days(1) + 90));
  if (!looked.ok) throw new Error(JSON.stringify(looked));
}
const firstImpression = "The link leads to a shop of the writer's own, and the message went to nobody else.";

/** Messages to the platform about one thing, in the order they were written. */
export async function toldThePlatform(db: Db, event: string, about: Record<string, unknown>) {
  const rows = await db.select().from(outbox).where(eq(outbox.kind, "webhook.event")).orderBy(outbox.createdAt);
  return rows
    .map(({ payload }) => payload)
    .filter((payload) => payload.event === event)
    .filter((payload) => Object.entries(about).every(([key, value]) => payload[key] === value));
}
