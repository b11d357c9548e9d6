import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { people } from "./people";
import { platforms } from "./policy";

/** waiting and running: the worker is on it; done, stopped and failed: it stays as it is until it is forgotten. */
export type TryOutState = "waiting" | "running" | "done" | "stopped" | "failed";

/**
 * A version that is run over the decisions of a period, before it is published: the job, how far it is, and what came of
 * it. The file is kept as it was when it was asked for, whatever becomes of the draft.
 */
export const tryOuts = pgTable(
  "try_outs",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    /** A published version, or `draft:` and the id of a draft. */
    versionRef: text("version_ref").notNull(),
    label: jsonb("label").$type<{ en: string; hans?: string; hant?: string }>().notNull(),
    /** A version file (lib/policy/import/version.contract.ts). */
    file: jsonb("file").notNull(),
    /** Versions whose decisions are looked at: those of the same documents. */
    earlierRefs: jsonb("earlier_refs").$type<string[]>().notNull(),
    days: integer("days").notNull(),
    periodFrom: instant("period_from").notNull(),
    periodTo: instant("period_to").notNull(),
    /** Whoever asked is cleared for cases of child safety: they are counted, and only who is cleared sees this. */
    withHidden: boolean("with_hidden").notNull(),
    state: text("state").$type<TryOutState>().notNull().default("waiting"),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => people.id),
    requestedAt: instant("requested_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    stoppedBy: uuid("stopped_by").references(() => people.id),
    /** The last decision that was looked at: a process that dies loses at most one step. */
    afterAt: instant("after_at"),
    afterId: uuid("after_id"),
    decisionsAll: integer("decisions_all").notNull(),
    decisionsDone: integer("decisions_done").notNull().default(0),
    /** lib/policy/try-out/contract.ts */
    totals: jsonb("totals").notNull(),
  },
  (table) => [
    index("try_outs_platform").on(table.platformId, table.requestedAt, table.id),
    uniqueIndex("try_outs_under_way").on(table.platformId).where(sql`state in ('waiting', 'running')`),
    index("try_outs_to_run").on(table.requestedAt).where(sql`state in ('waiting', 'running')`),
    index("try_outs_ended").on(table.endedAt).where(sql`ended_at is not null`),
  ],
);

/** What one decision would have led to. Names the decision and its case without holding either: both may be purged. */
export const tryOutCases = pgTable(
  "try_out_cases",
  {
    id: id(),
    platformId: platformId(),
    tryOutId: uuid("try_out_id")
      .notNull()
      .references(() => tryOuts.id, { onDelete: "cascade" }),
    decisionId: uuid("decision_id").notNull(),
    caseId: uuid("case_id").notNull(),
    decidedAt: instant("decided_at").notNull(),
    /** As it was decided, and as the version calls it. */
    clauseRef: text("clause_ref").notNull(),
    wouldRef: text("would_ref"),
    role: text("role").notNull(),
    language: text("language").notNull(),
    verdict: text("verdict").notNull(),
    why: text("why"),
    /** Ids of measures: recommended then, under the version, and what was imposed. */
    was: jsonb("was").$type<string[]>().notNull().default(emptyArray),
    would: jsonb("would").$type<string[]>().notNull().default(emptyArray),
    imposed: jsonb("imposed").$type<string[]>().notNull().default(emptyArray),
    count: integer("count"),
  },
  (table) => [
    index("try_out_cases_verdict").on(table.tryOutId, table.verdict, table.decidedAt, table.id),
    index("try_out_cases_clause").on(table.tryOutId, table.clauseRef, table.verdict, table.decidedAt, table.id),
    index("try_out_cases_role").on(table.tryOutId, table.role, table.verdict, table.decidedAt, table.id),
    index("try_out_cases_language").on(table.tryOutId, table.language, table.verdict, table.decidedAt, table.id),
  ],
);
