import { exportAudit } from "@/lib/platform/audit-check";
import { answerTerminal, terminal } from "@/lib/platform/cli-route";

export function GET(request: Request): Promise<Response> {
  return answerTerminal(request, async () => {
    const exported = await exportAudit(terminal, new Date());
    return exported.ok
      ? new Response(exported.value, { headers: { "content-type": "application/x-ndjson" } })
      : exported;
  });
}
