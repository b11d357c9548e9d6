import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { notices } from "@/db/schema";
import { harmsTold } from "@/lib/platform/harm.rules";
import { type Help, helpFor, helpTopicsFor } from "@/lib/platform/help.rules";
import { ownHelp } from "@/lib/platform/help.store";

type Said = { category: string | null; childAbuseClaim: boolean };

/** Where help is, for what a notifier said (Q88); their own words only, so that it tells nothing of what others said or found. */
export async function helpOnNotice(db: Db, { category, childAbuseClaim }: Said): Promise<Help[]> {
  const topics = helpTopicsFor([], harmsTold(category ? [category] : [], childAbuseClaim));
  return topics.length === 0 ? [] : helpFor(topics, await ownHelp(db));
}

/** The same for whoever opened the notice's page; `reference` as the opened notice has it. Empty for one that is not there. */
export async function helpForNotice(db: Db, reference: string): Promise<Help[]> {
  const [said] = await db
    .select({ category: notices.category, childAbuseClaim: notices.childAbuseClaim })
    .from(notices)
    .where(eq(notices.reference, reference));
  return said ? helpOnNotice(db, said) : [];
}
