import { showWebhookSecret } from "@/lib/administration/webhook-secret.command";
import { answerWrite } from "@/lib/platform/write-route";

/** A POST although it changes nothing: looking is written down, and no browser fetches it ahead. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, showWebhookSecret);
}
