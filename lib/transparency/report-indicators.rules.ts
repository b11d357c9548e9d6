import { implementedShare } from "@/lib/appeals/dispute.rules";
import type {
  AutomatedNotices,
  Cell,
  ComplaintRow,
  DisputeNumbers,
  MeasureCount,
  ReportFacts,
  ReportNumbers,
  Service,
  SuspensionNumbers,
} from "./report.contract";
import { automatedContext, complaintContext } from "./report-context.rules";
import { measured } from "./report-counts.rules";
import { applies, languages, writtenOut } from "./report-scopes.rules";
import { type Counted, type Made, type MadeSheet, sheetOf } from "./report-sheets.rules";
import type { ComplaintPart, DisputePart } from "./report-source.contract";
import { template } from "./report-template.generated";

type Heading = { service: string; period: string };
type Told = [value: Made, context: string | null];

/** What each of the template's indicators on complaints is about. */
const bases: readonly [words: string, basis: ComplaintRow["basis"]][] = [
  ["Number of complaints submitted", "all"],
  ["restrict visibility", "visibility"],
  ["provision of the service", "service"],
  ["terminate an account", "account"],
  ["monetise", "money"],
  ["by a Trusted Flagger", "no_action_flagger"],
  ["not to take action", "no_action"],
];

/** Sheet 7: complaints, disputes and suspensions. */
export function complaints(
  { service, period }: Heading,
  numbers: Pick<ReportNumbers, "complaints" | "disputes" | "suspensions" | "measures">,
  { tier, values }: Pick<ReportFacts, "tier"> & Pick<Service, "values">,
): MadeSheet {
  const knowsMoney = values.some((value) => value.startsWith("DECISION_MONETARY_"));
  const rows = template.complaints.map(([applicability = "", section = "", indicator = "", scope = ""]): Made[] => {
    const basis = bases.find(([words]) => indicator.includes(words))?.[1];
    const isOurs = applies(applicability, tier) && (basis !== "money" || knowsMoney);
    const [value, context] = isOurs ? told(indicator, scope, basis, numbers) : [null, null];
    return [applicability, service, period, section, indicator, scope, value, context];
  });
  return sheetOf(7, rows);
}

function told(
  indicator: string,
  scope: string,
  basis: ComplaintRow["basis"] | undefined,
  {
    complaints: counted,
    disputes,
    suspensions,
    measures,
  }: Pick<ReportNumbers, "complaints" | "disputes" | "suspensions" | "measures">,
): Told {
  if (indicator.includes("newly imposed"))
    return [measured(measures.filter((one) => one.isComplaint)), complaintContext.anew];
  if (indicator.includes("suspensions enacted"))
    return [suspended(indicator, suspensions), complaintContext.suspensions];
  if (indicator.includes("disputes submitted")) return ofDisputes(scope, disputes);
  const row = counted.find((one) => one.basis === basis);
  const of = (which: ComplaintPart, value: Cell): Counted => ({
    value,
    source: { of: "complaints", basis: basis ?? "all", which },
  });
  switch (scope) {
    case "Total number":
      return [
        of("total", row?.total ?? 0),
        basis === "all"
          ? `${complaintContext.total} ${complaintContext.misuse}`
          : `${complaintContext.total} ${complaintContext.base}`,
      ];
    case "Median time":
      return [of("hours", row?.hours ?? null), complaintContext.hours];
    case "Decision omitted":
      return [of("omitted", row?.omitted ?? 0), complaintContext.omitted];
    case "Decisions upheld":
      return [of("upheld", row?.upheld ?? 0), complaintContext.outcome];
    case "Decisions partially reversed":
      return [of("partly", row?.partly ?? 0), complaintContext.outcome];
    default:
      return [of("reversed", row?.reversed ?? 0), complaintContext.outcome];
  }
}

function suspended(indicator: string, numbers: SuspensionNumbers): Counted {
  const side = indicator.includes("unfounded notices")
    ? "notices"
    : indicator.includes("unfounded complaints")
      ? "complaints"
      : "content";
  return { value: numbers[side], source: { of: "suspensions", side } };
}

