import { addDays } from "@/lib/platform/time.rules";
import type { CaseContext } from "./case-context.rules";
import { earlierPoints, type ResolvedPrior } from "./counting.rules";
import { actionsOf } from "./offers.rules";
import type { Recommendation, Said } from "./recommend.contract";
import { list, say } from "./sentences.rules";

export type Consequences = Pick<
  Recommendation,
  "durationDays" | "endDate" | "indefinite" | "permanent" | "points" | "pointsTotal" | "followOn" | "reEntryBarred"
>;

/** What the recommended set alone brings with it: its term and end, its points, what follows by itself. */
export function consequencesOf(
  context: CaseContext,
  recommended: readonly string[],
  priors: readonly ResolvedPrior[],
): Consequences {
  const actions = actionsOf(context, recommended);
  const days = actions.flatMap((action) => action.durationDays ?? []);
  const durationDays = days.length > 0 ? Math.max(...days) : null;
  const followOn = [...new Set(actions.flatMap((action) => action.triggers))].filter((id) => !recommended.includes(id));
  const points = actions.reduce((sum, action) => sum + pointsOf(context, action.points, action.perInfringement), 0);
  return {
    durationDays,
    endDate: durationDays === null ? null : addDays(context.decision.day, durationDays),
    indefinite: actions.some((action) => action.indefinite),
    permanent: actions.some((action) => action.permanent),
    points,
    pointsTotal: points + earlierPoints(context, priors),
    followOn,
    reEntryBarred: [...actions, ...actionsOf(context, followOn)].some((action) => action.reEntryBarred),
  };
}

function pointsOf({ findings }: CaseContext, points: number | null, perInfringement: boolean): number {
  return (points ?? 0) * (perInfringement ? (findings.infringements ?? 1) : 1);
}

/** Term, points and what follows, in sentences; and a warning for a term that the document does not state. */
export function consequenceSentences(
  context: CaseContext,
  recommended: readonly string[],
  result: Consequences,
): { why: Said[]; warnings: Said[] } {
  const actions = actionsOf(context, recommended);
  const labels = (wanted: typeof actions) => ({
    actions: list(wanted.map(({ label }) => label)),
    actionIds: list(wanted.map(({ id }) => id)),
  });
  const why: Said[] = [];
  if (result.durationDays !== null && result.endDate !== null) {
    const [from, to] = [context.decision.day, result.endDate];
    // Its blanks are plain, so that one day has a sentence of its own.
    const { durationDays: days } = result;
    why.push(days === 1 ? say("why.endsOneDay", { from, to }) : say("why.ends", { days, from, to }));
  }
  if (result.indefinite) why.push(say("why.indefinite", labels(actions.filter((action) => action.indefinite))));
  if (result.permanent) why.push(say("why.permanent", labels(actions.filter((action) => action.permanent))));
  for (const action of actions.filter(({ triggers }) => triggers.some((id) => result.followOn.includes(id)))) {
    const follows = actionsOf(context, action.triggers);
    why.push(
      say("why.followOn", {
        action: action.label,
        actionId: action.id,
        followOn: list(follows.map(({ label }) => label)),
        followOnIds: list(action.triggers),
      }),
    );
  }
  if (result.reEntryBarred) why.push(say("why.reEntryBarred"));
  if (result.points > 0) {
    const infringements = context.findings.infringements ?? 1;
    const values = {
      infringements,
      each: result.points / infringements,
      points: result.points,
      earlier: result.pointsTotal - result.points,
      total: result.pointsTotal,
    };
    why.push(say("why.points", values), say("why.pointsDoNothing"));
  }
  const open = actions.filter((action) => action.termNotStated);
  return {
    why,
    warnings: open.map((action) => say("warning.termNotStated", { action: action.label, actionId: action.id })),
  };
}
