import "server-only";
import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { ChangePreferences } from "./contract";

/** The language a person works in, on every device. Light or dark is a matter of the screen and stays in its cookie. */
export const changePreferences = command({
  name: "person.change_preferences",
  permission: "self.change",
  input: ChangePreferences,
  subject: ({ locale }) => ({ kind: "person", id: "self", detail: { locale } }),
  async run({ tx, actor }, { locale }) {
    if (actor.kind !== "person") return fail("forbidden");
    await tx.update(people).set({ locale }).where(eq(people.id, actor.id));
    return ok({ locale });
  },
});
