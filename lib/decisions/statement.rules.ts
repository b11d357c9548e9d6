import { listFormat } from "@/i18n/formats";
import {
  countriesInWords,
  dayWithZone,
  intlTag,
  letter,
  type Message,
  type MessagePart,
  type Translate,
} from "@/lib/platform/letter.rules";
import { automationSentences } from "./automation.rules";
import type { AffectedFacts, NotifierFacts, StatementFacts, Withheld } from "./statement.contract";
import { endsPartnership, isForTrader } from "./statement-kind.rules";
import {
  contentPart,
  exceptionsPart,
  factsPart,
  helpPart,
  lawPart,
  measureInWords,
  part,
  recordPart,
  redressPart,
  referencePart,
  restrictionParagraph,
  rulePart,
  tableParagraph,
  withoutStop,
  zoneParagraph,
} from "./statement-text.rules";
import { withoutNames } from "./withhold.rules";

/**
 * What a person is told about a decision: the statement of reasons for the affected person (DSA Art. 17, S1-S11), the
 * outcome for the notifier (Art. 16(5)-(6), N9, N11). Composed from facts, never free text. `t` reads the namespace
 * `statement` in `facts.language`; `withheld` are the names of notifiers and moderators, removed wherever typed.
 * Check with `statementGaps` before the decision is committed.
 */
export function composeStatement(facts: StatementFacts, t: Translate, withheld: Withheld = []): Message {
  const safe = withoutNames(facts, withheld, t("withheld"));
  return safe.addressee === "affected" ? toAffected(safe, t) : toNotifier(safe, t);
}

function toAffected(facts: AffectedFacts, t: Translate): Message {
  const found = facts.outcome !== "no_violation";
  // A referral to the authorities is never told to the person it is about (K3).
  const restrictions = facts.restrictions.filter(({ target }) => target !== "authority");
  return letter(subject(facts, t), [
    decisionPart(facts, t),
    contentPart(facts, t),
    found ? restrictionsPart({ ...facts, restrictions }, t) : null,
    found ? rulePart(facts, t) : null,
    found ? lawPart(facts, t) : null,
    factsPart(facts, t),
    isForTrader(facts)
      ? part("back", t, [
          t("affected.back", { platform: facts.platformName }),
          facts.content.contact ? t("affected.contact", { contact: facts.content.contact }) : null,
        ])
      : null,
    exceptionsPart(facts, t),
    part("source", t, sourceSentences(facts, t)),
    part(
      "automation",
      t,
      automationSentences(
        facts.automation,
        { addressee: "affected", saysNone: true, isAboutRecord: facts.content.record !== undefined },
        t,
      ),
    ),
    // Beside measures the count is told with the row that led to them.
    found ? recordPart(restrictions.length > 0 ? facts : { ...facts, table: null }, t) : null,
    waysOf(facts, t),
    helpPart(facts.help, facts.language, t),
    referencePart(facts.reference, t),
  ]);
}

/** Redress; a partner whose partnership ends is told as well where the platform is reached. */
function waysOf(facts: AffectedFacts, t: Translate): MessagePart {
  const ways = redressPart(facts.redress, facts, t);
  const { contact } = facts.content;
  return endsPartnership(facts) && contact
    ? { ...ways, paragraphs: [...ways.paragraphs, t("affected.contact", { contact })] }
    : ways;
}

/** What set it off; never who, but where two people agreed that the illegality cannot be told without the name (S6). */
function sourceSentences(
  { source, revealed = [], language, isForMisuse, content }: AffectedFacts,
  t: Translate,
): string[] {
  if (isForMisuse) return [t("source.misuse")];
  if (content.record && source === "own_initiative") return [t("source.record")];
  if (revealed.length === 0) return [t(`source.${source}`)];
  const names = listFormat(intlTag(language), { type: "conjunction" }).format(revealed);
  return [...(source === "authority_and_report" ? [t("source.authority")] : []), t("source.revealed", { names })];
}

/**
 * The notifier learns what was found, why, and what was done with the content; not what follows for another person's
 * account. Tools are mentioned only if they were used (N11).
 */
