import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import type { DataDoor } from "@/lib/platform/client-of-app";
import type { Io } from "./io";
import { answerLines, LineProblem } from "./ndjson";

const usage =
  "usage: npm run -s cli -- people add --email ADDRESS --name NAME --role moderator|supervisor|admin|auditor [--locale en|zh-Hans]\n" +
  '   or: npm run -s cli -- people add < people.ndjson   (lines of {"email", "name", "role", "locale"?, "password"?})\n';

/**
 * `people add`: the first admin of a new installation, or many people at once. Answers `{personId, email, password}` a
 * line; the password is there when one was made, and nowhere else. Asks the running app, or opens the database if none runs.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const person = readArgs(args);
  if (person === null) {
    io.errors.write(usage);
    return 2;
  }
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  let door: DataDoor;
  try {
    door = await openDataDoor();
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  try {
    const input = person ? Readable.from([JSON.stringify(person)]) : io.input;
    return await answerLines({ ...io, input }, (line) => add(door, line));
  } finally {
    await door.close();
  }
}

/** The person of the flags; undefined when there are none and the lines come from stdin; null when they make no sense. */
function readArgs(args: string[]): Record<string, string> | undefined | null {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({ args, options: { email: text, name: text, role: text, locale: text } });
    const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
    if (given.length === 0) return undefined;
    return values.email && values.name && values.role ? Object.fromEntries(given) : null;
  } catch {
    return null;
  }
}

type Problem = { reason: string; detail: string; errors?: { field: string }[] };

async function add(door: DataDoor, person: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { id, ...input } = person;
  const added = door.kind === "app" ? await addByApp(door, input) : await addByDatabase(input);
  return { ...(id === undefined ? {} : { id }), email: input.email, ...added };
}

async function addByApp(door: Extract<DataDoor, { kind: "app" }>, input: object): Promise<object> {
  const response = await door.app.send("/api/cli/people", { method: "POST", body: JSON.stringify(input) });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && typeof answer === "object" && answer !== null) return answer;
  throw problemOfLine(
    (answer ?? { reason: "app_refused", detail: `The running app answered ${response.status}.` }) as Problem,
  );
}

async function addByDatabase(input: object): Promise<object> {
  const { addPerson } = await import("@/lib/people/add-person.command");
  const { terminal } = await import("@/lib/platform/cli-route");
  const { problemOf } = await import("@/lib/platform/http");
  const added = await addPerson(terminal, input);
  if (!added.ok) throw problemOfLine(problemOf(added));
  return added.value;
}

function problemOfLine(problem: Problem): LineProblem {
  return new LineProblem(problem.reason, problem.detail, problem.errors?.[0]?.field);
}
