import "server-only";
import { sql } from "drizzle-orm";
import { people, settings } from "@/db/schema";
import type { Role } from "./permissions.rules";
import { noSkills, type Skills } from "./skills.rules";

/** To select with a person's row: what they are given, and whether supervisors are cleared by the desk's own setting. */
export const skillColumns = {
  skills: people.skills,
  supervisorsCleared: sql<boolean>`coalesce((select ${settings.value} = 'true'::jsonb from ${settings}
    where ${settings.platformId} = '*' and ${settings.key} = 'supervisorsSeeChildSafety'), false)`,
};

/** A person's skills as they count now. */
export function skillsNow(row: { role: Role; skills: Partial<Skills>; supervisorsCleared: boolean }): Skills {
  const childSafety = (row.skills.childSafety ?? false) || (row.role === "supervisor" && row.supervisorsCleared);
  return { ...noSkills, ...row.skills, childSafety };
}
