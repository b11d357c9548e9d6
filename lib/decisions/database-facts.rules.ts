import type { Translate } from "@/lib/platform/letter.rules";
import { keywordOther, type StatementCategory, statementCategories } from "@/lib/platform/statement-values.rules";
import { contentLanguages } from "@/lib/transparency-database/statement-schema";
import type { Assessment } from "./assess.rules";
import type { DecisionForDatabase } from "./database-copy.rules";
import { linesOf } from "./localised.rules";
import type { CaseMaterial } from "./material.rules";
import type { AffectedFacts } from "./statement.contract";

/** Translators into the language of the copy: of the namespaces `statement` and `decisions`. */
export type CopyWords = { statement: Translate; decisions: Translate };

/**
 * What the Transparency Database is told of a decision. Its texts are made of codes and of the rules' own words: neither
 * what the moderator typed for the person nor a quotation of anybody is in them (B2). Only a legal ground and why it applies are typed.
 * `facts` are those of the person's statement, in the language of the copy.
 */
export function databaseFacts(
  material: CaseMaterial,
  assessment: Assessment,
  facts: AffectedFacts,
  { puid, words }: { puid: string; words: CopyWords },
): DecisionForDatabase {
  const { clause } = assessment;
  const keyword = clause?.editorial.dsaKeywords[0] ?? null;
  const shown = shownLines(assessment, facts);
  return {
    puid,
    restrictions: facts.restrictions,
    accountType: material.account?.kind ?? null,
    ground: facts.ground ?? "terms",
    clause: facts.clause,
    rulesUrl: null,
    legal: facts.legal,
    typed: { ground: facts.legal !== null, explanation: facts.legal !== null },
    explanation: [facts.clause?.summary ?? "", ...shown].filter(Boolean).join("\n"),
    facts: factsInWords(facts, shown, words),
    category: categoryOf(clause?.editorial.dsaCategory ?? null),
    keyword,
    keywordDescription: keyword === keywordOther ? (facts.clause?.title ?? null) : null,
    contentKind: facts.content.kind,
    contentDate: assessment.contentDay,
    contentLanguage: languageOf(material.snapshot.language),
    ean13: null,
    source: facts.source,
    legalClaim: claimsIllegality(material, facts.source),
    automation: facts.automation,
  };
}

/** Of a trusted flagger its own claim in its own area counts, not that of somebody who reported the same (N12). */
function claimsIllegality({ notices }: CaseMaterial, source: AffectedFacts["source"]): boolean {
  const isFlagged = source === "trusted_flagger";
  const asking = notices.filter((one) => !isFlagged || (one.source === "trusted_flagger" && one.isInArea));
  return asking.some(({ legalClaim }) => legalClaim);
}

/** Elements and conditions of the clause that bound evidence shows; what a moderator typed in their place is left out. */
function shownLines({ clause }: Assessment, { evidence }: AffectedFacts): string[] {
  const lines = [
    ...linesOf(clause?.elements ?? [], clause?.zh?.elements),
    ...linesOf(clause?.conditions ?? [], clause?.zh?.conditions),
  ].map(({ en }) => en);
  return lines.filter((line) => evidence.some(({ shows }) => shows === line));
}

function factsInWords(facts: AffectedFacts, shown: readonly string[], { statement, decisions: t }: CopyWords): string {
  const kind = statement(`kind.${facts.content.kind}`);
  const { clause, ground, platformName: platform } = facts;
  return [
    t("copy.content", { kind, platform, day: facts.content.date ?? "" }),
    clause && t("copy.rule", { ref: clause.ref, title: clause.title, document: clause.documentTitle }),
    ground !== "terms" && t("copy.law"),
    ...shown.map((element) => t("copy.shown", { element })),
  ]
    .filter(Boolean)
    .join("\n");
}

function categoryOf(code: string | null): StatementCategory | null {
  return statementCategories.find((category) => category === code) ?? null;
}

/** The first part of a language tag, where the database knows it. */
function languageOf(tag: string): string | null {
  const [language = ""] = tag.toUpperCase().split("-");
  return contentLanguages.includes(language) ? language : null;
}
