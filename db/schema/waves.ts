import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { snapshots } from "./intake";
import { people } from "./people";
import { cases } from "./queue";

/** How an item is like the first of its wave. `picture`: by what it looks like; `video`: by the very file. */
export type Likeness = "first" | "equal" | "text" | "link" | "picture" | "video";

/**
 * Items of one platform that are nearly the same. Each is compared with the first alone (`snapshotId`), never with one
 * another, so that a wave cannot drift to unlike things. A wave of one is the usual case, and is not shown.
 */
export const waves = pgTable(
  "waves",
  {
    id: id(),
    platformId: platformId(),
    snapshotId: uuid("snapshot_id")
      .notNull()
      .references(() => snapshots.id),
    /** Signatures of the first item (lib/queue/gather.rules.ts); a new case with one of them is compared with it. */
    keys: integer("keys").array().notNull(),
    /** Undecided items in it, for the list. Counted anew whenever it changes, never added to. */
    size: integer("size").notNull(),
    beganAt: instant("began_at").notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [
    // Emptied waves gather nothing, so they leave the index.
    index("waves_keys").using("gin", table.keys).where(sql`size > 0`),
    index("waves_largest").on(sql`(-size)`, table.id).where(sql`size > 1`),
  ],
);

/** Which case is in which wave, and who took it out. */
export const waveMembers = pgTable(
  "wave_members",
  {
    id: id(),
    platformId: platformId(),
    waveId: uuid("wave_id")
      .notNull()
      .references(() => waves.id),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    by: text("by").$type<Likeness>().notNull(),
    /** Of a hundred; 100 for the first and for equal texts and links. */
    likeness: integer("likeness").notNull(),
    joinedAt: instant("joined_at").notNull(),
    takenOutAt: instant("taken_out_at"),
    takenOutBy: uuid("taken_out_by").references(() => people.id),
  },
  (table) => [
    uniqueIndex("wave_members_one_wave").on(table.caseId).where(sql`taken_out_at is null`),
    uniqueIndex("wave_members_once").on(table.waveId, table.caseId),
    index("wave_members_wave").on(table.waveId, table.joinedAt, table.id).where(sql`taken_out_at is null`),
  ],
);

export type RunState = "running" | "done" | "stopped" | "undoing" | "undone";

/** One decision made for a wave, carried out item by item in the name of who made it. */
export const waveRuns = pgTable(
  "wave_runs",
  {
    id: id(),
    platformId: platformId(),
    waveId: uuid("wave_id")
      .notNull()
      .references(() => waves.id),
    startedBy: uuid("started_by")
      .notNull()
      .references(() => people.id),
    /** The one choice, as lib/decisions/wave.contract.ts has it. */
    choice: jsonb("choice").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<RunState>().notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** Until then all of it can be taken back: nothing of it leaves before. */
    undoUntil: instant("undo_until").notNull(),
    undoneBy: uuid("undone_by").references(() => people.id),
    /** Why it stopped by itself. */
    stoppedWhy: text("stopped_why"),
  },
  (table) => [
    index("wave_runs_wave").on(table.waveId, table.startedAt),
    index("wave_runs_going").on(table.startedAt).where(sql`state in ('running', 'undoing')`),
    uniqueIndex("wave_runs_one_going").on(table.waveId).where(sql`state in ('running', 'undoing')`),
  ],
);

export type RunMemberState = "waiting" | "decided" | "left_out" | "undone" | "kept";

/** One item of a run: what was shown to follow, and what became of it. Written in the decision's own transaction. */
export const waveRunMembers = pgTable(
  "wave_run_members",
  {
    id: id(),
    platformId: platformId(),
    runId: uuid("run_id")
      .notNull()
      .references(() => waveRuns.id),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    position: integer("position").notNull(),
    /** The case's version that was on screen. */
    version: integer("version").notNull(),
    /** What was shown to follow: another outcome leaves the item out. */
    alike: text("alike").notNull(),
    state: text("state").$type<RunMemberState>().notNull().default("waiting"),
    decisionId: uuid("decision_id"),
    /** Why it was left out, or could not be taken back: a key of the catalogue `failures`, with what fills its blanks. */
    reason: text("reason"),
    values: jsonb("values").$type<Record<string, string | number>>().notNull().default(emptyObject),
    fields: jsonb("fields").$type<{ field: string; reason: string }[]>().notNull().default(emptyArray),
  },
  (table) => [
    uniqueIndex("wave_run_members_once").on(table.runId, table.caseId),
    index("wave_run_members_order").on(table.runId, table.state, table.position),
    index("wave_run_members_decision").on(table.decisionId).where(sql`decision_id is not null`),
  ],
);
