import "server-only";
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { careChoices, careExposures, careShifts, cases, people } from "@/db/schema";
import { type HarmClass, hardOnes, harmsAmong } from "@/lib/platform/harm.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { type Settings, settingsFor } from "@/lib/platform/settings";
import {
  deskLimits,
  type Exposure,
  hardInARowAfter,
  isLighterNext,
  isSameShift,
  limitsFor,
  notGivenNow,
  type PerClass,
  spentBy,
  workSinceAt,
} from "./care.rules";
import type { CaseRow } from "./store";

export type ShiftRow = typeof careShifts.$inferSelect;
export type Care = {
  settings: Settings;
  /** The shift that goes on, or null after rest. */
  shift: ShiftRow | null;
  spent: PerClass;
  limits: PerClass;
  own: Record<string, number>;
  optedOut: string[];
  notGiven: HarmClass[];
  isLighterNext: boolean;
};

/** The id of their newest shift, whether it goes on or not. */
export const newestShift = (personId: string | typeof people.id) => sql`(select newest.id from care_shifts newest
  where newest.person_id = ${personId} order by newest.started_at desc, newest.id desc limit 1)`;

/** Choices, newest shift and what was had in it, in one round trip: it is asked with each next case. */
function readCare(db: Db | Tx, personIds: readonly string[]) {
  return db
    .select({
      personId: people.id,
      choices: careChoices,
      last: careShifts,
      had: sql<Exposure[]>`coalesce((select jsonb_agg(jsonb_build_object('harmClass', harm_class, 'severity', severity))
        from care_exposures where shift_id = ${careShifts.id}), '[]')`,
    })
    .from(people)
    .leftJoin(careChoices, eq(careChoices.personId, people.id))
    .leftJoin(careShifts, eq(careShifts.id, newestShift(people.id)))
    .where(inArray(people.id, [...personIds]));
}

type Read = Omit<Awaited<ReturnType<typeof readCare>>[number], "personId">;

function careFrom({ choices, last, had }: Read, settings: Settings, now: Date): Care {
  const shift = last && isSameShift(last, settings.careRestMinutes, now) ? last : null;
  const own = choices?.limits ?? {};
  const optedOut = choices?.optedOut ?? [];
  const [spent, limits] = [spentBy(shift ? had : []), limitsFor(deskLimits(settings), own)];
  return {
    settings,
    shift,
    spent,
    limits,
    own,
    optedOut,
    notGiven: notGivenNow({ spent, limits, optedOut }),
    isLighterNext: isLighterNext(shift?.hardInARow ?? 0, settings.careHardInARow),
  };
}

/**
 * What one person had before them in this shift, and what follows for what they are given. Theirs alone to read.
 * @param known the desk's settings, where they were read already
 */
export async function careOf(db: Db | Tx, personId: string, now: Date, known?: Settings): Promise<Care> {
  const settings = known ?? (await settingsFor(db));
  const [row] = await readCare(db, [personId]);
  return careFrom(row ?? { choices: null, last: null, had: [] }, settings, now);
}

