import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { TrusteeFiles } from "@/lib/commitments/terminal.command";
import type { Io } from "./io";

const usage = `usage: npm run -s cli -- report trustee --from DAY --to DAY [--register SLUG] [--language en|zh-Hans] --out DIR
       npm run -s cli -- report trustee --report ID [--language en|zh-Hans] --out DIR

  --from, --to   YYYY-MM-DD, both days within the period: what is due is measured, then a snapshot is taken and sealed
  --report       a report that is sealed already, by its id: the same files once more
  --register     the register of commitments; aliexpress-2025 where none is named
`;

const noValues =
  "No indicator has a value in this period. What the product measures it measures for the last twelve months; earlier ones stay blank.\n";

type Request = { from?: string; to?: string; register?: string; report?: string; language?: string };
type Asked = { out: string; request: Request };

function read(args: string[]): Asked | string {
  try {
    const text = { type: "string" } as const;
    const options = { from: text, to: text, register: text, report: text, language: text, out: text };
    const { out, ...request } = parseArgs({ args, options }).values;
    if (!out) return "--out is needed.";
    const isPeriod = request.from !== undefined && request.to !== undefined;
    if (isPeriod === (request.report !== undefined)) return "--from and --to are needed, or --report without them.";
    return { out, request };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Answer = TrusteeFiles | { message: string; isUsage: boolean };

async function fromDatabase(request: Request): Promise<Answer> {
  const { makeTrusteeReport } = await import("@/lib/commitments/terminal.command");
  const { terminal } = await import("@/lib/platform/cli-route");
  const { problemOf } = await import("@/lib/platform/http");
  const made = await makeTrusteeReport(terminal, request);
  return made.ok ? made.value : { message: problemOf(made).detail, isUsage: made.code === "invalid" };
}

async function fromApp(
  send: (path: string, init: RequestInit) => Promise<Response>,
  request: Request,
): Promise<Answer> {
  const response = await send("/api/cli/report/trustee", { method: "POST", body: JSON.stringify(request) });
  const body = await response.json();
  if (response.ok) return body;
  return { message: String(body.detail ?? body.title ?? response.status), isUsage: response.status === 422 };
}

/**
 * `report trustee`: the report of a register of commitments to its trustee (AE14), out of a snapshot that is sealed by its
 * SHA-256: HTML, tagged PDF, the snapshot itself as canonical JSON, and the numbers as CSV. One line on stdout:
 * `{report, register, period, sha256, files}`.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const asked = read(args);
  if (typeof asked === "string") {
    io.errors.write(`${asked}\n${usage}`);
    return 2;
  }
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  try {
    const door = await openDataDoor();
    try {
      const { out, request } = asked;
      const answer = door.kind === "app" ? await fromApp(door.app.send, request) : await fromDatabase(request);
      if ("message" in answer) {
        io.errors.write(`${answer.message}\n`);
        return answer.isUsage ? 2 : 1;
      }
      await mkdir(out, { recursive: true });
      const files: string[] = [];
      for (const { name, base64 } of answer.files) {
        files.push(join(out, name));
        await writeFile(join(out, name), Buffer.from(base64, "base64"));
      }
      if (!answer.hasValues) io.errors.write(noValues);
      const { reportId: report, register, from, to, sha256 } = answer;
      io.output.write(`${JSON.stringify({ report, register, period: { from, to }, sha256, files })}\n`);
      return 0;
    } finally {
      await door.close();
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
