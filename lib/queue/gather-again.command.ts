import "server-only";
import { and, desc, eq, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import { cases } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { mostAgain, ofPlatforms } from "./gathering.queries";

const GatherAgain = z.object({ platform: z.string().max(80).optional() });
type Again = { looked: number };

/** First items of waves, and cases in no wave that nobody took out of one: what was taken out by hand stays out. */
const compares = or(
  sql`exists (select 1 from wave_members m where m.case_id = ${cases.id} and m.taken_out_at is null and m.by = 'first')`,
  sql`not exists (select 1 from wave_members m where m.case_id = ${cases.id} and (m.taken_out_at is null or m.taken_out_by is not null))`,
);

/**
 * Compares again what has been compared before (issue 4: "gathered while they come in and at any time"): the likeness
 * that is asked for may be another one since, a first item another, or a picture there that was not. The worker does it,
 * as with what comes in (gather.store.ts); waves whose first items are alike by now are joined (join-waves.store.ts).
 */
export const gatherAgain = command<typeof GatherAgain, Again>({
  name: "wave.gather_again",
  permission: "case.claim",
  input: GatherAgain,
  // The chain is never a name that was typed: a limit to platforms is looked at first.
  subject: ({ platform }, value) => ({
    kind: "waves",
    id: value && platform ? platform : "all",
    platformId: value ? platform : undefined,
    detail: { items: value?.looked ?? 0 },
  }),
  async run({ tx, actor }, { platform }) {
    if (actor.kind !== "person") return fail("forbidden");
    if (platform && !mayOn(actor, platform)) return fail("not_found", "platform_unknown");
    const chosen = tx
      .select({ id: cases.id })
      .from(cases)
      .where(
        and(
          isNotNull(cases.gatheredAt),
          ne(cases.state, "decided"),
          eq(cases.childSafety, false),
          ofPlatforms(actor, platform),
          compares,
        ),
      )
      .orderBy(desc(cases.openedAt), desc(cases.id))
      .limit(mostAgain);
    const looked = await tx
      .update(cases)
      .set({ gatheredAt: null })
      .where(inArray(cases.id, chosen))
      .returning({ id: cases.id });
    return ok({ looked: looked.length });
  },
});
