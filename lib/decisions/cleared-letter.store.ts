import "server-only";
import type { Db, Tx } from "@/db/client";
import { dayWithZone } from "@/lib/platform/letter.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { zoneOfAccount } from "./addressee-days.rules";
import { clearedFacts, languageFor } from "./letter-facts.rules";
import { newStatement, type StatementRow } from "./letters.store";
import type { CaseMaterial } from "./material.rules";
import type { Deciding } from "./record.store";
import { fallenOnEach } from "./replaced.store";
import { composeStatement } from "./statement.rules";
import { withheldNames } from "./withheld.rules";
import { wordsOf } from "./words.store";

/** Of a decision that is made, or of one that is only shown before. */
type Clearing = Pick<Deciding, "now" | "material"> & {
  tx: Db | Tx;
  actor: { name: string };
  row: Pick<Deciding["row"], "itemId">;
};
type Cleared = { decisionId: string; clause: string | null; effectiveAt: Date };

/**
 * The letter to a person who was told of a violation, when the decision is made again and nothing is found: their
 * measures end, and nobody else would say why. Null where there was no such finding. What the moderator typed is for
 * those who reported, so the reason here is the rule that it was read against. Read before the new decision is stored.
 */
export async function clearedLetter(
  { tx, actor, now, row, material }: Clearing,
  { clause, effectiveAt }: Omit<Cleared, "decisionId">,
): Promise<((decisionId: string) => StatementRow) | null> {
  const replaced = material.account ? (await fallenOnEach(tx, [row.itemId])).get(row.itemId)?.decidedAt : null;
  if (!replaced) return null;
  const language = languageFor(material.account?.language, material.snapshot.language, material.letterLanguage);
  const zone = zoneOfAccount(material);
  const { id, appealUrl } = newStatement();
  const to = { language, zone, appealUrl, words: wordsOf(language, "decisions") };
  const facts = clearedFacts(material, { rationale: "", clause, decidedAt: now, effectiveAt }, to);
  const t = wordsOf(language, "statement");
  const redress = { ...facts.redress, appealUrl: null, appealEndsOn: null };
  const { subject, parts } = composeStatement(
    { ...facts, redress, addressee: "affected", count: null, table: null, points: null },
    t,
    withheldNames(material, actor.name),
  );
  const ends = t("affected.replaced", { day: dayWithZone(dayIn(replaced, zone), zone, language) });
  const told = parts.map((part) =>
    part.id === "decision" ? { ...part, paragraphs: [...part.paragraphs, ends] } : part,
  );
  return (decisionId) => ({
    ...rowFor(material, decisionId),
    id,
    language,
    zone,
    subject,
    parts: told,
    composedAt: now,
  });
}

function rowFor({ platform, account }: CaseMaterial, decisionId: string) {
  return {
    platformId: platform.id,
    decisionId,
    addressee: "affected" as const,
    letter: "cleared" as const,
    accountId: account?.id ?? null,
    isStatementOfReasons: false,
    delivery: account?.email ? ("held" as const) : ("not_deliverable" as const),
  };
}
