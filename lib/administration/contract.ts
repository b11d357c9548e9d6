import { z } from "zod";
import { type SettingKey, settingShapes } from "@/lib/platform/settings.rules";
import { isKeyPermission } from "./rules";
import { settingFacts } from "./settings.rules";

const keys = Object.keys(settingShapes) as [SettingKey, ...SettingKey[]];

/** `value: null` takes a platform's own value away, or leads back to what the setting starts as. */
export const ChangeSetting = z
  .object({
    key: z.enum(keys),
    platformId: z.string().min(1).max(60).default("*"),
    value: z.union([z.number(), z.boolean(), z.string().max(500)]).nullable(),
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
  });

export const CreateApiKey = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((text) => !/\p{Cc}/u.test(text), { message: "control_characters" }),
  /** None means every platform, also those that come later. */
  platformIds: z.array(z.string().min(1).max(60)).max(50).default([]),
  permissions: z
    .array(z.string().refine(isKeyPermission, { message: "not_key_permission" }))
    .min(1)
    .max(20),
});
export const RevokeApiKey = z.object({ keyId: z.uuid() });
export const RetryOutbox = z.object({ messageId: z.uuid() });

export type SettingChanged = { key: SettingKey; platformId: string; changedAt: string | null };
/** `key` is there once, in this answer only. */
export type ApiKeyCreated = { keyId: string; key: string };
