import "server-only";
import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { ChangeVeil } from "./contract";

/** How strongly pictures are veiled for oneself; a wish that is weaker than the setting changes nothing (veil.rules.ts). */
export const changeVeil = command({
  name: "person.change_veil",
  permission: "self.change",
  input: ChangeVeil,
  subject: ({ veil }) => ({ kind: "person", id: "self", detail: { veil } }),
  async run({ tx, actor }, { veil }) {
    if (actor.kind !== "person") return fail("forbidden");
    await tx.update(people).set({ mediaVeil: veil }).where(eq(people.id, actor.id));
    return ok({ veil });
  },
});
