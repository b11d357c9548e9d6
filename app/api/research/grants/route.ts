import { answerWrite } from "@/lib/platform/write-route";
import { grantResearch } from "@/lib/research/grant.command";

/** Gives a researcher a key: `{holder, institution, purpose, platformIds, until}`. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, grantResearch, {}, 201);
}
