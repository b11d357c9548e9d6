import { answerWrite } from "@/lib/platform/write-route";
import { publishReport } from "@/lib/transparency/publish-report.command";

type Context = { params: Promise<{ versionId: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { versionId } = await params;
  return answerWrite(request, publishReport, { versionId });
}
