import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { cases, waveMembers } from "@/db/schema";

/** Of the items that were ever gathered into a wave, those that nobody took out. */
export const notTakenOut = isNull(waveMembers.takenOutAt);

/** The item that the others of its wave are compared with. */
export const isFirstOfWave = and(eq(waveMembers.by, "first"), notTakenOut);

/** Child safety is decided case by case, by who is cleared: no wave shows or counts it. Goes with a join of `cases`. */
export const isShownInWave = and(notTakenOut, sql`not ${cases.childSafety}`);