function ofDisputes(scope: string, disputes: DisputeNumbers): Told {
  const { partly, reversed, implemented } = disputes;
  const of = (which: DisputePart, value: Cell): Counted => ({ value, source: { of: "disputes", which } });
  switch (scope) {
    case "Total number":
      return [of("total", disputes.total), complaintContext.disputes];
    case "Median time":
      return [of("hours", disputes.hours), complaintContext.disputeHours];
    case "Decision omitted":
      return [of("omitted", disputes.omitted), complaintContext.disputeOmitted];
    case "Percentage of outcomes implemented": {
      const share = implementedShare({ reversed: partly + reversed, implemented });
      const value = share === null ? null : Math.round(share * 10_000) / 10_000;
      return [of("implemented", value), complaintContext.implemented];
    }
    case "Decisions upheld":
      return [of("upheld", disputes.upheld), complaintContext.disputeOutcome];
    case "Decisions partially reversed":
      return [of("partly", partly), complaintContext.disputeOutcome];
    default:
      return [of("reversed", reversed), complaintContext.disputeOutcome];
  }
}

/** Sheet 8: what tools did alone, and what they had no part in. */
export function automated(
  { service, period }: Heading,
  { measures, automatedNotices }: Pick<ReportNumbers, "measures" | "automatedNotices">,
  { tier, accuracy }: ReportFacts,
): MadeSheet {
  const isVlop = tier === "vlop";
  const lines = isVlop ? languageLines() : template.automated;
  const rows = lines.map(([applicability = "", section = "", indicator = "", scope = ""]): Made[] => {
    const [value, context] = applies(applicability, tier)
      ? automatedValue(indicator, scope, { measures, automatedNotices, accuracy })
      : [null, null];
    return [applicability, service, period, section, indicator, scope, value, context];
  });
  return sheetOf(8, rows);
}

/** The counts of the template for each language; its accuracy rows, which only hint at the pattern, in full. */
function languageLines(): string[][] {
  const isLanguage = ([applicability = ""]: readonly string[]) => applicability === "Only for VLOPs";
  const isAccuracy = ([, , indicator = ""]: readonly string[]) => indicator.startsWith("Accuracy");
  const [pattern = []] = template.automated.filter((line) => isLanguage(line) && isAccuracy(line));
  const counts = template.automated.filter((line) => !(isLanguage(line) && isAccuracy(line)));
  const accuracies = languages.flatMap((language) =>
    ["Accuracy", "Precision", "Recall"].map((kind) => [
      ...pattern.slice(0, 2),
      `Accuracy of the automated means - ${kind}`,
      language,
    ]),
  );
  return [...writtenOut(counts, isLanguage, languages), ...accuracies];
}

type Automated = {
  measures: readonly MeasureCount[];
  automatedNotices: AutomatedNotices;
  accuracy: ReportFacts["accuracy"];
};

function automatedValue(indicator: string, scope: string, given: Automated): Told {
  const accuracy = /Accuracy of the automated means - (\w+)/.exec(indicator)?.[1];
  if (accuracy) {
    const kind = accuracy.toLowerCase() as "accuracy" | "precision" | "recall";
    const measured = given.accuracy[scope] ?? given.accuracy[scope.trim()];
    return [measured?.[kind] ?? null, measured ? null : automatedContext.accuracy];
  }
  const isSolely = indicator.includes("solely");
  if (scope.startsWith("NAM")) {
    const { solely, untouched, flaggedSolely, flaggedUntouched } = given.automatedNotices;
    const [alone, none] = scope.includes("Trusted") ? [flaggedSolely, flaggedUntouched] : [solely, untouched];
    const source = {
      of: "handled",
      how: isSolely ? "solely" : "untouched",
      isFlagged: scope.includes("Trusted"),
    } as const;
    return [{ value: isSolely ? alone : none, source }, automatedContext.notices];
  }
  const how = isSolely ? "full" : "none";
  const those = given.measures.filter((one) => one.automated === how && !one.isComplaint);
  if (scope === "Total number") return [measured(those), automatedContext.measures];
  if (scope.startsWith("Own")) return [measured(those.filter(({ isOwn }) => isOwn)), automatedContext.measures];
  return [measured(those.filter(({ language }) => language === scope)), automatedContext.language];
}
