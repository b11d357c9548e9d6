import "server-only";
import { z } from "zod";
import type { Db } from "@/db/client";
import { command } from "@/lib/platform/command";
import { ok } from "@/lib/platform/result";
import { dueVersions, moveVersions } from "./versions.store";

const moveBatch = command({
  name: "policy.move",
  permission: "policy.move",
  input: z.object({}),
  subject: (_, moved?: string[]) =>
    moved?.length === 0 ? null : { kind: "policy_version", id: "batch", detail: { versions: moved } },
  run: async ({ tx, now }) => ok(await moveVersions(tx, now)),
});

/** For the worker's schedule: versions that begin or end on this day do so without a restart. Safe to run twice. */
export async function moveDueVersions(db: Db, now: Date): Promise<number> {
  // Looked at first, so that an idle day writes nothing.
  if ((await dueVersions(db, now)).length === 0) return 0;
  const result = await moveBatch({ kind: "system", name: "packs" }, {}, now);
  return result.ok ? result.value.length : 0;
}
