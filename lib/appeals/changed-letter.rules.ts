import type { LetterLanguage } from "@/i18n/locales";
import { automationSentences } from "@/lib/decisions/automation.rules";
import type {
  AutomationFacts,
  ClauseFacts,
  contentKinds,
  RedressFacts,
  Withheld,
} from "@/lib/decisions/statement.contract";
import { part, redressPart, referencePart, withoutStop } from "@/lib/decisions/statement-text.rules";
import { withhold } from "@/lib/decisions/withhold.rules";
import { dayWithZone, letter, type Message, type MessagePart, type Translate } from "@/lib/platform/letter.rules";

/** `whole`: the finding fell; `anew`: it is made again, and nothing says yet that all is allowed; `part`: it holds. */
export type Change = "whole" | "part" | "anew";

/** What an answer that changes something does with the finding, as who reported is told of it. */
export function changeOf({ reverses, reopens }: { reverses: boolean; reopens: boolean }): Change {
  if (reopens) return "anew";
  return reverses ? "whole" : "part";
}

/** What a change is told with. There is no field for who complained, who reported or who decided. */
export type ChangeFacts = {
  language: LetterLanguage;
  zone: string;
  /** The case's, as on the first letter. */
  reference: string;
  platformName: string;
  contentKind: (typeof contentKinds)[number];
  change: Change;
  changedOn: string;
  /** What the first decision stood on: the rule as it was judged by, the law, or both. */
  clause: ClauseFacts | null;
  onLaw: boolean;
  /** Labels of measures on the content, in the reader's language: what falls, and what stays. */
  lifted: readonly string[];
  remains: readonly string[];
  /** What the content is, as the first letter told this reader; names are out of it already. */
  content: MessagePart | null;
  /** The reader's own first letter. */
  firstUrl: string;
  automation: AutomationFacts;
  redress: RedressFacts;
};

/**
 * Tells somebody who reported that what they were told has changed (N9), what became of the content, and that they may
 * complain of it (A1). What follows for the other person's account is not theirs to know. `t` reads `statement`.
 */
export function composeChange(facts: ChangeFacts, t: Translate, withheld: Withheld = []): Message {
  const { platformName: platform, reference, language, zone, change } = facts;
  const kind = t(`kind.${facts.contentKind}`);
  const oneKind = t(`oneKind.${facts.contentKind}`);
  const told = (label: string) => withoutStop(withhold(label, withheld, t("withheld")));
  const automation = automationSentences(facts.automation, { addressee: "notifier", saysNone: false }, t);
  return letter(t("change.subject", { platform, reference }), [
    part("decision", t, [
      t(`change.${change}`, { kind, oneKind, platform }),
      change === "anew" && facts.remains.length > 0 ? t("change.untilAnew", { kind }) : null,
      t("affected.decidedOn", { day: dayWithZone(facts.changedOn, zone, language) }),
      t("change.reviewer"),
      t("change.first", { url: facts.firstUrl }),
    ]),
    reasonsPart(facts, t),
    part("undone", t, [
      ...facts.lifted.map((label) => t("appealAnswer.undone.restore_content", { label: told(label) })),
      ...facts.remains.map((label) => t("appealAnswer.remains", { label: told(label) })),
      t("notifier.confidential"),
    ]),
    facts.content,
    part(
      "automation",
      t,
      automation.map((sentence) => t("appealAnswer.automation.first", { sentence })),
    ),
    redressPart(facts.redress, { language, zone }, t),
    referencePart(reference, t),
  ]);
}

/**
 * Why it changed, from what this reader was told before: what it stood on, and whether the review still finds that. What
 * the reviewer wrote is an answer to somebody else, and nothing here says that anybody asked for the review.
 */
function reasonsPart({ clause, onLaw, change, contentKind }: ChangeFacts, t: Translate): MessagePart {
  const kind = t(`kind.${contentKind}`);
  return part("reasons", t, [
    clause &&
      t(`change.reason.terms_${change}`, {
        kind,
        ref: clause.ref,
        title: clause.title,
        document: clause.documentTitle,
        version: clause.versionLabel,
      }),
    onLaw ? t(`change.reason.law_${change}`, { kind }) : null,
    change === "part" ? t("change.reason.notAll") : null,
  ]);
}
