import "server-only";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { UndoDecision, type Undone } from "./contract";
import { lockRunMember, markUndoneInRun } from "./run-members.store";
import { undoOne } from "./undo-one.store";

type Clock = () => Date;

const undoBy = (clock: Clock) =>
  command<typeof UndoDecision, Undone>({
    name: "case.undo",
    permission: "case.undo",
    input: UndoDecision,
    subject: (input, value) => ({
      kind: "decision",
      id: input.decisionId,
      platformId: value?.platform,
      ...(value ? { detail: { caseId: value.caseId } } : {}),
    }),
    async run({ tx, actor }, { decisionId }) {
      await lockRunMember(tx, decisionId);
      const undone = await undoOne(tx, { actor, decisionId, clock });
      if (undone.ok) await markUndoneInRun(tx, decisionId);
      return undone;
    },
  });

/**
 * Takes a decision back while nothing has left yet: by who made it, or by a supervisor. Everything it did is undone in
 * one transaction, and nobody outside ever hears of it. Afterwards only an appeal can change it.
 * @param clock the moment at which this happens, or a clock that goes on while locks are waited for
 */
export function undoDecision(
  actor: Actor,
  raw: unknown,
  clock: Date | Clock = () => new Date(),
): Promise<Result<Undone>> {
  const read = typeof clock === "function" ? clock : () => clock;
  return undoBy(read)(actor, raw, read());
}
