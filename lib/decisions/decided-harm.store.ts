import "server-only";
import { eq } from "drizzle-orm";
import { cases } from "@/db/schema";
import type { CommandContext } from "@/lib/platform/command";
import { harmsOfClause } from "@/lib/platform/harm.rules";
import { packFor } from "@/lib/policy/store";
import { recordOpened } from "@/lib/queue/care.store";
import type { DecideCase } from "./contract";

/** Counts for the person what they decided: a case that nobody called violent is, once it was decided as violence. */
export async function recordDecidedHarm({ tx, actor, now }: CommandContext, input: DecideCase): Promise<void> {
  if (actor.kind !== "person") return;
  const { id, platformId, harms, severity } = cases;
  const [row] = await tx.select({ id, platformId, harms, severity }).from(cases).where(eq(id, input.caseId));
  if (!row) return;
  const ref = input.outcome === "violation" ? input.clause : undefined;
  const pack = ref ? await packFor(tx, row.platformId) : null;
  const clause = pack?.clauses.find((each) => each.ref === ref);
  const bound = input.outcome === "violation" ? input.evidence : [];
  const found = bound.flatMap(({ text, element }) => [text, element]);
  await recordOpened(tx, actor, row, now, { more: harmsOfClause(clause && { ...clause, found }) });
}
