import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { databaseCopies, decisions } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { platformsAsked } from "@/lib/policy/api.queries";
import { decisionState } from "./decision-state.rules";
import type { PublicStatement, PublicStatements, PublicStatementsRequest } from "./public-statement.contract";
import { settledDecisions } from "./settled.queries";

const list = "statements";
const anybody: Actor = { kind: "public" };

/** The first of each platform along that platform's own index of decisions; each decision has one copy at most. */
function idsOfEach(platforms: readonly string[], within: SQL | undefined, limit: number): SQL {
  const { id, platformId, decidedAt } = decisions;
  const copy = databaseCopies;
  return sql`(select picked.id from jsonb_array_elements_text(${JSON.stringify(platforms)}::jsonb) as asked(slug)
    cross join lateral (select ${copy.id} as id from ${decisions} inner join ${copy} on ${copy.decisionId} = ${id}
      where ${and(sql`${platformId} = asked.slug`, eq(copy.state, "ready"), within)}
      order by ${decidedAt}, ${id} limit ${limit}) picked)`;
}

/**
 * Statements of reasons for everybody, oldest first, by keyset: those whose decision can no longer be taken back, and
 * whose text needed no cleaning or was looked at (`ready`), as it was released; one that waits for that is left out. Nobody is named in them. Fails naming `platform` or `after`.
 */
export async function publicStatements(
  db: Db,
  request: PublicStatementsRequest,
  now: Date,
): Promise<Result<PublicStatements>> {
  const asked = await platformsAsked(db, { actor: anybody, verb: "decision.read", now }, request.platform);
  if (!asked.ok) return asked;
  const after = request.after ? readPlace(list, request.after) : undefined;
  if (after === null) return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const { id, decidedAt, undoneAt, reversedAt, supersededBy } = decisions;
  const within = and(
    await settledDecisions(db, asked.value, now),
    after ? sql`(${decidedAt}, ${id}) > (${after.at.toISOString()}, ${after.id})` : undefined,
  );
  const { id: copyId, platformId, payload, released, composedAt } = databaseCopies;
  const rows = await db
    .select({ copyId, platformId, payload, released, composedAt, id, decidedAt, undoneAt, reversedAt, supersededBy })
    .from(databaseCopies)
    .innerJoin(decisions, eq(decisions.id, databaseCopies.decisionId))
    .where(sql`${copyId} in ${idsOfEach(asked.value, within, request.limit + 1)}`)
    .orderBy(asc(decidedAt), asc(id))
    .limit(request.limit + 1);
  const page = rows.slice(0, request.limit);
  const end = page.at(-1);
  const last = end ? writePlace(list, { at: end.decidedAt, id: end.id }) : (request.after ?? null);
  return ok({ statements: page.map(toPublic), next: rows.length > request.limit ? last : null, last });
}

type Row = {
  copyId: string;
  platformId: string;
  payload: Record<string, unknown>;
  released: Record<string, unknown> | null;
  composedAt: Date;
  undoneAt: Date | null;
  reversedAt: Date | null;
  supersededBy: string | null;
};

function toPublic({ copyId, platformId, payload, released, composedAt, ...decision }: Row): PublicStatement {
  const { puid: _, ...statement } = released ?? payload;
  const state = decisionState(decision);
  return {
    id: copyId,
    platform: platformId,
    createdAt: composedAt.toISOString(),
    state: state === "reversed" || state === "superseded" ? state : "in_force",
    statement,
  };
}
