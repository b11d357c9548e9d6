import { replaceMisuseLink } from "@/lib/misuse/link.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ measureId: string }> },
): Promise<Response> {
  return answerWrite(request, replaceMisuseLink, await params);
}