/** Of each of these people the classes that they are not given now, in one round trip; for sums, never to be told of one. */
export async function notGivenOf(
  db: Db,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, readonly HarmClass[]>> {
  const settings = await settingsFor(db);
  const rows = await readCare(db, personIds);
  return new Map(rows.map(({ personId, ...row }) => [personId, careFrom(row, settings, now).notGiven]));
}

/**
 * The classes that routing does not give a reader now, so that no list shows them either (issue 4). A program never learns
 * it of whom it acts for. Read only where `harms` of what is listed has any.
 */
export async function notGivenTo(
  db: Db | Tx,
  actor: Actor,
  harms: readonly (readonly string[])[],
  now: Date,
): Promise<HarmClass[]> {
  if (actor.kind !== "person" || actor.through || harms.every((each) => each.length === 0)) return [];
  return (await careOf(db, actor.id, now)).notGiven;
}

/** Cases of none of these classes. */
export function without(classes: readonly string[]): SQL | undefined {
  if (classes.length === 0) return undefined;
  return sql`not jsonb_exists_any(${cases.harms}, ${`{${classes.join(",")}}`}::text[])`;
}

/** Cases of this class; the second half, a literal, shows the planner the index of cases that are of any. */
export function ofClass(harm: HarmClass): SQL {
  return sql`${cases.harms} @> ${JSON.stringify([harm])}::jsonb and ${cases.harms} <> '[]'::jsonb`;
}

export const isLight = without(hardOnes);

/** The newest shift if it goes on, locked until the transaction ends. */
async function lockShift(tx: Tx, personId: string, settings: Settings, now: Date): Promise<ShiftRow | null> {
  const [last] = await tx
    .select()
    .from(careShifts)
    .where(eq(careShifts.id, newestShift(personId)))
    .for("update");
  return last && isSameShift(last, settings.careRestMinutes, now) ? last : null;
}

async function shiftToGoOn(tx: Tx, personId: string, settings: Settings, now: Date): Promise<ShiftRow | null> {
  const shift = await lockShift(tx, personId, settings, now);
  if (shift) return shift;
  // Two windows of one person begin one shift: who comes second looks again.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`care ${personId}`}, 0))`);
  return lockShift(tx, personId, settings, now);
}

type Sign = {
  /** The desk's settings, where they were read already. */
  settings?: Settings;
  /** What this sign of work puts before the person. */
  opened?: { caseId: string; harms: readonly string[] };
};

/** The shift that goes on with this sign of work; after rest, or for the first time, a new one. */
export async function workingShift(tx: Tx, personId: string, sign: Sign, now: Date): Promise<ShiftRow> {
  const settings = sign.settings ?? (await settingsFor(tx));
  const shift = await shiftToGoOn(tx, personId, settings, now);
  const before = shift ?? { hardInARow: 0, lastCaseId: null };
  const counted = sign.opened
    ? { hardInARow: hardInARowAfter(before, sign.opened), lastCaseId: sign.opened.caseId }
    : {};
  const begun = { personId, startedAt: now, lastAt: now, workSince: now, ...counted };
  const [row] = shift
    ? await tx
        .update(careShifts)
        .set({ lastAt: now, endedAt: null, breakSince: null, workSince: workSinceAt(shift, now), ...counted })
        .where(eq(careShifts.id, shift.id))
        .returning()
    : await tx.insert(careShifts).values(begun).returning();
  if (!row) throw new Error("a shift was locked and is gone");
  return row;
}

export type Shown = Pick<CaseRow, "id" | "platformId" | "severity"> & {
  harms: readonly string[];
  /** A golden item (lib/quality): whose turn it is. `id` is what the desk shows in place of a case's. */
  goldenTurnId?: string;
};
export type Opened = {
  /** Classes beside the case's own: those of the clause it was decided on. */
  more?: readonly HarmClass[];
  isAnyway?: boolean;
  settings?: Settings;
};

/** Counts what a case puts before a person, in the transaction that opens it: once a shift and class, however often it is opened. */
export async function recordOpened(tx: Tx, actor: Person, shown: Shown, now: Date, opened: Opened = {}): Promise<void> {
  const { more = [], isAnyway = false, settings } = opened;
  const { id, platformId, severity, goldenTurnId } = shown;
  const harms = harmsAmong([...shown.harms, ...more]);
  const shift = await workingShift(tx, actor.id, { settings, opened: { caseId: id, harms } }, now);
  const which = goldenTurnId ? { goldenTurnId, goldenShownAs: id } : { caseId: id };
  const about = { personId: actor.id, ...which, shiftId: shift.id, platformId, severity, at: now, isAnyway };
  if (harms.length > 0)
    await tx
      .insert(careExposures)
      .values(harms.map((harmClass) => ({ ...about, harmClass })))
      .onConflictDoNothing();
}

/**
 * The same of a case that is before somebody without being in their queue: in an appeal, a second look or a wave. A program
 * has nothing before it.
 */
export async function recordShown(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  if (actor.kind !== "person" || actor.through) return;
  const { id, platformId, harms, severity } = cases;
  const [row] = await tx.select({ id, platformId, harms, severity }).from(cases).where(eq(id, caseId));
  if (row) await recordOpened(tx, actor, row, now);
}

/** Which case was given out of turn because it is lighter: its line says so. */
export async function markLighter(tx: Tx, shift: ShiftRow | null, caseId: string): Promise<void> {
  if (shift) await tx.update(careShifts).set({ lighterCaseId: caseId }).where(eq(careShifts.id, shift.id));
}
