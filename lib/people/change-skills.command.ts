import "server-only";
import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import type { PersonChanged } from "./contract";
import { ChangeSkills } from "./skills.contract";

const once = (values: readonly string[]) => [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));

/** What a person is given to work on, from their next request on. Nobody clears themselves: `own_skills`. */
export const changeSkills = command<typeof ChangeSkills, PersonChanged>({
  name: "person.change_skills",
  permission: "people.manage",
  input: ChangeSkills,
  subject: ({ personId, sessionVersion: _, ...skills }) => ({ kind: "person", id: personId, detail: skills }),
  async run({ tx, actor }, { personId, sessionVersion, languages, platforms, groups, childSafety, team }) {
    const [person] = await tx.select().from(people).where(eq(people.id, personId)).for("update");
    if (!person) return fail("not_found", "person_not_found");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    if (actor.kind === "person" && actor.id === personId) return fail("refused", "own_skills");
    const skills = { languages: once(languages), platforms: once(platforms), groups: once(groups), childSafety };
    await tx.update(people).set({ skills, team }).where(eq(people.id, personId));
    return ok({ personId, sessionVersion });
  },
});
