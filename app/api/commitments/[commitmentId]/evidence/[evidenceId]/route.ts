import { openEvidence } from "@/lib/commitments/evidence.command";
import { downloadAnswer } from "@/lib/platform/download-answer";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";

type Props = { params: Promise<{ commitmentId: string; evidenceId: string }> };

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const opened = await openEvidence(actor, await params);
  if (!opened.ok) return respond(opened, actor.kind === "person" ? { locale: actor.locale } : {});
  return downloadAnswer(opened.value);
}
