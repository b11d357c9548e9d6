import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { mailEventsSecret } from "./env";
import { fail, ok, type Result } from "./result";

/** A report older or newer than this is not taken: nobody plays an old one again. */
const windowMs = 5 * 60_000;

const digest = (text: string) => createHash("sha256").update(text).digest();
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

/**
 * Whether a report came from the mail service (Standard Webhooks: `webhook-id`, `webhook-timestamp`,
 * `webhook-signature`). Fails as `mail_events_off`, `signature_missing`, `signature_late` or `signature_wrong`.
 */
export function signedByMailService(headers: Headers, body: string, now: Date): Result<null> {
  const secret = mailEventsSecret();
  if (!secret) return fail("not_found", "mail_events_off");
  const [id, timestamp, given] = ["id", "timestamp", "signature"].map((name) => headers.get(`webhook-${name}`) ?? "");
  if (!id || !given || !/^\d{1,12}$/.test(timestamp ?? "")) return fail("signed_out", "signature_missing");
  const at = new Date(Number(timestamp) * 1000);
  const expected = new Webhook(secret).sign(id, at, body);
  // Several, while the service changes its secret.
  if (!given.split(" ").some((signature) => isSame(signature, expected))) return fail("signed_out", "signature_wrong");
  return Math.abs(now.getTime() - at.getTime()) > windowMs ? fail("signed_out", "signature_late") : ok(null);
}
