import "server-only";
import { type Db, database } from "@/db/client";
import { appUrl } from "@/lib/platform/env";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { type FieldFailure, fail, ok, type Result } from "@/lib/platform/result";
import { isHidden } from "@/lib/queue/queries";
import { type CardWords, cardOf } from "./card.rules";
import { type ConsequenceCard, PreviewDecision } from "./contract";
import { consider } from "./letter.rules";
import { inLanguage, labelOf } from "./localised.rules";
import type { CaseMaterial } from "./material.rules";
import { explained, materialOf } from "./material.store";
import { strongerOnCase } from "./stronger.store";
import { localeOf, namesIn, wordsOf } from "./words.store";

/**
 * The consequence card for a choice that may be incomplete: nothing is written. Answers `case_not_found`, or the card
 * with `missing` naming every field that stops the decision.
 */
export async function previewDecision(
  db: Db,
  actor: Actor,
  input: PreviewDecision,
  now: Date = new Date(),
): Promise<Result<ConsequenceCard>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  if (await isHidden(db, actor, input.caseId)) return fail("not_found", "case_not_found");
  const material = await materialOf(db, input.caseId);
  if (!material || !mayOn(actor, material.platform.id)) return fail("not_found", "case_not_found");
  return ok(await cardFor(db, actor, { material, input }, now));
}

/** The card of a choice on what is known of a case; nothing is written. */
export async function cardFor(
  db: Db,
  actor: Actor,
  { material, input }: { material: CaseMaterial; input: PreviewDecision },
  now: Date,
): Promise<ConsequenceCard> {
  const { caseId: _case, ...choice } = input;
  const deciderName = actor.kind === "person" ? actor.name : "";
  const to = { appealUrl: `${appUrl()}/decision`, deciderName, words: wordsOf };
  const { assessment, letter, problems } = consider(material, choice, to, now);
  const words = cardWords(actor);
  const card = cardOf(material, assessment, { letter, problems: await explained(db, problems), words });
  return withStronger(card, await strongerOnCase(db, material, assessment), { material, words });
}

/** The card of a choice that is too mild for hidden links: it says so, and asks for the reason of leaving it (AE5). */
function withStronger(
  card: ConsequenceCard,
  problem: FieldFailure | null,
  { material, words }: { material: CaseMaterial; words: CardWords },
): ConsequenceCard {
  const action = material.pack.sanctions.actions.find(({ id }) => id === problem?.values?.id);
  if (!action) return card;
  const told = words.decisions("warning.stronger", { label: inLanguage(labelOf(action), words.locale) });
  return { ...card, leavesTable: true, warnings: [...card.warnings, told] };
}

/** The words of a card in the language of its reader. */
export function cardWords(actor: Actor): CardWords {
  const locale = localeOf(actor);
  return {
    locale,
    policy: wordsOf(locale, "policy"),
    decisions: wordsOf(locale, "decisions"),
    nameOf: namesIn(locale),
  };
}

/** The same, from what a browser sent. */
export async function previewCase(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<ConsequenceCard>> {
  const asked = PreviewDecision.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  return previewDecision(await database(), actor, asked.data, now);
}
