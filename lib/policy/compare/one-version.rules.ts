import type { PolicyPack } from "../contract";
import type { VersionFile } from "../import/version.contract";

/**
 * A version on its own as a pack in which it governs content of any day: the engine and the library then answer from it
 * whether it is published, retired or a draft.
 */
export function packOfVersion({ schema: _, version, ...shared }: VersionFile): PolicyPack {
  return {
    ...shared,
    schema: "recourse-pack/1",
    revision: 1,
    versions: [{ ...version, effectiveFrom: null, effectiveTo: null }],
    versionChanges: [],
  };
}
