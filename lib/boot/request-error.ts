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

export function tellRequestError(...about: Parameters<typeof requestErrorLine>): void {
  console.error(requestErrorLine(...about));
}
