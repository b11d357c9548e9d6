import type { RegisterWords } from "@/db/schema";
import { csvRecord, plainCell } from "@/lib/platform/csv.rules";
import type { Translate } from "@/lib/platform/letter.rules";
import { momentOf } from "./month.rules";
import type {
  ReportAnomaly,
  ReportCommitment,
  ReportIndicator,
  ReportLanguage,
  ReportMilestone,
  ReportPoint,
  TrusteeSnapshot,
} from "./report.contract";

export type Table = { kind: "table"; caption: string; head: string[]; rows: string[][] };
export type Chart = {
  kind: "chart";
  label: string;
  unit: ReportIndicator["unit"];
  points: ReportPoint[];
  low: number | null;
  high: number | null;
};
/** A piece of the report. What is on paper and on a screen is made of the same pieces. */
export type Block =
  | { kind: "h2" | "h3" | "p" | "small"; text: string }
  | { kind: "list"; items: string[] }
  | Table
  | Chart;
export type ReportDocument = { title: string; language: ReportLanguage; blocks: Block[] };

type Said = {
  t: Translate;
  words: (value: RegisterWords) => string;
  value: (unit: ReportIndicator["unit"], value: number | null) => string;
  /** The key of the words for a month that may still change. */
  open: "report.notFinal" | "report.running";
};

/** Numbers as a report writes them: shares in percent, hours and counts plain; null: nothing of which to say it. */
export function valueInWords(unit: ReportIndicator["unit"], value: number | null, t: Translate): string {
  if (value === null) return t("report.none");
  if (unit === "share") return `${Math.round(value * 1000) / 10} %`;
  const plain = String(Math.round(value * 100) / 100);
  return unit === "hours" ? t("report.hours", { hours: plain }) : plain;
}

function boundsInWords({ unit, low, high, boundBasis }: ReportIndicator, { t, value }: Said): string {
  if (low === null && high === null) return t("report.noBound");
  const basis = t(`basis.${boundBasis}`);
  if (low !== null && high !== null)
    return t("report.between", { low: value(unit, low), high: value(unit, high), basis });
  return low !== null
    ? t("report.atLeast", { low: value(unit, low), basis })
    : t("report.atMost", { high: value(unit, high), basis });
}

export function nameOf({ key, name }: Pick<ReportIndicator, "key" | "name">, { t, words }: Pick<Said, "t" | "words">) {
  return name ? words(name) : t(`indicators.${key}.name`);
}

function indicatorBlocks(one: ReportIndicator, said: Said): Block[] {
  const { t, words, value, open } = said;
  const label = nameOf(one, said);
  const about = one.definition ? words(one.definition) : t(`indicators.${one.key}.definition`);
  const { unit, low, high, points } = one;
  const rows = points.map((point) => [
    point.isFinal ? point.month.slice(0, 7) : t(open, { month: point.month.slice(0, 7) }),
    value(unit, point.value),
    String(point.count),
  ]);
  return [
    { kind: "h3", text: label },
    { kind: "p", text: about },
    { kind: "p", text: boundsInWords(one, said) },
    ...(points.some((point) => point.value !== null)
      ? [{ kind: "chart" as const, label, unit, points, low, high }]
      : [{ kind: "p" as const, text: t("report.noPoints") }]),
    ...(rows.length > 0
      ? [
          {
            kind: "table" as const,
            caption: t("report.months", { name: label }),
            head: [t("report.month"), t("report.value"), t("report.count")],
            rows,
          },
        ]
      : []),
  ];
}

function anomalyInWords(one: ReportAnomaly, indicators: readonly ReportIndicator[], said: Said): string {
  const { t, value } = said;
  const indicator = one.indicator === null ? undefined : indicators[one.indicator];
  const what = indicator
    ? t("report.anomalyOf", {
        name: nameOf(indicator, said),
        month: one.month?.slice(0, 7) ?? "",
        value: value(indicator.unit, one.value),
      })
    : one.text;
  const told = one.toldOn ? t("report.toldOn", { day: one.toldOn }) : t("report.notTold");
  const end = one.closedOn
    ? t("report.closedOn", { day: one.closedOn, resolution: one.resolution })
    : t("report.openUntil", { day: one.dueOn, holder: t(`roles.${one.holder}`) });
  return `${one.raisedOn}: ${what} ${told} ${end}`;
}

function recordBlocks(one: ReportCommitment, said: Said): Block[] {
  const { t } = said;
  const listed = (heading: string, items: string[], none: string): Block[] => [
    { kind: "h3", text: heading },
    items.length > 0 ? { kind: "list", items } : { kind: "p", text: none },
  ];
  return [
    ...listed(
      t("report.reviews"),
      one.reviews.map(({ on, outcome, finding, by, wasLate }) => {
        const late = wasLate ? ` ${t("report.wasLate")}` : "";
        return `${on}, ${t(`roles.${by}`)}: ${t(`outcomes.${outcome}`)}.${late} ${finding}`;
      }),
      t("report.noReviews", { day: one.reviewDueOn }),
    ),
    ...listed(
      t("report.anomalies"),
      one.anomalies.map((each) => anomalyInWords(each, one.indicators, said)),
      t("report.noAnomalies"),
    ),
    ...listed(
      t("report.evidence"),
      one.evidence.map(({ on, title, sha256, url }) =>
        [`${on}: ${title}`, url, sha256 ? `SHA-256 ${sha256}` : ""].filter((part) => part !== "").join(" · "),
      ),
      t("report.noEvidence"),
    ),
  ];
}

