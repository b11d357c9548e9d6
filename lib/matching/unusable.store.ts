import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, outsideReadings, saysOfReader } from "@/db/schema";
import { type Unusable, unusableNow } from "./unusable.rules";

/** Enough for the longest pause, with answers to one author among them. */
const mostLooked = 60;

/** Whether what a model answers on a platform is of use (`unusableNow`), from its newest answers under this name. */
export async function unusableAnswers(db: Db, platformId: string, name: string): Promise<Unusable | null> {
  const rows = await newestAnswers(db, platformId, name);
  return unusableNow(
    rows.flatMap(({ at, state, ...row }) => (at ? [{ ...row, at, isUsable: state !== "failed" }] : [])),
  );
}

/** One walk along the index of pauses, and then the cases of what it met: both stay as short however much was read. */
function newestAnswers(db: Db, platformId: string, name: string) {
  const { id, state, askedAt, question, caseId, tool } = outsideReadings;
  const newest = db
    .select({ id, at: askedAt, state, question, caseId })
    .from(outsideReadings)
    .where(
      and(
        eq(outsideReadings.platformId, platformId),
        eq(tool, "model"),
        eq(outsideReadings.name, name),
        sql`(${saysOfReader})`,
      ),
    )
    .orderBy(desc(askedAt), desc(id))
    .limit(mostLooked)
    .as("newest");
  return db
    .select({ at: newest.at, state: newest.state, question: newest.question, accountId: cases.accountId })
    .from(newest)
    .innerJoin(cases, eq(cases.id, newest.caseId))
    .orderBy(desc(newest.at), desc(newest.id));
}
