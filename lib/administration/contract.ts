import { z } from "zod";
import type { TokenStanding } from "@/lib/platform/database-token.rules";
import type { LetterState } from "@/lib/platform/letter-state.rules";
import { addressProblem, addressTaken } from "@/lib/platform/outside-address.rules";
import { type SettingKey, settingShapes } from "@/lib/platform/settings.rules";
import { neededLine, typedLine } from "@/lib/platform/text.rules";
import type { PlatformTier } from "@/lib/policy/tier.rules";
import { isKeyPermission } from "./rules";
import { type SettingValue, settingFacts } from "./settings.rules";

const keys = Object.keys(settingShapes) as [SettingKey, ...SettingKey[]];

/** `value: null` takes a platform's own value away, or leads back to what the setting starts as. */
export const ChangeSetting = z
  .object({
    key: z.enum(keys),
    platformId: neededLine(60).default("*"),
    value: z.union([z.number(), z.boolean(), typedLine(4000)]).nullable(),
    /** When the row was last changed as the admin saw it; null when there was none. */
    seenAt: z.iso.datetime().nullable(),
  })
  .superRefine(({ key, platformId, value }, context) => {
    if (platformId !== "*" && !settingFacts[key].perPlatform) {
      context.addIssue({ code: "custom", path: ["platformId"], message: "setting_not_per_platform" });
    }
    if (value === null) return;
    const parsed = settingShapes[key].safeParse(value, { reportInput: true });
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue, path: ["value"] });
    // Asked of what is written now; one with a path that is stored already goes on being read as its host.
    const wrong = parsed.success ? addressProblem(String(value), addressTaken(key)) : null;
    if (settingFacts[key].unit === "address" && wrong)
      context.addIssue({ code: "custom", path: ["value"], message: wrong });
  });

export const CreateApiKey = z.object({
  name: z.string().trim().pipe(neededLine(80)),
  /** None means every platform, also those that come later. */
  platformIds: z.array(neededLine(60)).max(50).default([]),
  permissions: z
    .array(z.string().refine(isKeyPermission, { message: "not_key_permission" }))
    .min(1)
    .max(20),
});
export const RevokeApiKey = z.object({ keyId: z.uuid() });
export const ShowWebhookSecret = z.object({ platformId: neededLine(60) });
export const RetryOutbox = z.object({ messageId: z.uuid() });

/** `secret`: what a receiver checks signatures with, as the Standard Webhooks libraries take it. */
export type WebhookSecret = { platformId: string; secret: string };
/** `resumed`: platforms whose sending to the Transparency Database this setting had stopped, and which start again. */
export type SettingChanged = { key: SettingKey; platformId: string; changedAt: string | null; resumed: string[] };
/** `key` is there once, in this answer only. */
export type ApiKeyCreated = { keyId: string; key: string };

/** A row as stored; `changedAt` goes back with a change, to tell whether someone was faster. */
export type SettingRow = { platformId: string; value: SettingValue; changedAt: string; changedBy: string | null };
export type SettingOnPage = {
  key: SettingKey;
  group: string;
  unit: string;
  perPlatform: boolean;
  min: number | null;
  max: number | null;
  /** What holds while there is no row. */
  first: SettingValue;
  /** The row for all platforms, then each platform's own. */
  rows: SettingRow[];
};
export type PlatformName = { id: string; name: { en: string; hans: string } };
/** With whether the DSA asks its provider to tell the Transparency Database (lib/policy/tier.rules.ts). */
/** `owedDatabase`: it had a tier once that owed, and what was decided then stays due. */
export type SettingsPlatform = PlatformName & {
  tier: PlatformTier;
  owesDatabase: boolean;
  owedDatabase: boolean;
  databaseToken: TokenStanding;
};
export type SettingsPage = { settings: SettingOnPage[]; platforms: SettingsPlatform[] };

export type ApiKeyRow = {
  id: string;
  name: string;
  platformIds: string[];
  permissions: string[];
  createdBy: string | null;
  createdAt: Date;
  revokedAt: Date | null;
  /** For whom it may act now, by name. */
  allowedBy: string[];
};

export const outboxViews = ["waiting", "stuck", "refused", "sent", "cancelled"] as const;
export type OutboxView = (typeof outboxViews)[number];
export type OutboxRow = {
  id: string;
  kind: string;
  platformId: string;
  state: OutboxView;
  attempts: number;
  runAt: Date;
  createdAt: Date;
  doneAt: Date | null;
  lastError: string | null;
  decisionId: string | null;
  mayRetry: boolean;
};

/** What the mailbox can be narrowed to. `queued` are still in the outbox, `undeliverable` letters have no address. */
export const mailViews = ["all", "queued", "sent", "delivered", "read", "bounced", "undeliverable"] as const;
export type MailView = (typeof mailViews)[number];

export type MailRow = {
  id: string;
  to: string;
  subject: string;
  language: string;
  kind: string;
  route: string;
  sentAt: Date;
  /** What became of it, since when, and what was said where it came back. */
  state: LetterState;
  stateAt: Date | null;
  why: string | null;
};
/** One mail, whole, with the others of its conversation. */
export type WholeMail = MailRow & {
  body: string;
  html: string;
  /** Its Message-ID, by which a mail service speaks of it. */
  number: string | null;
  thread: { id: string; subject: string; language: string; sentAt: Date }[];
};
/** A mail that has not left, or a letter that has nowhere to go: no text is shown of the first, it may hold an address. */
export type UnsentMail = {
  id: string;
  kind: string;
  at: Date;
  why: string | null;
  letter: { id: string; subject: string; language: string } | null;
};
