import "server-only";
import { asc, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { platforms, termsStates, termsSummaries } from "@/db/schema";
import type { PlatformTerms } from "./terms.contract";
import { languagesMissing } from "./terms.rules";

/** Every platform's summaries as they stand, with the languages that are owed and missing. Public: there is nothing secret in it. */
export async function termsOfPlatforms(db: Db): Promise<PlatformTerms[]> {
  const { platformId, language, summary, remedies, url, writtenAt } = termsSummaries;
  const named = await db
    .select({ id: platforms.id, name: platforms.name, zone: platforms.zone })
    .from(platforms)
    .orderBy(asc(platforms.id));
  const served = new Map((await db.select().from(termsStates)).map(({ platformId: id, states }) => [id, states]));
  const texts = await db
    .select({ platformId, language, summary, remedies, url, writtenAt })
    .from(termsSummaries)
    .where(isNull(termsSummaries.replacedAt))
    .orderBy(asc(language));
  return named.map(({ id, name, zone }) => {
    const own = texts.filter((text) => text.platformId === id);
    const states = served.get(id) ?? [];
    const missing = languagesMissing(
      states,
      own.map((text) => text.language),
    );
    const shown = own.map(({ platformId: _, writtenAt: at, ...text }) => ({ ...text, writtenAt: at.toISOString() }));
    return { platform: id, name, zone, states, texts: shown, missing };
  });
}
