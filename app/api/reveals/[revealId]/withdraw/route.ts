import { withdrawReveal } from "@/lib/decisions/reveal.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ revealId: string }> }): Promise<Response> {
  return answerWrite(request, withdrawReveal, await params);
}
