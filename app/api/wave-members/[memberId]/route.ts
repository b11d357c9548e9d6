import { answerWrite } from "@/lib/platform/write-route";
import { putBack, takeOut } from "@/lib/queue/wave.command";

type Context = { params: Promise<{ memberId: string }> };

/** Puts an item back into its wave. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerWrite(request, (actor, raw) => putBack(actor, raw), await params);
}

/** Takes an item out of its wave. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answerWrite(request, (actor, raw) => takeOut(actor, raw), await params);
}
