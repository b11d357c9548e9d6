import { z } from "zod";
import { typedLine } from "@/lib/platform/text.rules";

const some = z.array(typedLine(80)).max(100);

/** What somebody is given to work on; an empty list limits nothing. `sessionVersion`: the person as the admin saw them. */
export const ChangeSkills = z.object({
  personId: z.uuid(),
  sessionVersion: z.number().int().positive(),
  languages: some,
  platforms: some,
  groups: some,
  childSafety: z.boolean(),
  /** The name of the team they work in; empty or absent: none. */
  team: typedLine(80)
    .transform((name) => name.trim() || null)
    .nullable()
    .default(null),
});
