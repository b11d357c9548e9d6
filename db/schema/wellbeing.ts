import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { goldenTurns } from "./golden";
import { people } from "./people";
import { cases } from "./queue";

const ofPerson = () =>
  uuid("person_id")
    .notNull()
    .references(() => people.id);

/** What somebody asked for themselves: classes they are not given, and limits below the desk's own. Theirs alone to read. */
export const careChoices = pgTable("care_choices", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => people.id),
  optedOut: jsonb("opted_out").$type<string[]>().notNull().default(emptyArray),
  /** By harm class, a number a shift. */
  limits: jsonb("limits").$type<Record<string, number>>().notNull().default(emptyObject),
});

/** A stretch of work: begun with the first case or by the person, ended by them or by hours without a sign. */
export const careShifts = pgTable(
  "care_shifts",
  {
    id: id(),
    personId: ofPerson(),
    startedAt: instant("started_at").notNull(),
    lastAt: instant("last_at").notNull(),
    endedAt: instant("ended_at"),
    /** Since when they have worked without a break. */
    workSince: instant("work_since").notNull(),
    /** Hard cases one after the other, and the case that was counted last. */
    hardInARow: integer("hard_in_a_row").notNull().default(0),
    lastCaseId: uuid("last_case_id"),
    /** The case that was given because it is lighter than those before: its line says so. */
    lighterCaseId: uuid("lighter_case_id"),
    /** When the break began that lasts; null: at work. */
    breakSince: instant("break_since"),
  },
  (table) => [index("care_shifts_person").on(table.personId, table.startedAt)],
);

/**
 * That somebody had a case of a harm class before them, or a golden item that looks like one: once a shift for a person, what
 * was shown and a class, however often it is opened in it.
 */
export const careExposures = pgTable(
  "care_exposures",
  {
    id: id(),
    platformId: platformId(),
    personId: ofPerson(),
    caseId: uuid("case_id").references(() => cases.id),
    /** Where it was a golden item: whose turn, and the id the desk showed, the turn's or that of an earlier case of its account. */
    goldenTurnId: uuid("golden_turn_id").references(() => goldenTurns.id),
    goldenShownAs: uuid("golden_shown_as"),
    /** What the desk shows as the case's id; of the two, who reads an exposure is not told which it was. */
    shownId: uuid("shown_id").generatedAlwaysAs(sql`coalesce(case_id, golden_shown_as)`),
    shiftId: uuid("shift_id")
      .notNull()
      .references(() => careShifts.id),
    harmClass: text("harm_class").notNull(),
    severity: text("severity"),
    at: instant("at").notNull(),
    /** When they first looked at a picture or a video of it. */
    lookedAt: instant("looked_at"),
    /** They were asked whether they want to, and said yes. */
    isAnyway: boolean("is_anyway").notNull().default(false),
  },
  (table) => [
    uniqueIndex("care_exposures_once").on(table.personId, table.shownId, table.harmClass, table.shiftId),
    index("care_exposures_shift").on(table.shiftId),
    index("care_exposures_at").on(table.at),
    check("care_exposures_of_one", sql`num_nonnulls(case_id, golden_turn_id) = 1`),
    check("care_exposures_golden_shown", sql`(golden_turn_id is null) = (golden_shown_as is null)`),
  ],
);
