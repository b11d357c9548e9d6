import type { LetterLanguage } from "@/i18n/locales";
import { automationSentences } from "@/lib/decisions/automation.rules";
import type { OwnRecord } from "@/lib/decisions/own-record.rules";
import type { RemedyKind } from "@/lib/decisions/remedy.rules";
import type {
  AutomationFacts,
  ClauseFacts,
  contentKinds,
  RedressFacts,
  Withheld,
} from "@/lib/decisions/statement.contract";
import { part, redressPart, referencePart, withoutStop } from "@/lib/decisions/statement-text.rules";
import { withhold } from "@/lib/decisions/withhold.rules";
import { withTypedWords } from "@/lib/intake/typed-language.rules";
import { dayWithZone, letter, type Message, type MessagePart, type Translate } from "@/lib/platform/letter.rules";
import type { AppealOutcome, Appellant } from "./rules";

type Common = {
  language: LetterLanguage;
  /** The reader's, in which the days are. */
  zone: string;
  reference: string;
  platformName: string;
  /** The link of this appeal, if the reader has one. */
  url: string | null;
};

export type AppealReceiptFacts = Common & {
  receivedOn: string;
  /** Our own target for the answer, or null: the law gives no number of days (A5). */
  aimToAnswerBy: string | null;
};

/** The remedies that a person is told about; telling the platform and reviewing other decisions are ours. */
export type ToldRemedy = Exclude<RemedyKind, "review_decision" | "tell_platform" | "correct_referral" | "lift_bar">;
/** `heldBy`: the reference of another decision through which the same measure goes on. */
export type UndoneEffect = { kind: ToldRemedy; label: string; points?: number; heldBy?: string };

export type AppealAnswerFacts = Common & {
  appellant: Appellant;
  /** The case's, as on the letter that told the decision. */
  caseReference: string;
  /** What the content is, as that letter told this reader; names are out of it already. */
  content: MessagePart | null;
  contentKind: (typeof contentKinds)[number];
  /** The decision is about a record of ours, a trader's or another, and about no content of theirs. */
  record: OwnRecord | null;
  outcome: AppealOutcome | "inadmissible";
  answeredOn: string;
  /** The reviewer's reasons (Art. 20(5)); never blank. */
  reasons: string;
  /** The clause and version the decision was judged by: an appeal never moves to newer rules (Q75). */
  clause: ClauseFacts | null;
  undone: readonly UndoneEffect[];
  /**
   * The platform has been told and has still to carry out what fell: said, because until then nothing has changed for them.
   */
  isPlatformToAct: boolean;
  /** That the case is decided anew, in the reader's words; null where it is not, or the outcome says so itself. */
  decidedAnew: string | null;
  /** Labels of what stays in force, in the reader's language. */
  remains: readonly string[];
  /** Measures of other decisions that hold the whole account, whatever fell here. */
  stillRuns: readonly { label: string; reference: string }[];
  /** Labels of new measures on the content after a notifier's success (A10). */
  acted: readonly string[];
  /** What tools did for the decision, as its own letters told it. */
  automation: AutomationFacts;
  /** No further internal complaint: only the out-of-court bodies and the courts are left. */
  redress: Pick<RedressFacts, "disputeBodiesUrl" | "disputePageUrl">;
};

/** Confirms that an appeal arrived (A4, A5). `t` reads the namespace `statement`. */
export function composeAppealReceipt(facts: AppealReceiptFacts, t: Translate): Message {
  const { platformName: platform, reference, language, zone, aimToAnswerBy, url } = facts;
  return letter(t("appealReceipt.subject", { platform, reference }), [
    part("receipt", t, [t("appealReceipt.received", { platform, day: dayWithZone(facts.receivedOn, zone, language) })]),
    part("next", t, [
      t("appealReceipt.reviewer"),
      aimToAnswerBy && t("appealReceipt.target", { day: dayWithZone(aimToAnswerBy, zone, language) }),
      t("appealReceipt.nothingToDo"),
      url && t("appealReceipt.track", { url }),
    ]),
    referencePart(reference, t),
  ]);
}

/**
 * The reasoned answer to an appeal (Art. 20(5), A7) with out-of-court and court redress and what tools were used (AE3).
 * `withheld` are names of notifiers, moderators and reviewers, removed from everything that somebody typed: the reasons,
 * and what was added to a measure's own words.
 */
