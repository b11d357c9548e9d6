import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, outbox, people, platforms, settings } from "@/db/schema";
import { allowedBy } from "@/lib/people/consent.queries";
import { databaseTokenStanding } from "@/lib/platform/env";
import { isId } from "@/lib/platform/ids.rules";
import { settingsForEach } from "@/lib/platform/settings";
import { type SettingKey, settingShapes } from "@/lib/platform/settings.rules";
import { platformsThatOwed } from "@/lib/policy/owed.queries";
import { owes } from "@/lib/policy/tier.rules";
import type { ApiKeyRow, OutboxRow, OutboxView, PlatformName, SettingsPage } from "./contract";
import { refusalToRetry } from "./rules";
import { boundsOf, type SettingValue, settingFacts } from "./settings.rules";

export function platformNames(db: Db): Promise<PlatformName[]> {
  return db.select({ id: platforms.id, name: platforms.name }).from(platforms).orderBy(asc(platforms.id));
}

export async function settingsPage(db: Db): Promise<SettingsPage> {
  const stored = await db
    .select({
      platformId: settings.platformId,
      key: settings.key,
      value: settings.value,
      changedAt: settings.updatedAt,
      changedBy: people.name,
    })
    .from(settings)
    .leftJoin(people, eq(people.id, settings.updatedBy))
    // '*' sorts before every slug.
    .orderBy(asc(settings.platformId));
  const rowsOf = (key: SettingKey) =>
    stored
      .filter((row) => row.key === key)
      .map(({ platformId, value, changedAt, changedBy }) => ({
        platformId,
        value: value as SettingValue,
        changedAt: changedAt.toISOString(),
        changedBy,
      }));
  const all = (Object.keys(settingShapes) as SettingKey[]).map((key) => ({
    key,
    ...settingFacts[key],
    ...boundsOf(settingShapes[key]),
    rows: rowsOf(key),
  }));
  const { id, name, tier } = platforms;
  const known = await db.select({ id, name, tier }).from(platforms).orderBy(asc(id));
  const before = await platformsThatOwed(db);
  const inForce = await settingsForEach(
    db,
    known.map((one) => one.id),
  );
  const standing = (one: (typeof known)[number]) => ({
    ...{ owesDatabase: owes(one.tier, "database"), owedDatabase: before.has(one.id) },
    databaseToken: databaseTokenStanding(one.id, inForce.get(one.id)?.databaseUrl ?? ""),
  });
  return { settings: all, platforms: known.map((one) => ({ ...one, ...standing(one) })) };
}

/** Keys, the newest first; those that still open something before the others. At most 200. */
export async function apiKeyList(db: Db): Promise<ApiKeyRow[]> {
  const { id, name, platformIds, permissions, createdAt, revokedAt } = apiKeys;
  const rows = await db
    .select({ id, name, platformIds, permissions, createdBy: people.name, createdAt, revokedAt })
    .from(apiKeys)
    .leftJoin(people, eq(people.id, apiKeys.createdBy))
    .orderBy(sql`${revokedAt} is not null`, desc(createdAt))
    .limit(200);
  const live = rows.filter((row) => row.revokedAt === null && row.permissions.includes("case.act"));
  const names = await allowedBy(
    db,
    live.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, allowedBy: names.get(row.id) ?? [] }));
}

export type Cursor = { at: Date; id: string };

/** `2026-11-20T10:00:00.000Z_<uuid>`, as it stands in an address; null for anything else. */
export function readCursor(text: string | undefined): Cursor | null {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]+)$/.exec(text ?? "") ?? [];
  return at && id && isId(id) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null;
}
export const writeCursor = ({ at, id }: Cursor) => `${at.toISOString()}_${id}`;

/** Messages in one state, the newest first. The payload is not read: it may hold an address. */
export async function outboxPage(db: Db, state: OutboxView, before: Cursor | null, now: Date, limit = 50) {
  const { id, kind, platformId, attempts, runAt, createdAt, doneAt, lastError, decisionId, lockedUntil } = outbox;
  const past = before ? sql`(${createdAt}, ${id}) < (${before.at.toISOString()}, ${before.id}::uuid)` : undefined;
  const rows = await db
    .select({
      id,
      kind,
      platformId,
      state: outbox.state,
      attempts,
      runAt,
      createdAt,
      doneAt,
      lastError,
      decisionId,
      lockedUntil,
    })
    .from(outbox)
    .where(and(eq(outbox.state, state), past))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1);
  const items: OutboxRow[] = rows.slice(0, limit).map(({ lockedUntil: until, ...row }) => ({
    ...row,
    mayRetry: refusalToRetry({ ...row, lockedUntil: until }, now) === null,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? writeCursor({ at: last.createdAt, id: last.id }) : null };
}

/** How many wait, are stuck or were refused; counting stops at 1001, so that it costs the same with a million. */
export async function outboxCounts(db: Db): Promise<Record<"waiting" | "stuck" | "refused", number>> {
  const count = async (state: OutboxView) => {
    const some = db
      .select({ one: sql`1`.as("one") })
      .from(outbox)
      .where(eq(outbox.state, state))
      .limit(1001)
      .as("some");
    const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(some);
    return row?.n ?? 0;
  };
  return { waiting: await count("waiting"), stuck: await count("stuck"), refused: await count("refused") };
}
