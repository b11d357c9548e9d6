import "server-only";
import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { secrets } from "./env";
import { NotNeeded, type OutboxHandler, Refused, Unreachable } from "./outbox";
import { settingsFor } from "./settings";

/** The signing secret of one platform's receiver, as the Standard Webhooks libraries take it. */
export function webhookSecret(platformId: string): string {
  return `whsec_${createHmac("sha256", secrets().links).update(`webhook ${platformId}`).digest("base64")}`;
}

async function post(url: string, init: RequestInit, timeoutMs: number): Promise<number> {
  try {
    // Where a redirect leads was chosen by nobody here, and the message is not for them.
    const answer = await fetch(url, {
      ...init,
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      throw new Unreachable(`the receiver did not answer within ${timeoutMs / 1000} s`);
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new Unreachable(`the receiver cannot be reached${code}`);
  }
}

/**
 * Tells the platform what happened, signed by the Standard Webhooks specification; the outbox row's id is the
 * message's id, so that a repeat can be recognised. 2xx is done, 410 is never again, anything else is tried later.
 */
export function webhookSender(timeoutMs: number): OutboxHandler {
  return async (message, { db, now }) => {
    const { webhookUrl } = await settingsFor(db, message.platformId);
    if (!webhookUrl) throw new NotNeeded("no webhook receiver is set for this platform");
    const { event, ...about } = message.payload;
    const body = JSON.stringify({
      type: event,
      timestamp: message.createdAt.toISOString(),
      data: { platform: message.platformId, ...about },
    });
    const signature = new Webhook(webhookSecret(message.platformId)).sign(message.id, now, body);
    const headers = {
      "content-type": "application/json",
      "webhook-id": message.id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": signature,
    };
    const status = await post(webhookUrl, { headers, body }, timeoutMs);
    if (status === 410) throw new Refused("the receiver answered 410: it wants no more of these");
    if (status < 200 || status > 299) throw new Error(`the receiver answered ${status}`);
  };
}

export const sendWebhook = webhookSender(10_000);
