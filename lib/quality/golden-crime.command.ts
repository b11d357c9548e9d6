import "server-only";
import { v7 } from "uuid";
import { OpenReferral } from "@/lib/crime/referral.contract";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { crimeOnGolden } from "./golden.rules";
import { goldenSubject } from "./golden-subject.rules";
import { lockTurn, moveTurn } from "./golden-turn.store";

/**
 * A suspicion of a crime on a golden item: kept with the turn, which then cannot be answered, as a case could not be decided
 * (DSA Art. 18(1)). No evidence is locked and no authority told: the real case it was copied from was seen to.
 */
export const openReferralOnGolden = command<typeof OpenReferral, { referralId: string; caseId: string }>({
  name: "referral.open",
  permission: "case.decide",
  input: OpenReferral,
  subject: ({ caseId }) => goldenSubject({ caseId, platform: undefined }),
  async run({ tx, actor, now }, { caseId, offence, why }) {
    const golden = await lockTurn(tx, actor, caseId);
    if (!golden) return fail("not_found", "case_not_found");
    const { turn } = golden;
    if (crimeOnGolden(turn, "")) return fail("stale", "referral_open_already");
    const referralId = v7();
    const notes = [...turn.notes, { id: referralId, text: why, at: now.toISOString(), offence }];
    await moveTurn(tx, golden, { notes, version: turn.version });
    return ok({ referralId, caseId });
  },
});
