import { database } from "@/db/client";
import { PreviewAnswer } from "@/lib/appeals/contract";
import { previewAnswer } from "@/lib/appeals/preview.queries";
import { fieldFailures } from "@/lib/platform/field-failures";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

async function preview(actor: Actor, raw: unknown) {
  const asked = PreviewAnswer.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  return previewAnswer(await database(), actor, asked.data);
}

/** What an answer would do and how its letter would read; a POST because it carries the reasons. Writes nothing. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, preview, await params);
}
