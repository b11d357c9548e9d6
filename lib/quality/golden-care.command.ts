import "server-only";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { OpenedCase } from "@/lib/queue/contract";
import { recordGolden } from "./golden-care.store";
import { turnOf } from "./golden-turn.store";

/** That a golden item, or an earlier case of its account, is before them without being in their hands: as `care.open`. */
export const openGolden = command({
  name: "care.open",
  permission: "case.claim",
  input: OpenedCase,
  subject: () => null,
  async run({ tx, actor, now }, { caseId, anyway }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const golden = await turnOf(tx, actor, caseId);
    if (!golden) return fail("not_found", "case_not_found");
    await recordGolden(tx, actor, golden, now, { isAnyway: anyway });
    return ok({ caseId });
  },
});
