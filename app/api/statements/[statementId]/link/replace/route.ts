import { replaceLink } from "@/lib/decisions/replace-link.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ statementId: string }> };

/** Ends the link of a letter and makes a new one: `{why, note, send}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, replaceLink, await params);
}