function toNotifier(facts: NotifierFacts, t: Translate): Message {
  const found = facts.outcome !== "no_violation";
  return letter(subject(facts, t), [
    decisionPart(facts, t),
    found && facts.authority ? authorityPart(facts.authority, facts.language, t) : null,
    contentPart(facts, t),
    found ? measuresPart(facts, t) : null,
    found ? rulePart(facts, t) : null,
    found ? lawPart(facts, t) : null,
    factsPart(facts, t),
    exceptionsPart(facts, t),
    part("automation", t, automationSentences(facts.automation, { addressee: "notifier", saysNone: false }, t)),
    redressPart(facts.redress, facts, t),
    helpPart(facts.help, facts.language, t),
    referencePart(facts.reference, t),
  ]);
}

/** Whose order it was: a part of its own, so that it is left out while that may not be told. */
function authorityPart(
  { name, country }: NonNullable<NotifierFacts["authority"]>,
  language: NotifierFacts["language"],
  t: Translate,
): MessagePart {
  return part("authority", t, [t("notifier.authority", { name, country: countriesInWords([country], language) })]);
}

function subject(facts: StatementFacts, t: Translate): string {
  return t(`${facts.addressee}.subject.${isForTrader(facts) ? "trader" : facts.outcome}`, {
    kind: t(`kind.${facts.content.kind}`),
    platform: facts.platformName,
    reference: facts.reference,
  });
}

function decisionPart(facts: StatementFacts, t: Translate): MessagePart {
  const values = {
    kind: t(`kind.${facts.content.kind}`),
    oneKind: t(`oneKind.${facts.content.kind}`),
    platform: facts.platformName,
    ref: facts.clause?.ref ?? "",
    title: withoutStop(facts.clause?.title ?? ""),
    document: facts.clause?.documentTitle ?? "",
  };
  const key = {
    violation: facts.ground ?? "terms",
    partly: `partly_${facts.ground ?? "terms"}`,
    no_violation: "no_violation",
  };
  const { isForMisuse, isOrdered, replaced } = facts.addressee === "affected" ? facts : {};
  const own = isForMisuse ? "misuse" : isForTrader(facts) ? "trader" : null;
  return part("decision", t, [
    t(`${facts.addressee}.decision.${own ?? key[facts.outcome]}`, values),
    t("affected.decidedOn", { day: dayWithZone(facts.decidedOn, facts.zone, facts.language) }),
    endsPartnership(facts) ? t("affected.affiliate", values) : null,
    isOrdered ? t("affected.ordered") : null,
    ...(replaced ? replacedSentences(replaced, facts, t) : []),
    facts.addressee === "notifier" && facts.dispute ? t("notifier.disputed", facts.dispute) : null,
    facts.addressee === "notifier" ? t("notifier.thanks") : null,
  ]);
}

/** Which decision this one takes the place of, which of its restrictions end with it, and which stay by this one. */
function replacedSentences(
  { day, lifted, stays }: NonNullable<AffectedFacts["replaced"]>,
  { zone, language }: StatementFacts,
  t: Translate,
): string[] {
  return [
    t("affected.anew", { day: dayWithZone(day, zone, language) }),
    ...lifted.map((measure) => t("appealAnswer.undone.lift_sanction", { label: measureInWords(measure, language, t) })),
    ...stays.map((measure) => t("appealAnswer.remains", { label: measureInWords(measure, language, t) })),
  ];
}

function restrictionsPart(facts: AffectedFacts, t: Translate): MessagePart {
  const paragraphs = facts.restrictions.map((restriction) => restrictionParagraph(restriction, facts, t));
  return part(
    "restrictions",
    t,
    paragraphs.length > 0
      ? [...paragraphs, zoneParagraph(facts, t), tableParagraph(facts, t)]
      : [t("restriction.none")],
  );
}

function measuresPart(facts: NotifierFacts, t: Translate): MessagePart {
  const measures = facts.restrictions
    .filter(({ target, restricts }) => target === "content" && restricts !== false)
    .map((restriction) => restrictionParagraph(restriction, facts, t));
  return part("measures", t, [
    ...(measures.length > 0 ? [...measures, zoneParagraph(facts, t)] : [t("notifier.noMeasure")]),
    t("notifier.confidential"),
    facts.isNamed ? t("notifier.named") : null,
  ]);
}
