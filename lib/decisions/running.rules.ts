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

/** Of what is in force on an account, the actions that keep something from it as long as they last, each once, in order. */
export function lastingActions(inForce: readonly { action: string; target: string }[]): string[] {
  const lasting = inForce.filter(({ target }) => target === "feature" || target === "account");
  return [...new Set(lasting.map(({ action }) => action))].sort((a, b) => (a < b ? -1 : 1));
}
