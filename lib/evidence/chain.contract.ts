import { z } from "zod";

const place = { chain: z.string(), position: z.number().int().positive(), hash: z.string() };

/** An entry of the log as the archive holds it: whole, or as a place and a hash where its reader may not read it. */
export const ChainLine = z.union([
  z.object({ ...place, sealed: z.literal(true) }).strict(),
  z
    .object({
      ...place,
      at: z.string(),
      actorKind: z.string(),
      actorId: z.string().nullable(),
      verb: z.string(),
      outcome: z.string(),
      subjectKind: z.string().nullable(),
      subjectId: z.string().nullable(),
      body: z.string(),
      prevHash: z.string(),
      /** Whether it is about the case of the archive. */
      own: z.boolean(),
    })
    .strict(),
]);
export type ChainLine = z.infer<typeof ChainLine>;