function commitmentBlocks(one: ReportCommitment, said: Said): Block[] {
  const { t, words } = said;
  const why = one.statusWhy ? ` ${one.statusWhy}` : "";
  return [
    { kind: "h2", text: `${one.ref} ${words(one.title)}` },
    { kind: "p", text: words(one.summary) },
    { kind: "small", text: words(one.source) },
    ...(one.isModeration ? [] : [{ kind: "p" as const, text: t("elsewhere") }]),
    {
      kind: "p",
      text: t("report.status", { status: t(`statuses.${one.status}`), owner: t(`roles.${one.owner}`) }) + why,
    },
    ...one.indicators.flatMap((indicator) => indicatorBlocks(indicator, said)),
    ...recordBlocks(one, said),
  ];
}

/** A date with what became of it by the end of `lastDay`, the last day of the report's period. */
function milestoneInWords({ title: name, day, doneOn }: ReportMilestone, lastDay: string, { t, words }: Said): string {
  const title = words(name);
  if (doneOn) return t("report.milestoneDone", { title, day: doneOn });
  if (day === null) return t("report.milestoneDue", { title, day: t("milestones.noDay") });
  return t(day <= lastDay ? "report.milestoneLate" : "report.milestoneDue", { title, day });
}

function summaryBlocks({ commitments, milestones, period, withheld }: TrusteeSnapshot, said: Said): Block[] {
  const { t, words } = said;
  const open = (one: ReportCommitment) => one.anomalies.filter(({ closedOn }) => closedOn === null);
  const actions = commitments.flatMap((one) =>
    open(one).map((each) => `${one.ref}, ${anomalyInWords(each, one.indicators, said)}`),
  );
  return [
    { kind: "h2", text: t("report.overview") },
    {
      kind: "table",
      caption: t("report.overviewCaption"),
      head: [t("report.commitment"), t("report.statusHead"), t("report.reviewsHead"), t("report.openHead")],
      rows: commitments.map((one) => [
        `${one.ref} ${words(one.title)}`,
        t(`statuses.${one.status}`),
        String(one.reviews.length),
        String(open(one).length),
      ]),
    },
    { kind: "h2", text: t("report.openActions") },
    actions.length > 0 ? { kind: "list", items: actions } : { kind: "p", text: t("report.noActions") },
    { kind: "h2", text: t("milestones.title") },
    milestones.length > 0
      ? {
          kind: "list",
          items: milestones.map((one) => milestoneInWords(one, period.to, said)),
        }
      : { kind: "p", text: t("report.noMilestones") },
    ...(withheld > 0 ? [{ kind: "p" as const, text: t("report.withheld", { count: withheld }) }] : []),
  ];
}

/** Whether any indicator has a value in a month of the period. */
export function isAnyMeasured({ period, commitments }: TrusteeSnapshot): boolean {
  const months = commitments.flatMap(({ indicators }) => indicators.flatMap(({ points }) => points));
  const [from, to] = [period.from.slice(0, 7), period.to.slice(0, 7)];
  return months.some(({ month, value }) => value !== null && month.slice(0, 7) >= from && month.slice(0, 7) <= to);
}

/** The report of a snapshot in one language: out of the snapshot and the sentences, and of nothing else. `t` reads `commitments`. */
export function composeReport(
  { snapshot, sha256 }: { snapshot: TrusteeSnapshot; sha256: string },
  language: ReportLanguage,
  t: Translate,
): ReportDocument {
  const words = (value: RegisterWords) => (language === "zh-Hans" && value.hans ? value.hans : value.en);
  const { register, period, takenAt, standsFor, commitments } = snapshot;
  // Sentences that an earlier release sealed say the instant of UTC (`at`) and the day of Brussels (`day`) instead.
  const moment = momentOf(new Date(takenAt));
  // What an earlier release sealed is told in its words, so that its files stay the same.
  const open = standsFor === undefined ? "report.running" : "report.notFinal";
  const said: Said = { t, words, value: (unit, value) => valueInWords(unit, value, t), open };
  const title = t("report.title", { register: words(register.title), from: period.from, to: period.to });
  const term = register.startsOn
    ? t("report.term", { from: register.startsOn, to: register.endsOn ?? "" })
    : t("report.noTerm");
  return {
    title,
    language,
    blocks: [
      { kind: "p", text: words(register.source) },
      { kind: "p", text: term },
      ...(standsFor === undefined
        ? []
        : [{ kind: "p" as const, text: t("report.standsFor", { day: standsFor, moment, to: period.to }) }]),
      { kind: "small", text: t("report.seal", { at: takenAt, moment, sha256 }) },
      ...summaryBlocks(snapshot, said),
      ...commitments.flatMap((one) => commitmentBlocks(one, said)),
    ],
  };
}

const cell = (value: string | number | null) => (typeof value === "string" ? plainCell(value) : value);

/** Every measured month as CSV (RFC 4180), for whoever counts on: one row an indicator and month. */
export function valuesAsCsv({ commitments }: TrusteeSnapshot): string {
  const head = ["commitment", "indicator", "unit", "month", "final", "value", "count", "low", "high", "bound"];
  const rows = commitments.flatMap(({ ref, indicators }) =>
    indicators.flatMap(({ key, name, unit, low, high, boundBasis, points }) =>
      points.map(({ month, isFinal, value, count }) => [
        ...[ref, key ?? name?.en ?? "", unit, month.slice(0, 7), isFinal ? "yes" : "no"],
        ...[value, count, low, high, low === null && high === null ? "" : boundBasis],
      ]),
    ),
  );
  return [head, ...rows].map((row) => csvRecord(row.map(cell))).join("");
}
