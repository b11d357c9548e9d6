import "server-only";
import { and, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases } from "@/db/schema";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { careOf, ofClass, without } from "@/lib/queue/care.store";
import { filterOf, type QueueFilter } from "@/lib/queue/filters.queries";
import { givableTo } from "@/lib/queue/free.queries";
import type { Left } from "./contract";

async function isAny(db: Db, which: SQL | undefined): Promise<boolean> {
  const [row] = await db.select({ id: cases.id }).from(cases).where(which).limit(1);
  return row !== undefined;
}

/**
 * What there is for somebody who was given nothing under a filter: whether they could be given something without it, and of
 * which classes that they are not given now something is free in it. One case of each is looked for, and nothing counted.
 */
export async function whatIsLeft(
  db: Db,
  actor: Actor,
  filter: QueueFilter,
  now: Date = new Date(),
): Promise<Result<Left>> {
  if (actor.kind !== "person" || actor.through) return fail("forbidden");
  const { notGiven } = await careOf(db, actor.id, now);
  const free = givableTo(actor, now);
  const inFilter = filterOf(filter);
  const waiting: HarmClass[] = [];
  for (const harm of notGiven) if (await isAny(db, and(free, inFilter, ofClass(harm)))) waiting.push(harm);
  const isNarrowed = inFilter !== undefined;
  return ok({ isNarrowed, elsewhere: isNarrowed && (await isAny(db, and(free, without(notGiven)))), waiting });
}
