import type { z } from "zod";
import type { QueueRequest } from "@/lib/queue/contract";
import type { ViewFilter } from "@/lib/queue/views.contract";

/** The part of the queue a person looks at, as it stands in the address bar. Empty text: no limit. */
export type QueueFilter = {
  order: QueueRequest["order"];
  state: QueueRequest["state"];
  platform: string;
  language: string;
  source: string;
  group: string;
  tag: string;
  /** Rows, the list in which short cases are decided, or the pictures as a grid. */
  mode: QueueMode;
};
export type QueueMode = z.infer<typeof ViewFilter>["mode"];

/** Written again from lib/queue/contract.ts and views.contract.ts, whose validator must not travel to the browser; a test holds them alike. */
export const orders = ["risk", "age", "deadline"] as const satisfies readonly QueueRequest["order"][];
export const states = [
  "open",
  "mine",
  "waiting",
  "escalated",
  "reopened",
  "decided",
  "all",
] as const satisfies readonly QueueRequest["state"][];
export const modes = ["rows", "list", "pictures"] as const satisfies readonly QueueMode[];
export const narrowings = ["platform", "language", "source", "group", "tag"] as const;
export type Narrowing = (typeof narrowings)[number];

export const wholeQueue: QueueFilter = {
  order: "risk",
  state: "open",
  platform: "",
  language: "",
  source: "",
  group: "",
  tag: "",
  mode: "rows",
};

/** Takes every narrowing off, and leaves view and order as they are. */
export const noNarrowing = { platform: "", language: "", source: "", group: "", tag: "" } as const satisfies Pick<
  QueueFilter,
  Narrowing
>;

type Readable = { get: (name: string) => string | null };

/** Reads the address bar; what it does not know is as if it were not there. */
export function filterOf(search: Readable): QueueFilter {
  const order = orders.find((each) => each === search.get("order")) ?? wholeQueue.order;
  const state = states.find((each) => each === search.get("state")) ?? wholeQueue.state;
  const mode = modes.find((each) => each === search.get("mode")) ?? wholeQueue.mode;
  const narrowed = Object.fromEntries(narrowings.map((name) => [name, (search.get(name) ?? "").slice(0, 80)]));
  return { ...wholeQueue, ...narrowed, order, state, mode };
}

/** The filter as a query string without its "?"; what is as usual is left out, so that addresses stay short. */
export function searchOf(filter: QueueFilter, extra: Record<string, string> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== wholeQueue[name as keyof QueueFilter]) search.set(name, value);
  for (const [name, value] of Object.entries(extra)) search.set(name, value);
  return search.toString();
}

/** Behind a path: "?platform=wechat", or nothing. */
export function questionMark(search: string): string {
  return search === "" ? "" : `?${search}`;
}

/** What `POST /api/queue/next` is asked with: the same part of the queue, and what was just put back: it comes last. */
export function claimOf(filter: QueueFilter, last: readonly string[] = []) {
  const narrowed = Object.fromEntries(
    narrowings.filter((name) => filter[name] !== "").map((name) => [name, filter[name]]),
  );
  return { order: filter.order, ...narrowed, last: last.slice(-50) };
}

/** How many of the narrowing filters are set; the state and the order narrow nothing by accident. */
export function narrowedBy(filter: QueueFilter): number {
  return narrowings.filter((name) => filter[name] !== "").length;
}
