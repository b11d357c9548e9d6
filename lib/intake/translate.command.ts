import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, snapshots, translations } from "@/db/schema";
import { locales } from "@/i18n/locales";
import { digestOf, keepOutcome, mayCall } from "@/lib/matching/outside.store";
import {
  readTranslation,
  sentOf,
  type Translator,
  translationBody,
  translatorOf,
} from "@/lib/matching/translator.rules";
import { askOutside } from "@/lib/platform/ask-outside";
import { command } from "@/lib/platform/command";
import { outsideKey } from "@/lib/platform/env";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { isCleared } from "@/lib/platform/skills.rules";
import type { Translation } from "./translation.contract";

const TranslateCase = z.object({ caseId: z.uuid(), to: z.enum(locales) });
type TranslateCase = z.infer<typeof TranslateCase>;

/** What the desk calls the service by which this person may have content translated; null: there is no button. */
export async function translatorFor(db: Db, actor: Actor, platformId: string): Promise<string | null> {
  if (!can(actor, "case.translate")) return null;
  return translatorOf(await settingsFor(db, platformId))?.name ?? null;
}

async function contentOf(db: Db, caseId: string) {
  const [row] = await db
    .select({
      platformId: cases.platformId,
      childSafety: cases.childSafety,
      snapshotId: snapshots.id,
      title: snapshots.title,
      text: snapshots.text,
    })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(eq(cases.id, caseId));
  return row ?? null;
}
type Content = NonNullable<Awaited<ReturnType<typeof contentOf>>>;

async function kept(db: Db, { snapshotId }: Content, to: string, service: string) {
  const [row] = await db
    .select({ title: translations.title, text: translations.text })
    .from(translations)
    .where(
      and(eq(translations.snapshotId, snapshotId), eq(translations.target, to), eq(translations.service, service)),
    );
  return row ?? null;
}

type Made = { content: Content; service: string; title: string; text: string; isKept: boolean };

/** Asks the service, within its budget, while nobody's transaction is open. */
async function asked(
  db: Db,
  translator: Translator,
  content: Content,
  { to, now }: { to: TranslateCase["to"]; now: Date },
): Promise<Result<{ title: string; text: string }>> {
  if (!(await mayCall(db, content.platformId, translator, now))) return fail("refused", "translation_not_now");
  const key = outsideKey("translation", translator.url);
  const mark = digestOf(`${content.title}\n${content.text}`).slice(0, 16);
  const said = await askOutside(translator.url, {
    body: translationBody(translator, { content, to, mark, key }),
    key: translator.kind === "chat" ? key : null,
    timeoutMs: translator.timeoutMs,
  });
  const read = said.ok ? readTranslation(translator, said.body, content) : { ...said, isWell: false };
  await keepOutcome(db, content.platformId, translator, { isWell: read.isWell, now });
  return read.ok ? ok({ title: read.title, text: read.text }) : fail("refused", `translation_${read.why}`);
}

async function prepared(db: Db, actor: Actor, { caseId, to }: TranslateCase, now: Date): Promise<Result<Made>> {
  const content = await contentOf(db, caseId);
  if (!content || !mayOn(actor, content.platformId) || (content.childSafety && !isCleared(actor)))
    return fail("not_found", "case_not_found");
  const translator = translatorOf(await settingsFor(db, content.platformId));
  if (!translator) return fail("refused", "translation_off");
  if ((content.title + content.text).trim() === "") return fail("refused", "translation_nothing");
  const service = translator.name;
  const known = await kept(db, content, to, service);
  if (known) return ok({ content, service, ...known, isKept: true });
  const answer = await asked(db, translator, content, { to, now });
  return answer.ok ? ok({ content, service, ...answer.value, isKept: false }) : answer;
}

/**
 * The words of a case's content in a language of the desk, by the service that an admin set. What was translated before is
 * not asked for again, and nothing new is written down. It is there to be read: the case, its version and its place in
 * the queue stay as they are, and evidence is bound to the original alone. Refused in words where the service does not
 * answer as it should.
 */
export const translateCase = command<typeof TranslateCase, Translation & { isKept: boolean; platform: string }, Made>({
  name: "case.translate",
  permission: "case.translate",
  input: TranslateCase,
  subject: ({ caseId, to }, value) =>
    value?.isKept
      ? null
      : { kind: "case", id: caseId, platformId: value?.platform, detail: { to, service: value?.service } },
  prepare: ({ db, actor, now }, input) => prepared(db, actor, input, now),
  async run({ tx, now }, { to }, { content, service, title, text, isKept }) {
    const { platformId, snapshotId } = content;
    if (!isKept)
      await tx
        .insert(translations)
        .values({ platformId, snapshotId, target: to, service, title, text, madeAt: now })
        .onConflictDoNothing();
    const sent = sentOf(content);
    const isPart = sent.text.length < content.text.length || sent.title.length < content.title.length;
    return ok({ to, service, title, text, isPart, isKept, platform: platformId });
  },
});
