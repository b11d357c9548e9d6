import { z } from "zod";
import { ChainHeadLine } from "@/lib/platform/audit-chain.contract";
import { checkAudit } from "@/lib/platform/audit-check";
import { answerTerminal, terminal } from "@/lib/platform/cli-route";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";

const Body = z.object({ anchors: z.array(ChainHeadLine).max(10_000).default([]) });

export function POST(request: Request): Promise<Response> {
  return answerTerminal(request, async (body) => {
    const parsed = Body.safeParse(body);
    if (!parsed.success) return fail("invalid", "invalid", { fields: fieldFailures(parsed.error) });
    const { anchors } = parsed.data;
    const encoder = new TextEncoder();
    // A long log takes minutes: a line of progress now and then keeps the connection, the last line is the answer.
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        const write = (line: unknown) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        const checked = await checkAudit(terminal, new Date(), {
          anchors,
          onProgress: (entries) => write({ entries }),
        });
        write(checked.ok ? { report: checked.value } : { failure: checked });
        controller.close();
      },
    });
    return new Response(stream, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
  });
}
