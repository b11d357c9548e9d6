import "server-only";
import { and, count, eq, gte, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { goldenAnswers, goldenItems, people } from "@/db/schema";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { yearMs } from "./agreement.queries";
import { withClauseNames } from "./clause-names.queries";
import { foundIn, settledFor } from "./golden.rules";
import { toldBy } from "./golden-list.queries";
import { type AgreementGroups, agreementGroups, type Judged } from "./groups.rules";

/**
 * How far answers of a year agree with the settled ones, in the groups of the second looks: of everybody for who may see the
 * team, else of what oneself was told. Items that were retired say nothing. All answers count: the database adds up those
 * that are alike in everything that is told apart, as of the second looks (`agreementFor`).
 */
export async function goldenAgreement(db: Db, actor: Person, now: Date): Promise<AgreementGroups> {
  const isTeam = can(actor, "quality.team");
  const { answeredAt, effectiveAt, undoneAt, personId } = goldenAnswers;
  const kind = {
    outcome: goldenAnswers.outcome,
    clause: goldenAnswers.clauseRef,
    settled: goldenItems.outcome,
    clauses: goldenItems.clauses,
    platform: goldenItems.platformId,
    language: goldenItems.language,
    personId,
    name: people.name,
    month: sql<string>`to_char(${answeredAt} at time zone 'UTC', 'YYYY-MM')`,
  };
  const told = isTeam ? lte(effectiveAt, now) : and(eq(personId, actor.id), await toldBy(db, now));
  const rows = await db
    .select({ ...kind, times: count() })
    .from(goldenAnswers)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenAnswers.itemId))
    .innerJoin(people, eq(people.id, personId))
    .where(
      and(
        gte(answeredAt, new Date(now.getTime() - yearMs)),
        isNull(undoneAt),
        isNull(goldenItems.retiredAt),
        isNotNull(goldenItems.confirmedAt),
        told,
      ),
    )
    .groupBy(...Object.values(kind));
  const judged = rows.map(({ outcome, clause, settled, clauses, personId: id, name, ...row }): Judged => {
    const answer = { outcome, clause, sanctions: [] };
    return {
      ...row,
      first: foundIn(answer),
      second: settledFor({ outcome: settled, clauses, sanctions: [] }, answer),
      person: { id, name },
      isByShare: true,
    };
  });
  return withClauseNames(db, agreementGroups(judged));
}
