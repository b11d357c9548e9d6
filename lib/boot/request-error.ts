import "server-only";
import { plainError } from "@/lib/platform/plain-error.rules";

type Asked = { method: string; headers: NodeJS.Dict<string | string[]> };
/** `routePath` is the route's own name: the address itself may hold a link's secret. */
type Route = { routePath: string; routeType: string };

const digestOf = (error: unknown) =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? ` (digest ${error.digest})` : "";

/** One line for one failed request: its number, its route, what went wrong; nothing that the caller wrote. */
export function requestErrorLine(error: unknown, { method, headers }: Asked, { routePath, routeType }: Route): string {
  const number = headers["x-request-id"] ?? "without a number";
  return `request ${String(number)}: ${routeType} ${method} ${routePath} failed: ${plainError(error)}${digestOf(error)}`;
}

/** Where in the code it was; the first lines of a stack are the message again. */
function framesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join("\n");
}

const remembered = 100;

/**
 * Tells the log of a failed request, once: a page that fails is told by Next for its data and again for its markup.
 * Our server keeps Next itself quiet (scripts/serve.mjs), because it would show the error as it is.
 */
export function requestErrorLog(say = (text: string) => console.error(text)) {
  const told = new Set<string>();
  return (...about: Parameters<typeof requestErrorLine>): void => {
    const line = requestErrorLine(...about);
    if (told.has(line)) return;
    told.add(line);
    for (const oldest of told) {
      if (told.size <= remembered) break;
      told.delete(oldest);
    }
    say([line, framesOf(about[0])].filter(Boolean).join("\n"));
  };
}

export const tellRequestError = requestErrorLog();
