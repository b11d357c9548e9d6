import { answerApi, searchOf } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { readForResearch } from "@/lib/research/read.command";
import { ResearchDecisionsRequest } from "@/lib/research/research.contract";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Public decisions for a researcher, a page at a time: `platform`, `from`, `to`, `after`, `limit`. Needs `research.read`. */
export const GET = measured("/research/decisions", (request: Request) =>
  answerApi(request, { what: "research", permission: "research.read" }, async ({ actor, now }) => {
    const asked = searchOf(request, ResearchDecisionsRequest);
    return asked.ok ? readForResearch(actor, asked.value, now) : asked;
  }),
);
