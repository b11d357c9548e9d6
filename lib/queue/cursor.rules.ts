import { z } from "zod";
import type { QueueRequest } from "./contract";

/** Which columns an order walks along, always with the id last, so that no two rows are equal. */
export type QueueAxis = "risk" | "age" | "deadline" | "decided";

/** Decided cases are looked up by when they were decided, newest first, whatever order the queue has. */
export function axisOf(request: Pick<QueueRequest, "order" | "state">): QueueAxis {
  return request.state === "decided" ? "decided" : request.order;
}

export type QueueCursor = { axis: QueueAxis; rank: number; at: Date; id: string };

const Stored = z.tuple([z.enum(["risk", "age", "deadline", "decided"]), z.number().int(), z.number().int(), z.uuid()]);

/** Opaque to the caller: the last row's place on its axis. */
export function writeCursor({ axis, rank, at, id }: QueueCursor): string {
  return Buffer.from(JSON.stringify([axis, rank, at.getTime(), id])).toString("base64url");
}

/** The place a cursor stands for, or null when it is not one of ours or of another order. */
export function readCursor(text: string, axis: QueueAxis): QueueCursor | null {
  if (text.length > 200 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  const parsed = Stored.safeParse(value);
  if (!parsed.success || parsed.data[0] !== axis) return null;
  const [, rank, at, id] = parsed.data;
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? null : { axis, rank, at: instant, id };
}
