import { resolveReviewFlag } from "@/lib/appeals/flag.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ flagId: string }> };

/** Settles a decision that counted a fallen strike: `{resolution, why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, resolveReviewFlag, await params);
}
