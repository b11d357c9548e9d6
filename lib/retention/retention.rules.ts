import type { Settings } from "@/lib/platform/settings.rules";

/** What is kept of people, by class; each has a period of its own (issue 5, Q89). */
export const retentionClasses = ["reporter", "guest", "minor", "snapshot", "complaint", "evidence", "mail"] as const;
export type RetentionClass = (typeof retentionClasses)[number];
/** What keeps something in spite of its age: the first of these that holds. */
export const retentionNeeds = [
  "open_case",
  "referral",
  "appeal",
  "dispute",
  "order",
  "suspension",
  "came_back",
  "appeal_window",
] as const;
export type RetentionNeed = (typeof retentionNeeds)[number];
export type KeepSettings = Pick<
  Settings,
  | "keepReporterDays"
  | "keepGuestDays"
  | "keepMinorDays"
  | "keepSnapshotDays"
  | "keepComplaintDays"
  | "keepEvidenceDays"
  | "keepMailDays"
>;

const dayMs = 86_400_000;

/** How long a class is kept after the last thing that needs it has ended, in days. */
export function keptDays(kind: RetentionClass, settings: KeepSettings): number {
  switch (kind) {
    case "reporter":
      return settings.keepReporterDays;
    case "guest":
      return settings.keepGuestDays;
    case "minor":
      return settings.keepMinorDays;
    case "snapshot":
      return settings.keepSnapshotDays;
    case "complaint":
      return settings.keepComplaintDays;
    case "evidence":
      return settings.keepEvidenceDays;
    case "mail":
      return settings.keepMailDays;
  }
}

/** `neededBy`: what runs and needs it; `endsAt`: when the last appeal window or the like has ended, or ends. */
export type Kept = { kind: RetentionClass; neededBy: RetentionNeed | null; endsAt: Date };

/** When it is deleted; null while something that runs needs it, however old it is. */
export function purgeAt({ kind, neededBy, endsAt }: Kept, settings: KeepSettings): Date | null {
  return neededBy ? null : new Date(endsAt.getTime() + keptDays(kind, settings) * dayMs);
}

export function isDue(kept: Kept, settings: KeepSettings, now: Date): boolean {
  const at = purgeAt(kept, settings);
  return at !== null && at <= now;
}
