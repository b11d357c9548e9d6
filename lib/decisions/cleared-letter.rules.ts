import type { Message } from "@/lib/platform/letter.rules";
import type { Words } from "./letter.rules";
import { type Addressing, clearedFacts } from "./letter-facts.rules";
import type { CaseMaterial } from "./material.rules";
import { composeStatement } from "./statement.rules";
import { withheldNames } from "./withheld.rules";

/** A finding without a violation, as letters tell it. */
export type ClearedFinding = { rationale: string; clause: string | null; decidedAt: Date; effectiveAt: Date };

/** What one person who reported is told when nothing was found: the letter that is sent, and the one shown before. */
export function clearedMessage(
  material: CaseMaterial,
  finding: ClearedFinding,
  { language, zone, appealUrl }: Omit<Addressing, "words">,
  { deciderName, words }: { deciderName: string; words: Words },
): Message {
  const to = { language, zone, appealUrl, words: words(language, "decisions") };
  const facts = clearedFacts(material, finding, to);
  return composeStatement(facts, words(language, "statement"), withheldNames(material, deciderName));
}
