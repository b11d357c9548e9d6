import "server-only";
import { type Db, database } from "@/db/client";
import { appUrl } from "@/lib/platform/env";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isHidden } from "@/lib/queue/queries";
import { cardOf } from "./card.rules";
import { type ConsequenceCard, PreviewDecision } from "./contract";
import { consider } from "./letter.rules";
import { explained, materialOf } from "./material.store";
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
  const { caseId: _case, ...choice } = input;
  const deciderName = actor.kind === "person" ? actor.name : "";
  const to = { appealUrl: `${appUrl()}/decision`, deciderName, words: wordsOf };
  const { assessment, letter, problems } = consider(material, choice, to, now);
  const locale = localeOf(actor);
  const words = {
    locale,
    policy: wordsOf(locale, "policy"),
    decisions: wordsOf(locale, "decisions"),
    nameOf: namesIn(locale),
  };
  return ok(cardOf(material, assessment, { letter, problems: await explained(db, problems), words }));
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
