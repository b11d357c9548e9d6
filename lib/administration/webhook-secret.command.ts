import "server-only";
import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { platforms } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { appendRefusal } from "@/lib/platform/refusals";
import { fail, ok, type Result } from "@/lib/platform/result";
import { webhookSecret } from "@/lib/platform/webhook";
import { ShowWebhookSecret, type WebhookSecret } from "./contract";

const verb = "webhook.secret";

/**
 * Shows an admin what one platform's receiver checks our signatures with, and writes down who looked, never what they
 * saw. Whoever has it could write to the receiver in our name. Fails as `forbidden`, which is written down too, or as
 * `platform_unknown`.
 */
export async function showWebhookSecret(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<WebhookSecret>> {
  const db = await database();
  const about = (id: string, platformId?: string) => ({ kind: "platform", id, ...(platformId ? { platformId } : {}) });
  if (!can(actor, "webhook.secret")) {
    await appendRefusal(db, { actor, verb, subject: { ...about("*"), detail: { reason: "forbidden" } }, now });
    return fail("forbidden");
  }
  const input = ShowWebhookSecret.safeParse(raw, { reportInput: true });
  if (!input.success) return fail("invalid", "invalid", { fields: fieldFailures(input.error) });
  const { platformId } = input.data;
  const [platform] = await db.select({ id: platforms.id }).from(platforms).where(eq(platforms.id, platformId));
  if (!platform) return fail("not_found", "platform_unknown");
  await appendAudit(db, { actor, verb, outcome: "viewed", subject: about(platformId, platformId), now });
  return ok({ platformId, secret: webhookSecret(platformId) });
}
