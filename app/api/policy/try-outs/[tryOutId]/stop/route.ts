import { answerWrite } from "@/lib/platform/write-route";
import { stopTryOut } from "@/lib/quality/try-out.command";

type Context = { params: Promise<{ tryOutId: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { tryOutId } = await params;
  return answerWrite(request, stopTryOut, { tryOutId });
}
