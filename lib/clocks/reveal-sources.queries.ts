import "server-only";
import { and, eq, gte, isNotNull, sql } from "drizzle-orm";
import { cases, notifierReveals, platforms } from "@/db/schema";
import { isCleared } from "@/lib/platform/skills.rules";
import { caseReference } from "@/lib/queue/row.rules";
import type { ClockSource } from "./source.store";

/** Somebody asks that a statement names who reported (Art. 17(3)(b)): a second person consents or refuses. */
export const reveal: ClockSource = {
  kind: "reveal",
  basis: "target",
  isOurs: true,
  table: notifierReveals,
  at: notifierReveals.askedAt,
  id: notifierReveals.id,
  lagMs: ({ revealTargetHours }) => revealTargetHours * 3_600_000,
  open: (actor) =>
    and(
      sql`${notifierReveals.state} = 'asked'`,
      isCleared(actor)
        ? undefined
        : sql`not exists (select 1 from cases hidden where hidden.id = ${notifierReveals.caseId} and hidden.child_safety)`,
    ),
  read: (db, where, order, limit) =>
    db
      .select({
        id: notifierReveals.id,
        at: notifierReveals.askedAt,
        startedAt: notifierReveals.askedAt,
        platformId: notifierReveals.platformId,
        caseId: notifierReveals.caseId,
        prefix: platforms.prefix,
        number: cases.number,
      })
      .from(notifierReveals)
      .innerJoin(cases, eq(cases.id, notifierReveals.caseId))
      .innerJoin(platforms, eq(platforms.id, cases.platformId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) =>
        rows.map(({ prefix, number, caseId, ...row }) => ({
          ...row,
          reference: caseReference(prefix, number),
          holder: null,
          href: `/cases/${caseId}`,
        })),
      ),
  done: {
    table: notifierReveals,
    where: (since) => and(isNotNull(notifierReveals.answeredAt), gte(notifierReveals.answeredAt, since)),
  },
};
