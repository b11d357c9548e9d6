import "server-only";
import { isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { platforms, platformTierChanges, reportDuties } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { ok } from "@/lib/platform/result";
import { dayIn, endOfDay } from "@/lib/platform/time.rules";
import { turnOf } from "@/lib/policy/owed.queries";
import { tierAt } from "@/lib/policy/tier.rules";
import { dutiesAtEnd, halfYearEnds, spanOf } from "./report-duty.rules";

type NewDuty = Omit<typeof reportDuties.$inferInsert, "openedAt">;

const keyOf = ({ platformId, kind, lastDay }: Pick<NewDuty, "platformId" | "kind" | "lastDay">) =>
  `${platformId} ${kind} ${lastDay}`;

/** What every platform owes by now by the tier it had when each period ended, and nobody opened yet. */
async function dutiesToOpen(db: Db | Tx, now: Date): Promise<NewDuty[]> {
  const { platformId, kind, lastDay } = reportDuties;
  const known = new Set((await db.select({ platformId, kind, lastDay }).from(reportDuties)).map(keyOf));
  const changes = await db.select().from(platformTierChanges).where(isNull(platformTierChanges.replacedAt));
  const all = await db.select().from(platforms);
  return all
    .flatMap(({ id, zone, tier, createdAt }) => {
      const turns = changes.filter((change) => change.platformId === id).map((change) => turnOf(change, zone));
      return halfYearEnds(dayIn(createdAt, zone), dayIn(now, zone)).flatMap((end) =>
        dutiesAtEnd(end, tierAt(turns, endOfDay(end, zone), tier)).map((duty) => ({
          ...{ ...duty, ...spanOf(duty, zone), platformId: id },
        })),
      );
    })
    .filter((duty) => !known.has(keyOf(duty)));
}

const openDuties = command({
  name: "clock.open",
  permission: "clock.open",
  input: z.object({}),
  subject: (_, opened?: number) => (opened ? { kind: "clocks", id: "reports", detail: { duties: opened } } : null),
  async run({ tx, now }) {
    const duties = await dutiesToOpen(tx, now);
    if (duties.length === 0) return ok(0);
    const opened = await tx
      .insert(reportDuties)
      .values(duties.map((duty) => ({ ...duty, openedAt: now })))
      .onConflictDoNothing()
      .returning({ id: reportDuties.id });
    return ok(opened.length);
  },
});

/**
 * For the worker's schedule: puts on the board what is owed of periods that have ended since a platform came to the desk.
 * Safe to run twice; answers how many are new.
 */
export async function openReportsWhenDue(db: Db, now: Date): Promise<number> {
  // Looked at first, so that an idle day writes nothing.
  if ((await dutiesToOpen(db, now)).length === 0) return 0;
  const opened = await openDuties({ kind: "system", name: "clocks" }, {}, now);
  if (!opened.ok) throw new Error(`no duty to report was opened: ${opened.reason}`);
  return opened.value;
}
