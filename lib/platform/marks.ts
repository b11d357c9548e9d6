import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { marks } from "@/db/schema";

/** Which of these marks are set, and when they were. */
export async function marksOf(db: Db | Tx, names: readonly string[]): Promise<Map<string, Date>> {
  const rows = await db
    .select({ name: marks.name, at: marks.at })
    .from(marks)
    .where(inArray(marks.name, [...names]));
  return new Map(rows.map(({ name, at }) => [name, at]));
}

/** Sets marks to a moment, whatever they were before. */
export async function setMarks(db: Db | Tx, names: readonly string[], at: Date): Promise<void> {
  if (names.length === 0) return;
  await db
    .insert(marks)
    .values(names.map((name) => ({ name, at })))
    .onConflictDoUpdate({ target: marks.name, set: { at: sql`excluded.at` } });
}

export async function clearMark(db: Db | Tx, name: string): Promise<void> {
  await db.delete(marks).where(eq(marks.name, name));
}
