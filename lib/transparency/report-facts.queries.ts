import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { reportFacts } from "@/db/schema";
import { type FactsSections, factsShapes } from "./report-version.contract";

/** What was entered for a platform, as it stands. A part that a later release no longer reads is as if not entered. */
export async function factsEntered(db: Db | Tx, platformId: string): Promise<FactsSections> {
  const rows = await db
    .select({ section: reportFacts.section, value: reportFacts.value })
    .from(reportFacts)
    .where(and(eq(reportFacts.platformId, platformId), isNull(reportFacts.replacedAt)));
  const entered = <Section extends keyof FactsSections>(section: Section): FactsSections[Section] => {
    const stored = rows.find((row) => row.section === section);
    const read = factsShapes[section].safeParse(stored?.value);
    return read.success ? (read.data as FactsSections[Section]) : undefined;
  };
  const identification = entered("identification");
  const people = entered("people");
  const recipients = entered("recipients");
  const accuracy = entered("accuracy");
  const texts = entered("texts");
  return {
    ...(identification ? { identification } : {}),
    ...(people ? { people } : {}),
    ...(recipients ? { recipients } : {}),
    ...(accuracy ? { accuracy } : {}),
    ...(texts ? { texts } : {}),
  };
}
