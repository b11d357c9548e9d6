import type { AccountStanding, Localised } from "./account.contract";
import type { RunningSanction } from "./standing.rules";

/**
 * What runs against an account now, one line an effect (overlapping terms are not added), in the words it was imposed
 * with. What touches one content, or happened once, is in the decision and not here.
 */
export function runningSanctions(
  running: readonly RunningSanction[],
  imposed: readonly { id: string; label: Localised }[],
): AccountStanding["running"] {
  return running
    .filter(({ effect, term }) => term !== "once" && (effect.startsWith("feature:") || effect.startsWith("account:")))
    .flatMap(({ term, endsAt, sanctionIds }) => {
      const label = imposed.find(({ id }) => id === sanctionIds.at(-1))?.label;
      const line = {
        endsAt: endsAt?.toISOString() ?? null,
        indefinite: term === "open_ended",
        permanent: term === "permanent",
      };
      return label ? [{ label, ...line }] : [];
    });
}