export function composeAppealAnswer(facts: AppealAnswerFacts, t: Translate, withheld: Withheld = []): Message {
  const { platformName: platform, reference, language } = facts;
  const clean = (text: string) => withhold(text, withheld, t("withheld"));
  const redress = { ...facts.redress, appealUrl: null, appealEndsOn: null };
  const judged = facts.outcome !== "inadmissible" && facts.outcome !== "omitted";
  return letter(t("appealAnswer.subject", { platform, reference }), [
    part("decision", t, [
      outcomeSentence(facts, t),
      facts.decidedAnew,
      t("appealAnswer.answeredOn", { day: dayWithZone(facts.answeredOn, facts.zone, language) }),
      judged ? t("appealAnswer.reviewer") : null,
      facts.url && t("appealAnswer.about", { reference: facts.caseReference, url: facts.url }),
    ]),
    reasonsPart(facts, clean(facts.reasons.trim()), t),
    // Where all stays, nothing changes now, and what stays is what follows.
    undonePart(facts, clean, t, facts.outcome === "upheld" ? "restrictions" : "undone"),
    facts.content,
    part("next", t, [facts.isPlatformToAct ? t("appealAnswer.platformActs", { platform }) : null]),
    automationPart(facts, t),
    redressPart(redress, { language, zone: "UTC" }, t),
    referencePart(reference, t),
  ]);
}

/** The reasons as the reviewer typed them, and by which edition the decision was judged. */
function reasonsPart({ outcome, clause, language }: AppealAnswerFacts, reasons: string, t: Translate): MessagePart {
  const judged = outcome !== "inadmissible" && outcome !== "omitted";
  const told = part("reasons", t, [reasons, judged && clause ? governed(clause, t) : null]);
  return withTypedWords(told, [reasons], language, t);
}

/** Whom a decision is about: a trader's account and any other are no content, whatever a language calls content. */
function outcomeSentence(facts: AppealAnswerFacts, t: Translate): string {
  const { outcome, appellant, contentKind, record, platformName } = facts;
  const own = record === "trader" ? "trader" : record || contentKind === "account" ? "account" : null;
  const about = appellant === "affected" && own ? own : outcome === "inadmissible" ? null : appellant;
  const key = about ? `${about}_${outcome}` : outcome;
  return t(`appealAnswer.outcome.${key}`, { kind: t(`kind.${contentKind}`), platform: platformName });
}

function governed(clause: ClauseFacts, t: Translate): string {
  return t("appealAnswer.governed", {
    ref: clause.ref,
    title: clause.title,
    document: clause.documentTitle,
    version: clause.versionLabel,
  });
}

/** What fell and what stays, a line each; `clean` takes out of what somebody typed what the reader must not learn. */
export function undonePart(
  facts: Pick<AppealAnswerFacts, "undone" | "stillRuns" | "acted" | "remains">,
  clean: (text: string) => string,
  t: Translate,
  id: "undone" | "restrictions" = "undone",
): MessagePart {
  const told = (label: string) => withoutStop(clean(label));
  return part(id, t, [
    ...facts.undone.map(({ kind, label, points = 0, heldBy }) =>
      kind === "lift_sanction" && heldBy
        ? t("appealAnswer.undone.lift_sanction_held", { label: told(label), reference: heldBy })
        : t(`appealAnswer.undone.${kind}`, { label: told(label), points }),
    ),
    ...facts.stillRuns.map(({ label, reference }) => t("appealAnswer.stillRuns", { label: told(label), reference })),
    ...facts.acted.map((label) => t("appealAnswer.acted", { label: told(label) })),
    ...facts.remains.map((label) => t("appealAnswer.remains", { label: told(label) })),
  ]);
}

/** AE3: the same that the decision's letter told this reader, and that a person answers. */
function automationPart({ automation, appellant }: AppealAnswerFacts, t: Translate): MessagePart {
  const told = automationSentences(automation, { addressee: appellant, saysNone: true }, t);
  return part("automation", t, [
    ...told.map((sentence) => t("appealAnswer.automation.first", { sentence })),
    t("appealAnswer.automation.person"),
  ]);
}
