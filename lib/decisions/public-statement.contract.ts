import { z } from "zod";
import { DecisionsRequest } from "./api.contract";

export const PublicStatementsRequest = DecisionsRequest;
export type PublicStatementsRequest = z.infer<typeof PublicStatementsRequest>;

/**
 * One statement of reasons as the public may read it (DSA Art. 24(5)): the copy for the Transparency Database, without
 * its PUID, which ties it to the person's own statement.
 */
export const PublicStatement = z.object({
  id: z.uuid(),
  platform: z.string(),
  createdAt: z.iso.datetime(),
  /** What became of the decision: it may have fallen on appeal since. */
  state: z.enum(["in_force", "reversed", "superseded"]),
  /** The fields of the Transparency Database's API, in English. */
  statement: z.record(z.string(), z.unknown()),
});
export type PublicStatement = z.infer<typeof PublicStatement>;

export const PublicStatements = z.object({
  statements: z.array(PublicStatement),
  next: z.string().nullable(),
  last: z.string().nullable(),
});
export type PublicStatements = z.infer<typeof PublicStatements>;
