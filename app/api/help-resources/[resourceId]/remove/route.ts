import { removeHelpResource } from "@/lib/administration/help-resource.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ resourceId: string }> };

export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, removeHelpResource, await params);
}
