import { z } from "zod";
import { typedLine } from "@/lib/platform/text.rules";
import { QueueRequest } from "./contract";

/** What a view keeps: all that the address bar says of the queue, but for the place in it. */
export const ViewFilter = QueueRequest.omit({ after: true, limit: true });

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
