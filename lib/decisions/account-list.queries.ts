import "server-only";
import { and, asc, desc, eq, exists, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { accounts, contentItems, decisions, platforms, sanctions, strikes } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { packFor } from "@/lib/policy/store";
import type { AccountChoices, AccountList, AccountListRequest, AccountRow } from "./account-list.contract";
import { runningSanctions } from "./running.rules";
import { sanctionFacts, strikeFacts } from "./sanction-facts.rules";
import { standing } from "./standing.rules";

/** The beginning of a text, whatever its case: the lower case has an index for it. Signs of LIKE are taken as typed. */
const begins = (column: typeof accounts.handle | typeof accounts.externalId, words: string) =>
  sql`lower(${column}) like lower(${`${words.replaceAll(/[\\%_]/g, "\\$&")}%`})`;

function named(words: string): SQL | undefined {
  if (words === "") return undefined;
  return or(
    begins(accounts.handle, words.replace(/^@/, "")),
    begins(accounts.externalId, words),
    isId(words) ? eq(accounts.id, words) : undefined,
  );
}

/** The same as `runningSanctions` shows, by the same dates: a late worker lengthens nobody's suspension. */
function runsNow(db: Db, now: Date): SQL {
  const at = now.toISOString();
  return exists(
    db
      .select({ one: sql`1` })
      .from(sanctions)
      .where(
        and(
          eq(sanctions.accountId, accounts.id),
          // Literals, so that the planner sees that they imply the partial index's own condition.
          sql`${sanctions.state} in ('held', 'in_force')`,
          inArray(sanctions.target, ["feature", "account"]),
          sql`${sanctions.startsAt} <= ${at}::timestamptz`,
          sql`case when ${sanctions.endsAt} is null then ${sanctions.indefinite} or ${sanctions.permanent} else ${sanctions.endsAt} > ${at}::timestamptz end`,
        ),
      ),
  );
}

const actedAs = (db: Db, role: string) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(contentItems)
      .where(and(eq(contentItems.accountId, accounts.id), eq(contentItems.role, role))),
  );

/**
 * One page of accounts, the latest known first, by keyset on the id (a UUID v7, so it is in the order of time). Fails as
 * `forbidden`, or naming `after` when the cursor is not one of ours.
 */
export async function listAccounts(
  db: Db,
  request: AccountListRequest,
  actor: Actor,
  now: Date,
): Promise<Result<AccountList>> {
  if (!can(actor, "account.view")) return fail("forbidden");
  const { q, platform, role, after, limit } = request;
  if (after !== undefined && !isId(after))
    return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const found = await db
    .select({
      id: accounts.id,
      handle: accounts.handle,
      externalId: accounts.externalId,
      platform: { id: platforms.id, name: platforms.name, zone: platforms.zone },
    })
    .from(accounts)
    .innerJoin(platforms, eq(platforms.id, accounts.platformId))
    .where(
      and(
        named(q),
        platform ? eq(accounts.platformId, platform) : undefined,
        role ? actedAs(db, role) : undefined,
        request.sanctions === "running" ? runsNow(db, now) : undefined,
        after ? lt(accounts.id, after) : undefined,
      ),
    )
    .orderBy(desc(accounts.id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  return ok({
    rows: await withStanding(db, shown, now),
    next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  });
}

type Found = Pick<AccountRow, "id" | "handle" | "externalId" | "platform">;

/** How each stands now, by the same rules as its own page; three reads for a whole page of the list. */
async function withStanding(db: Db, found: readonly Found[], now: Date): Promise<AccountRow[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const confirmed = await db
    .select({ accountId: strikes.accountId, strike: strikes })
    .from(strikes)
    .innerJoin(decisions, eq(decisions.id, strikes.decisionId))
    .where(and(inArray(strikes.accountId, ids), isNull(strikes.overturnedAt), isNull(decisions.undoneAt)));
  const imposed = await db
    .select()
    .from(sanctions)
    .where(and(inArray(sanctions.accountId, ids), sql`${sanctions.state} in ('held', 'in_force')`));
  const acted = await db
    .selectDistinct({ accountId: contentItems.accountId, role: contentItems.role })
    .from(contentItems)
    .where(inArray(contentItems.accountId, ids))
    .orderBy(asc(contentItems.role));
  const rows: AccountRow[] = [];
  for (const account of found) {
    const pack = await packFor(db, account.platform.id);
    if (!pack) throw new Error(`no pack is loaded for ${account.platform.id}`);
    const own = imposed.filter(({ accountId }) => accountId === account.id);
    const counted = confirmed.filter(({ accountId }) => accountId === account.id);
    const totals = standing(
      counted.map(({ strike }) => strikeFacts(strike, pack)),
      own.map(sanctionFacts),
      now,
    );
    rows.push({
      ...account,
      roles: acted.flatMap(({ accountId, role }) => (accountId === account.id && role !== null ? [role] : [])),
      confirmedStrikes: totals.confirmedStrikes,
      points: totals.points,
      running: runningSanctions(totals.running, own),
      reEntryBarred: totals.reEntryBarred,
    });
  }
  return rows;
}

/**
 * What the filters may be set to. Roles are the platforms' own words, so they are those that occur, found by hopping
 * along their index: as many steps as there are roles, however much was reported.
 */
export async function accountChoices(db: Db, actor: Actor): Promise<Result<AccountChoices>> {
  if (!can(actor, "account.view")) return fail("forbidden");
  const answer = await db.execute(sql`with recursive hop as (
      (select role from content_items where role is not null order by role limit 1)
      union all
      select (select role from content_items where role > hop.role order by role limit 1) from hop where hop.role is not null
    ) select role from hop where role is not null limit 100`);
  return ok({
    platforms: await db.select({ id: platforms.id, name: platforms.name }).from(platforms).orderBy(asc(platforms.id)),
    roles: readRows(answer, z.object({ role: z.string() })).map(({ role }) => role),
  });
}
