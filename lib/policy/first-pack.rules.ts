import type { PolicyPack } from "./contract";
import { emptyFile, unrecordedRef } from "./drafts/begin.rules";

type Added = { id: string; name: PolicyPack["name"]; zone: string; roles: readonly string[] };

/** What is known of a platform that was just added: it has rules, and their text is not recorded (Q11). */
export function firstPack(platform: Added): PolicyPack {
  const {
    schema: _,
    version,
    ...shared
  } = emptyFile(platform, { ref: unrecordedRef, label: "Before the first recorded version" });
  return {
    ...shared,
    schema: "recourse-pack/1",
    revision: 1,
    versions: [{ ...version, textAvailable: false }],
    versionChanges: [],
  };
}
