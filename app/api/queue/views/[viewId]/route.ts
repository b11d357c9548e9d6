import { answerWrite } from "@/lib/platform/write-route";
import { removeView } from "@/lib/queue/views.command";

export async function DELETE(request: Request, { params }: { params: Promise<{ viewId: string }> }): Promise<Response> {
  return answerWrite(request, removeView, await params);
}
