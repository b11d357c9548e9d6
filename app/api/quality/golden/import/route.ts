import { answerWrite } from "@/lib/platform/write-route";
import { importGoldenLines } from "@/lib/quality/golden-item.command";

/** Golden items, one a line: `{lines}` is NDJSON. Answers how many were kept, and why the others were not. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, importGoldenLines);
}
