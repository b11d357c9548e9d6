import { BackupRefused, BackupRequest } from "@/lib/backup/backup.contract";
import { makeBackup } from "@/lib/backup/make-backup";
import { answerTerminal, terminal } from "@/lib/platform/cli-route";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";

/** `db backup` while the app holds the embedded database: lines of progress, then `{made}` or `{refused}`. */
export function POST(request: Request): Promise<Response> {
  return answerTerminal(request, async (body) => {
    const asked = BackupRequest.safeParse(body);
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        const write = (line: unknown) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        try {
          const made = await makeBackup(terminal, asked.data, { now: new Date(), say: (said) => write({ said }) });
          write(made.ok ? { made: made.value } : { refused: made.reason });
        } catch (error) {
          if (!(error instanceof BackupRefused)) console.error(error);
          write({ refused: error instanceof Error ? error.message : String(error) });
        }
        controller.close();
      },
    });
    return new Response(stream, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
  });
}
