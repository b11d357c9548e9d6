import "server-only";
import { and, asc, count, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import {
  accounts,
  appeals,
  cases,
  crimeReferrals,
  decisions,
  noticeItems,
  notices,
  sanctions,
  strikeReliance,
  strikes,
  waveMembers,
  waves,
} from "@/db/schema";
import { type Reach, reachHours, reachKinds } from "@/lib/intake/reach.rules";
import { type FeltMeasure, type RiskFacts, riskOf } from "./risk.rules";
import type { Appellant } from "./rules";

type Case = Pick<typeof cases.$inferSelect, "id" | "rankWhy" | "childSafety">;
/** As the queue's order says it (lib/intake/rank.rules.ts). */
const urgentCategories = ["child_safety", "terrorism", "threat_to_life", "self_harm"];

function reachOf({ rankWhy }: Case): RiskFacts["reach"] {
  const values = rankWhy.find(({ code }) => code === "reach")?.values;
  const of = reachKinds.find((kind) => kind === values?.of);
  if (!of || typeof values?.count !== "number") return null;
  const reach: Reach = { of, count: values.count };
  return { ...reach, hours: reachHours(reach) };
}

async function measuresOf(db: Db | Tx, decisionId: string): Promise<FeltMeasure[]> {
  const rows = await db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.decisionId, decisionId), inArray(sanctions.state, ["held", "in_force"])));
  return rows
    .filter(({ target, dsaValue }) => dsaValue !== null || target === "account" || target === "feature")
    .map(({ target, dsaValue, permanent, indefinite, endsAt }) => ({
      target,
      dsaValue,
      endless: permanent || indefinite || endsAt === null,
    }));
}

async function countOf(query: Promise<{ found: number }[]>): Promise<number> {
  return (await query)[0]?.found ?? 0;
}

/** Decisions that stand and counted a strike of this one. */
function relied(db: Db | Tx, decisionId: string): Promise<number> {
  return countOf(
    db
      .select({ found: count() })
      .from(strikeReliance)
      .innerJoin(strikes, eq(strikes.id, strikeReliance.strikeId))
      .innerJoin(decisions, eq(decisions.id, strikeReliance.decisionId))
      .where(and(eq(strikes.decisionId, decisionId), isNull(decisions.undoneAt), isNull(decisions.reversedAt))),
  );
}

async function aboutCase(db: Db | Tx, { id, childSafety }: Case) {
  const [crime] = await db
    .select({ id: crimeReferrals.id })
    .from(crimeReferrals)
    .where(and(eq(crimeReferrals.caseId, id), ne(crimeReferrals.state, "refused")))
    .limit(1);
  const [minor] = await db
    .select({ id: notices.id })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(
      and(eq(noticeItems.caseId, id), isNotNull(notices.bringing), sql`${notices.bringing} @> '{"isMinor": true}'`),
    )
    .limit(1);
  const [wave] = await db
    .select({ size: waves.size })
    .from(waveMembers)
    .innerJoin(waves, eq(waves.id, waveMembers.waveId))
    .where(and(eq(waveMembers.caseId, id), isNull(waveMembers.takenOutAt)))
    .limit(1);
  return { isCrimeTold: crime !== undefined, isMinor: childSafety || minor !== undefined, waveSize: wave?.size ?? 1 };
}

/** How much hangs on an appeal of this side against this decision, by what is known when it is filed. */
export async function riskAgainst(db: Db | Tx, decisionId: string, by: Appellant): Promise<ReturnType<typeof riskOf>> {
  const [row] = await db
    .select({ id: cases.id, rankWhy: cases.rankWhy, childSafety: cases.childSafety, kind: accounts.kind })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .leftJoin(accounts, eq(accounts.id, decisions.accountId))
    .where(eq(decisions.id, decisionId));
  if (!row) throw new Error(`decision ${decisionId} has no case`);
  const isUrgentTopic = row.rankWhy.some(
    ({ code, values }) =>
      code === "child_abuse" || (code === "category" && urgentCategories.includes(String(values?.category))),
  );
  return riskOf({
    by,
    measures: await measuresOf(db, decisionId),
    laterDecisions: await relied(db, decisionId),
    isUrgentTopic,
    reach: reachOf(row),
    isBusiness: row.kind === "business",
    ...(await aboutCase(db, row)),
  });
}

/** Weighs open appeals from before appeals were weighed; nothing about them is decided. Answers how many. */
export async function weighEarlier(db: Db, most = 50): Promise<number> {
  const { id, decisionId, by } = appeals;
  const rows = await db
    .select({ id, decisionId, by })
    .from(appeals)
    .where(and(inArray(appeals.state, ["received", "assigned"]), eq(appeals.risk, 0)))
    .orderBy(asc(appeals.dueAt), asc(appeals.id))
    .limit(most);
  for (const row of rows) {
    const { level, why } = await riskAgainst(db, row.decisionId, row.by);
    await db
      .update(appeals)
      .set({ risk: level, riskWhy: why })
      .where(and(eq(appeals.id, row.id), eq(appeals.risk, 0)));
  }
  return rows.length;
}
