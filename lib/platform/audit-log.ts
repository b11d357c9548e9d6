import "server-only";
import { and, desc, eq, inArray, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { auditEntries, people } from "@/db/schema";
import { isId } from "./ids.rules";
import { typedLine } from "./text.rules";

const asked = (max: number) => z.string().trim().pipe(typedLine(max)).catch("").default("");

/** What the log may be narrowed to; all from the address, so nothing here is trusted. */
export const AuditFilter = z.object({
  verb: z
    .string()
    .trim()
    .max(60)
    .regex(/^[a-z_.]*$/)
    .catch("")
    .default(""),
  actor: asked(60),
  subjectKind: asked(40),
  subject: asked(80),
  outcome: z.enum(["", "done", "refused", "viewed"]).catch("").default(""),
  chain: asked(60),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export type AuditRow = {
  seq: number;
  chain: string;
  position: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  /** The person's name, where the actor is one. */
  actorName: string | null;
  verb: string;
  outcome: string;
  subjectKind: string | null;
  subjectId: string | null;
};

const { seq, chain, position, at, actorKind, actorId, verb, outcome, subjectKind, subjectId, body, prevHash, hash } =
  auditEntries;
const columns = { seq, chain, position, at, actorKind, actorId, verb, outcome, subjectKind, subjectId };

function conditions(filter: AuditFilter): SQL[] {
  const wanted = [
    filter.verb && eq(verb, filter.verb),
    filter.actor && eq(actorId, filter.actor),
    filter.subjectKind && eq(subjectKind, filter.subjectKind),
    filter.subject && eq(subjectId, filter.subject),
    filter.outcome && eq(outcome, filter.outcome),
    filter.chain && eq(chain, filter.chain),
    filter.before !== undefined && lt(seq, filter.before),
  ];
  return wanted.filter((condition): condition is SQL => typeof condition === "object");
}

async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null && isId(id)))];
  if (wanted.length === 0) return new Map();
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Entries, the newest first, by keyset on their number; `next` is the `before` of the page that follows. */
export async function auditPage(
  db: Db,
  filter: AuditFilter,
  limit = 50,
): Promise<{ items: AuditRow[]; next: number | null }> {
  const rows = await db
    .select(columns)
    .from(auditEntries)
    .where(and(...conditions(filter)))
    .orderBy(desc(seq))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const names = await namesOf(
    db,
    page.map((row) => row.actorId),
  );
  const items = page.map((row) => ({ ...row, actorName: names.get(row.actorId ?? "") ?? null }));
  return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
}

export type AuditDetail = AuditRow & { body: string; prevHash: string; hash: string; subjectName: string | null };

/** One entry whole, with the text that was hashed; null when there is none by this number. */
export async function auditEntry(db: Db, number: number): Promise<AuditDetail | null> {
  const [row] = await db
    .select({ ...columns, body, prevHash, hash })
    .from(auditEntries)
    .where(eq(seq, number));
  if (!row) return null;
  const names = await namesOf(db, [row.actorId, row.subjectKind === "person" ? row.subjectId : null]);
  return {
    ...row,
    actorName: names.get(row.actorId ?? "") ?? null,
    subjectName: names.get(row.subjectId ?? "") ?? null,
  };
}

/** What the filter offers: verbs and kinds of subjects among the latest entries, and every person. */
export async function auditChoices(
  db: Db,
): Promise<{ verbs: string[]; subjectKinds: string[]; chains: string[]; people: { id: string; name: string }[] }> {
  const latest = await db.select({ verb, subjectKind, chain }).from(auditEntries).orderBy(desc(seq)).limit(2000);
  const distinct = (values: (string | null)[]) =>
    [...new Set(values.filter((value): value is string => value !== null))].sort((a, b) => (a < b ? -1 : 1));
  return {
    verbs: distinct(latest.map((row) => row.verb)),
    subjectKinds: distinct(latest.map((row) => row.subjectKind)),
    chains: distinct(latest.map((row) => row.chain)),
    people: await db.select({ id: people.id, name: people.name }).from(people).orderBy(people.name).limit(500),
  };
}
