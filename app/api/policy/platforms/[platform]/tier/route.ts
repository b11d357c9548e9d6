import { answerWrite } from "@/lib/platform/write-route";
import { changeTier } from "@/lib/policy/tier-change.command";

type Props = { params: Promise<{ platform: string }> };

/** What the platform's provider is by the DSA from a day on: `tier`, `isMarketplace`, `effectiveFrom`, `why`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, changeTier, await params);
}
