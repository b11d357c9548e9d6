import type { MisuseAssessment, MisuseChange, MisuseLetterKind, MisuseOutcome, MisuseSide } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import { referencePart } from "@/lib/decisions/statement-text.rules";
import { dayWithZone, letter, type Message, type MessagePart, type Translate } from "@/lib/platform/letter.rules";
import { factorsInWords, numbersInWords } from "./suspension.rules";

/** What a letter about misuse is made from. Days are YYYY-MM-DD in the addressee's zone, the last one of a suspension in the platform's. */
export type MisuseLetterFacts = {
  kind: MisuseLetterKind;
  /** Of the warning or suspension, M-7K3P-Q9XD: by it the desk finds everything about it. */
  reference: string;
  side: MisuseSide;
  platformName: string;
  language: LetterLanguage;
  zone: string;
  /** Where the published policy stands, and the part of it that is applied. */
  policyUrl: string;
  /** The Commission's list of certified bodies, and ours of those certified today, in the reader's language. */
  bodies: { listUrl: string; pageUrl: string };
  clause: string;
  /** The addressee's own page: what was said, and the complaint. */
  ownUrl: string;
  counts: { count: number; total: number; ratio: number; from: string; to: string } | null;
  why: string;
  assessment: MisuseAssessment | null;
  fromDay: string | null;
  untilDay: string | null;
  untilZone: string;
  appealDay: string | null;
  endedHow: "time" | "appeal" | "dispute" | "lifted" | "lapsed" | null;
  notice: { reference: string; day: string } | null;
  /** `dueDay`: until when it is answered; of one that is held or falls away, the day on which it came. */
  appeal: {
    reference: string;
    dueDay: string;
    outcome: MisuseOutcome | null;
    /** Of an outcome in part. */
    change?: MisuseChange | null;
    reasons: string | null;
  } | null;
};

const numbers = ({ counts, side, language }: MisuseLetterFacts, t: Translate): string[] =>
  counts ? [numbersInWords(counts, { side, language }, t)] : [];

const factors = ({ assessment }: MisuseLetterFacts, t: Translate): string[] =>
  assessment ? factorsInWords(assessment, t) : [];

const dayOf = (day: string | null, { zone, language }: MisuseLetterFacts) =>
  day ? dayWithZone(day, zone, language) : "";

/** Bodies with where they are listed, and the court (Art. 21(1)); before them the complaint, while it is open. */
function redress(facts: MisuseLetterFacts, t: Translate): string[] {
  const { kind, appealDay, ownUrl, bodies } = facts;
  const outside = [
    t("redress.body"),
    t("redress.list", { url: bodies.listUrl }),
    t("redress.ownList", { url: bodies.pageUrl }),
    t("redress.court"),
  ];
  if (kind === "suspension") return [t("redress.appeal", { day: dayOf(appealDay, facts), url: ownUrl }), ...outside];
  return kind === "appeal_answer" || kind === "appeal_dropped" ? outside : [];
}

/** What tools did for what was complained of, and who answers (AE3): misuse is weighed and answered by people alone. */
const automation = ({ kind }: MisuseLetterFacts, t: Translate): string[] =>
  kind === "appeal_answer" ? [t("automation.first"), t("automation.person")] : [];

const answerKey = (appeal: MisuseLetterFacts["appeal"]) =>
  appeal?.outcome === "partly_reversed" ? (appeal.change ?? "shorter") : (appeal?.outcome ?? "upheld");

function whatWeSay(facts: MisuseLetterFacts, t: Translate): string[] {
  const { kind, side, platformName: platform, notice, appeal, endedHow } = facts;
  const until = dayOf(facts.untilDay, { ...facts, zone: facts.untilZone });
  const days = { platform, from: dayOf(facts.fromDay, facts), until };
  switch (kind) {
    case "warning":
      return [t(`warning.${side}`, { platform })];
    case "suspension":
      return [t(`suspension.${side}`, days), t("endsAlone")];
    case "not_processed":
      return [
        t("notProcessed", { ...days, reference: notice?.reference ?? "", day: dayOf(notice?.day ?? null, facts) }),
        t("notProcessedAgain"),
        t("emergency"),
      ];
    case "appeal_held":
      return [
        t("appealHeld", { ...days, reference: appeal?.reference ?? "", day: dayOf(appeal?.dueDay ?? null, facts) }),
        t("appealHeldAfter"),
      ];
    case "appeal_dropped":
      return [t("appealDropped", { reference: appeal?.reference ?? "", day: dayOf(appeal?.dueDay ?? null, facts) })];
    case "ended":
      return [t(`ended.${endedHow ?? "time"}`, { platform })];
    case "appeal_receipt":
      return [t("appealReceipt", { reference: appeal?.reference ?? "", day: dayOf(appeal?.dueDay ?? null, facts) })];
    case "appeal_answer":
      return [t(`appealAnswer.${answerKey(appeal)}.${side}`, days)];
  }
}

/**
 * A letter under Art. 23: the warning, the suspension with its reasons (Art. 17(1)(c), M4), that a report is not
 * processed, the end, and what became of the complaint. Nothing in it says who reported or who moderated. `t` reads
 * `misuseLetters`, `common` the words of `statement` that every letter has.
 */
export function composeMisuse(facts: MisuseLetterFacts, t: Translate, common: Translate): Message {
  const { kind, why, platformName: platform, policyUrl: url, clause, appeal, ownUrl } = facts;
  const isReasoned = kind === "warning" || kind === "suspension";
  const part = (id: string, paragraphs: string[]) => ({ id, heading: t(`heading.${id}`), paragraphs });
  return letter(t(`subject.${kind}`, { platform }), [
    part("what", whatWeSay(facts, t)),
    part("why", isReasoned ? [why, ...numbers(facts, t)] : appeal?.reasons ? [appeal.reasons] : []),
    part("factors", kind === "suspension" ? factors(facts, t) : []),
    part("policy", isReasoned ? [t("policy", { clause, url }), t("human")] : []),
    part("automation", automation(facts, t)),
    part("redress", redress(facts, t)),
    part(
      "next",
      kind === "warning"
        ? [t("next.warning")]
        : ["not_processed", "appeal_held"].includes(kind)
          ? [t("next.complain", { url: ownUrl })]
          : [],
    ),
    referencePart(facts.reference, common),
  ]);
}

/** A letter as plain text, with where it stands unless it names that page already: no address stands in it twice. */
export function misuseText(
  parts: readonly Pick<MessagePart, "heading" | "paragraphs">[],
  url: string,
  t: Translate,
): string {
  const isNamed = parts.some(({ paragraphs }) => paragraphs.some((text) => text.includes(url)));
  const sections = parts.map(({ heading, paragraphs }) => [heading, ...paragraphs].join("\n"));
  return [...sections, ...(isNamed ? [] : [t("page", { url })])].join("\n\n");
}
