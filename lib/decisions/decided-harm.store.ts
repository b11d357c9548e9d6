import "server-only";
import { eq } from "drizzle-orm";
import { cases } from "@/db/schema";
import type { CommandContext } from "@/lib/platform/command";
import { type HarmClass, harmsOfClause } from "@/lib/platform/harm.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { packFor } from "@/lib/policy/store";
import { recordOpened } from "@/lib/queue/care.store";
import type { DecideCase } from "./contract";

/** The classes of the clause it is decided on, with the evidence that was bound; none where nothing was found. */
export function harmsDecided(pack: Pick<PolicyPack, "clauses"> | null, input: DecideCase): HarmClass[] {
  if (input.outcome !== "violation") return [];
  const clause = pack?.clauses.find((each) => each.ref === input.clause);
  const found = input.evidence.flatMap(({ text, element }) => [text, element]);
  return harmsOfClause(clause && { ...clause, found });
}

/** Counts for the person what they decided: a case that nobody called violent is, once it was decided as violence. */
export async function recordDecidedHarm({ tx, actor, now }: CommandContext, input: DecideCase): Promise<void> {
  if (actor.kind !== "person") return;
  const { id, platformId, harms, severity } = cases;
  const [row] = await tx.select({ id, platformId, harms, severity }).from(cases).where(eq(id, input.caseId));
  if (!row) return;
  const ref = input.outcome === "violation" ? input.clause : undefined;
  const pack = ref ? await packFor(tx, row.platformId) : null;
  await recordOpened(tx, actor, row, now, { more: harmsDecided(pack, input) });
}
