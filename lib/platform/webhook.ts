import "server-only";
import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { secrets } from "./env";
import { NotNeeded, type OutboxHandler, Refused } from "./outbox";
import { settingsFor } from "./settings";

/** The signing secret of one platform's receiver, as the Standard Webhooks libraries take it. */
export function webhookSecret(platformId: string): string {
  return `whsec_${createHmac("sha256", secrets().links).update(`webhook ${platformId}`).digest("base64")}`;
}

/**
 * Tells the platform what happened, signed by the Standard Webhooks specification; the outbox row's id is the
 * message's id, so that a repeat can be recognised. 2xx is done, 410 is never again, anything else is tried later.
 */
export const sendWebhook: OutboxHandler = async (message, { db, now }) => {
  const { webhookUrl } = await settingsFor(db, message.platformId);
  if (!webhookUrl) throw new NotNeeded("no webhook receiver is set for this platform");
  const { event, ...about } = message.payload;
  const body = JSON.stringify({
    type: event,
    timestamp: message.createdAt.toISOString(),
    data: { platform: message.platformId, ...about },
  });
  const signature = new Webhook(webhookSecret(message.platformId)).sign(message.id, now, body);
  const answer = await fetch(webhookUrl, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
    headers: {
      "content-type": "application/json",
      "webhook-id": message.id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": signature,
    },
    body,
  });
  await answer.body?.cancel();
  if (answer.status === 410) throw new Refused("the receiver answered 410: it wants no more of these");
  if (!answer.ok) throw new Error(`the receiver answered ${answer.status}`);
};
