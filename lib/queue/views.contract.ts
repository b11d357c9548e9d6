import { z } from "zod";
import { typedLine } from "@/lib/platform/text.rules";
import { QueueRequest } from "./contract";

/** How the queue is shown: as rows, as the list in which short cases are decided, or as the pictures of its cases. */
export const queueModes = ["rows", "list", "pictures"] as const;

/** What a view keeps: all that the address bar says of the queue, but for the place in it. */
export const ViewFilter = QueueRequest.omit({ after: true, limit: true }).extend({
  mode: z.enum(queueModes).default("rows"),
});

/** `isShared`: everybody at the desk sees it, and its owner's name beside it. */
export const SaveView = z.object({
  name: typedLine(60),
  filter: ViewFilter,
  isShared: z.boolean().default(false),
});
export const RemoveView = z.object({ viewId: z.uuid() });

/** One saved view; `search` is its address behind /queue, without the "?". */
export type SavedView = {
  id: string;
  name: string;
  search: string;
  isShared: boolean;
  owner: { name: string; isMe: boolean };
  mayRemove: boolean;
};
