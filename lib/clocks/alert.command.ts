import "server-only";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { outbox, people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { appUrl } from "@/lib/platform/env";
import { sendMail } from "@/lib/platform/mail";
import { enqueueAll, NotNeeded, type OutboxHandler } from "@/lib/platform/outbox";
import type { Person, Role } from "@/lib/platform/permissions.rules";
import { ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { skillColumns, skillsNow } from "@/lib/platform/skills.store";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { narrowed, needsYou } from "./board.queries";
import type { ClockSource } from "./source.store";
import { clockSources } from "./sources.queries";

const alerter = { kind: "system", name: "clocks" } as const;
/** So many overdue rows of one kind are looked at for who holds them; the others are seen to on the board. */
const most = 1_000;

type Asking = Parameters<typeof narrowed>[1];

/** Who holds what is overdue of this source, and whether some of it is nobody's. */
async function holdersOf(db: Db, source: ClockSource, asking: Asking): Promise<{ ids: string[]; isFree: boolean }> {
  const where = narrowed(source, asking, { before: asking.now });
  const { held, table } = source;
  const some = (narrow: ReturnType<typeof and>, limit: number) =>
    db
      .select({ id: (held ? sql<string>`${held.by}` : sql<string>`''`).as("holder") })
      .from(table)
      .where(and(where, narrow))
      .limit(limit);
  const [free] = await some(held ? isNull(held.by) : undefined, 1);
  if (!held) return { ids: [], isFree: free !== undefined };
  const rows = await some(isNotNull(held.by), most);
  return { ids: [...new Set(rows.map(({ id }) => id))], isFree: free !== undefined };
}

/** People to tell: who holds something overdue, and, where it is nobody's, every supervisor or whom its source names. */
async function peopleToTell(db: Db, now: Date): Promise<string[]> {
  const asking = { actor: alerter, now, settings: await settingsFor(db) };
  const found = new Set<string>();
  const free = new Set<Role>();
  for (const source of clockSources.filter(({ isOurs }) => isOurs)) {
    const holders = await holdersOf(db, source, asking);
    for (const id of holders.ids) found.add(id);
    if (holders.isFree) for (const role of source.tells ?? ["supervisor"]) free.add(role);
  }
  if (free.size === 0) return [...found];
  const those = await db
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.role, [...free]), isNull(people.disabledAt)));
  return [...new Set([...found, ...those.map(({ id }) => id)])];
}

const keyOf = (personId: string, day: string) => `overdue ${personId} ${day}`;

/** Lays one mail ready for each of these people, at most one a day: who was written to today is not again. */
export const alertOverdue = command({
  name: "clock.alert",
  permission: "clock.alert",
  input: z.object({ people: z.array(z.uuid()), day: z.iso.date() }),
  subject: (_input, value?: { told: number }) =>
    value && value.told > 0 ? { kind: "clocks", id: "overdue", detail: { people: value.told } } : null,
  async run({ tx, now }, { people: ids, day }) {
    const keys = new Map(ids.map((id) => [keyOf(id, day), id]));
    if (keys.size === 0) return ok({ told: 0 });
    const known = await tx
      .select({ key: outbox.dedupeKey })
      .from(outbox)
      .where(inArray(outbox.dedupeKey, [...keys.keys()]));
    for (const { key } of known) keys.delete(key);
    const mails = [...keys].map(([dedupeKey, personId]) => ({
      kind: "mail.overdue",
      payload: { personId },
      dedupeKey,
    }));
    await enqueueAll(tx, mails, now);
    return ok({ told: mails.length });
  },
});

/** For the schedule. The day is one of UTC. */
export async function alertWhenOverdue(db: Db, now: Date): Promise<number> {
  const told = await alertOverdue(alerter, { people: await peopleToTell(db, now), day: dayIn(now, "UTC") }, now);
  if (!told.ok) throw new Error(`nobody was told of overdue duties: ${told.reason}`);
  return told.value.told;
}

/** How many lines the mail has. */
const shown = 20;

/**
 * Outbox handler of `mail.overdue`: payload `{personId}`. What is overdue for them when it is sent, by reference and
 * address only: what a case is about does not leave the desk. Nothing any more: no mail.
 */
export const deliverOverdue: OutboxHandler = async (message, { db, now }) => {
  const personId = z.uuid().parse(message.payload.personId);
  const columns = { email: people.email, name: people.name, role: people.role, locale: people.locale, ...skillColumns };
  const [row] = await db
    .select(columns)
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  if (!row) throw new NotNeeded("there is no such person any more");
  const { email, name, role, locale } = row;
  const person: Person = { kind: "person", id: personId, name, role, locale, sessionId: "", skills: skillsNow(row) };
  const list = await needsYou(db, person, now, shown);
  if (!list.ok || list.value.rows.length === 0) throw new NotNeeded("nothing is overdue for them any more");
  const t = translatorFor(locale, "clocks");
  const lines = list.value.rows.map(({ kind, basis, reference, dueAt, href }) =>
    t("mail.line", {
      kind: t(`kinds.${kind}`),
      basis: t(`bases.${basis}`),
      reference,
      due: `${dueAt.slice(0, 16).replace("T", " ")} UTC`,
      url: `${appUrl()}${href}`,
    }),
  );
  const more = list.value.hasMore ? [t("mail.more", { url: `${appUrl()}/clocks?view=overdue` })] : [];
  const body = [t("mail.lead", { name }), ...lines, ...more, t("mail.once")].join("\n\n");
  const subject = t("mail.subject", { count: list.value.rows.length });
  await sendMail(db, { outboxId: message.id, to: email, subject, body, language: locale, kind: message.kind }, now);
};
