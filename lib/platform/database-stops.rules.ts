import type { SettingKey } from "./settings.rules";

/** Found in the settings and tokens before anything is sent. */
const beforeSending = ["no_address", "no_token", "trial_at_production"];
/** What the other side at the address said. */
const saidThere = ["token_refused", "not_allowed", "no_such_address"];

/** The causes of a stop that a change of this setting may have done away with; of other settings none. */
export function stopsToForget(key: SettingKey): readonly string[] {
  switch (key) {
    case "databaseUrl":
      return [...beforeSending, ...saidThere];
    case "databaseSandbox":
    case "databaseSend":
      return beforeSending;
    default:
      return [];
  }
}

/** Stopped queues by their cause, in the order of their platforms: what has one cause is started again in one act. */
export function byCause<Lane extends { stoppedWhy: string | null }>(lanes: readonly Lane[]): [string, Lane[]][] {
  const causes = new Map<string, Lane[]>();
  for (const lane of lanes) {
    const why = lane.stoppedWhy ?? "not_understood";
    causes.set(why, [...(causes.get(why) ?? []), lane]);
  }
  return [...causes];
}
