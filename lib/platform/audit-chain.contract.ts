import { z } from "zod";

const position = z.number().int().nonnegative();

export const ChainHeadLine = z.object({ chain: z.string(), position, hash: z.string() });
/** A line of an export: the head of a chain, or an entry. */
export const ChainLine = z.union([
  z.object({ head: ChainHeadLine }),
  ChainHeadLine.extend({
    at: z.string(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    verb: z.string(),
    outcome: z.string(),
    subjectKind: z.string().nullable(),
    subjectId: z.string().nullable(),
    body: z.string(),
    prevHash: z.string(),
  }),
]);
