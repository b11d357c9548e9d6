import { z } from "zod";
import { PolicyPack } from "../contract";
import { Clause, PolicyVersion } from "../pack.contract";

export const versionSchema = "recourse-version/1";

/** One version of a platform's policy as a file: what `policy export` writes and `policy import` reads again. */
export const VersionFile = PolicyPack.omit({
  schema: true,
  revision: true,
  versions: true,
  versionChanges: true,
  ofVersions: true,
}).extend({
  schema: z.literal(versionSchema),
  version: PolicyVersion,
  /** None where it is only known that the version governed. */
  clauses: z.array(Clause),
});
export type VersionFile = z.infer<typeof VersionFile>;
