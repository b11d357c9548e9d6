import "server-only";
import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Db, Tx } from "@/db/client";
import { type MisuseLetterKind, misuseLetters, misuseSubjects, platforms } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import { appealWindowEnds } from "@/lib/decisions/appeal-window.rules";
import { disputeBodiesUrl, disputePageAt } from "@/lib/decisions/letter-facts.rules";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { withTypedWords } from "@/lib/intake/typed-language.rules";
import { appUrl } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/outbox";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { composeMisuse, type MisuseLetterFacts } from "./letter.rules";
import { misuseLink, newestMisuseLink } from "./links.store";
import { addresseeOf, type Measure } from "./subject.store";

type Said = Pick<MisuseLetterFacts, "kind" | "why"> & Partial<Pick<MisuseLetterFacts, "counts" | "notice" | "appeal">>;

/** The published policy of a platform (M4), and the part that a side falls under. */
export const policyUrlOf = (platformId: string, language?: LetterLanguage) =>
  `${appUrl()}/terms/${platformId}/misuse${language ? `?lang=${language}` : ""}`;
export const clauseOf = (side: "content" | "reports") => (side === "content" ? "1" : "2");

/** Until when a suspension can be complained of: six calendar months from its day, in the addressee's zone (Art. 20(1)). */
export const appealUntil = (suspendedFrom: Date, zone: string) => appealWindowEnds(suspendedFrom, zone);

/** Composes a letter in the addressee's language and keeps it as it will be sent; its id. */
export async function writeLetter(db: Db | Tx, measure: Measure, said: Said, now: Date): Promise<string> {
  const [subject] = await db.select().from(misuseSubjects).where(eq(misuseSubjects.id, measure.subjectId));
  const [platform] = await db.select().from(platforms).where(eq(platforms.id, measure.platformId));
  if (!subject || !platform) throw new Error("a measure has a subject and a platform");
  const { language, zone } = await addresseeOf(db, subject);
  const id = v7();
  const day = (at: Date | null) => at && dayIn(at, zone);
  const { suspendedFrom, suspendedUntil, assessment, endedHow } = measure;
  const facts: MisuseLetterFacts = {
    counts: assessment,
    notice: null,
    appeal: null,
    ...said,
    reference: measure.reference,
    side: subject.side,
    platformName: inLanguage(platform.name, language),
    language,
    zone,
    policyUrl: policyUrlOf(platform.id, language),
    bodies: { listUrl: disputeBodiesUrl, pageUrl: disputePageAt(appUrl(), language) },
    clause: clauseOf(subject.side),
    ownUrl: misuseLink(id, (await newestMisuseLink(db, measure.id))?.serial ?? 0),
    assessment,
    fromDay: day(suspendedFrom),
    // The suspension ends with the platform's day, wherever its addressee is.
    untilDay: suspendedUntil && dayIn(suspendedUntil, platform.zone),
    untilZone: platform.zone,
    appealDay: suspendedFrom && day(appealUntil(suspendedFrom, zone)),
    endedHow,
  };
  const common = translatorFor(language, "statement");
  const { subject: line, parts: composed } = composeMisuse(facts, translatorFor(language, "misuseLetters"), common);
  // Why, and the reviewer's reasons, are typed by people of ours, in whatever language.
  const typed = [facts.why, facts.appeal?.reasons ?? ""];
  const parts = composed.map((part) => (part.id === "why" ? withTypedWords(part, typed, language, common) : part));
  const { platformId, id: measureId } = measure;
  const row = { id, platformId, measureId, kind: said.kind, language, zone, subject: line, parts, composedAt: now };
  await db.insert(misuseLetters).values(row);
  return id;
}

/** Writes a letter and lets it leave once this is committed. */
export async function sendLetter(tx: Tx, measure: Measure, said: Said, now: Date): Promise<void> {
  const letterId = await writeLetter(tx, measure, said, now);
  const message = { kind: "mail.misuse", payload: { letterId }, dedupeKey: `misuse ${letterId}` };
  await enqueue(tx, { ...message, platformId: measure.platformId }, now);
}

/** Tells the platform, which stops and restores the service of an account. */
export async function tellPlatform(
  tx: Tx,
  event: "misuse.suspended" | "misuse.ended",
  measure: Measure,
  about: { side: string; accountId: string | null },
  now: Date,
): Promise<void> {
  const until = measure.suspendedUntil?.toISOString() ?? null;
  const payload = { event, measureId: measure.id, decisionId: measure.decisionId, ...about, until };
  const { platformId } = measure;
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `${event} ${measure.id}`, platformId }, now);
}

export type { MisuseLetterKind };
