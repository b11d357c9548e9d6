import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ToldLine } from "@/lib/platform/cli-route";
import type { MadeReport } from "@/lib/transparency/report.contract";
import type { Io } from "./io";

const usage = `usage: npm run -s cli -- report transparency --from DAY --to DAY [--platform SLUG] [--facts FILE] --out DIR

  --from, --to   YYYY-MM-DD, both days within the period; or instants with an offset, the second outside it
  --platform     one service, written into DIR itself; without it each has a folder of its own there
  --facts        JSON that stands over what was entered under /reports/facts, field by field:
                 {"<slug>": {"tier", "provider", "published", …}}
`;

type Asked = { from: string; to: string; out: string; platform?: string; facts: unknown };

async function read(args: string[]): Promise<Asked | string> {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({ args, options: { from: text, to: text, platform: text, facts: text, out: text } });
    const { from, to, out, platform, facts } = values;
    if (!from || !to || !out) return "--from, --to and --out are needed.";
    const known = facts === undefined ? {} : JSON.parse(await readFile(facts, "utf8"));
    return { from, to, out, facts: known, ...(platform === undefined ? {} : { platform }) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * `report transparency`: the eleven sheets of Implementing Regulation (EU) 2024/2835 as CSV and as one XLSX file. One line
 * on stdout for each service: `{platform, period, files}`; progress and doubts go to stderr.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const asked = await read(args);
  if (typeof asked === "string") {
    io.errors.write(`${asked}\n${usage}`);
    return 2;
  }
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  try {
    const door = await openDataDoor();
    try {
      const { out, ...request } = asked;
      const say = (line: string) => void io.errors.write(`${line}\n`);
      const answer =
        door.kind === "app" ? await fromApp(door.app.send, request, say) : await fromDatabase(request, say);
      if (!Array.isArray(answer)) {
        say(answer.message);
        return answer.isUsage ? 2 : 1;
      }
      for (const made of answer) {
        for (const doubt of made.doubts) say(`${made.platform}: ${doubt}`);
        const folder = asked.platform === undefined ? join(out, made.platform) : out;
        const { platform, period } = made;
        io.output.write(`${JSON.stringify({ platform, period, files: await written(folder, made) })}\n`);
      }
      return 0;
    } finally {
      await door.close();
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

type Refused = { message: string; isUsage: boolean };
type Answer = MadeReport[] | Refused;
type Request = Omit<Asked, "out">;

async function fromDatabase(request: Request, say: (line: string) => void): Promise<Answer> {
  const { makeReport } = await import("@/lib/transparency/report.queries");
  const { terminal } = await import("@/lib/platform/cli-route");
  const { problemOf } = await import("@/lib/platform/http");
  const made = await makeReport(terminal, request, { progress: say });
  return made.ok ? made.value : { message: problemOf(made).detail, isUsage: made.code === "invalid" };
}

async function fromApp(
  send: (path: string, init: RequestInit) => Promise<Response>,
  request: Request,
  say: (line: string) => void,
): Promise<Answer> {
  say("The running app counts.");
  const response = await send("/api/cli/report/transparency", { method: "POST", body: JSON.stringify(request) });
  if (!response.ok || !response.body) {
    const { detail, title = response.status } = await response.json();
    return { message: String(detail ?? title), isUsage: response.status === 422 };
  }
  const { linesOf } = await import("@/lib/platform/lines.rules");
  for await (const line of linesOf(response.body, Number.POSITIVE_INFINITY)) {
    if (!("text" in line)) continue;
    const told: ToldLine<MadeReport[]> = JSON.parse(line.text);
    if ("progress" in told) say(told.progress);
    else return "value" in told ? told.value : told.problem;
  }
  return { message: "The app stopped before the report was counted. Ask again.", isUsage: false };
}

async function written(folder: string, { sheets }: MadeReport): Promise<string[]> {
  const { csvOf } = await import("@/lib/transparency/csv.rules");
  const { xlsxOf } = await import("@/lib/transparency/xlsx");
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  const write = async (name: string, content: string | Buffer) => {
    const file = join(folder, name);
    await writeFile(file, content);
    files.push(file);
  };
  for (const sheet of sheets) await write(`${sheet.name}.csv`, csvOf(sheet));
  await write("transparency-report.xlsx", await xlsxOf(sheets));
  return files;
}
