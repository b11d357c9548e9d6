import { z } from "zod";
import { letterLanguages } from "@/i18n/locales";
import { ownRecords } from "./own-record.rules";

/** A calendar day, YYYY-MM-DD, already in the reader's or the platform's zone. */
export const Day = z.iso.date();

/** Why an account's content was looked at. The notifier is a kind here, never a name (DSA Art. 17(3)(b), S6). */
export const statementSources = [
  "notice",
  "trusted_flagger",
  "own_initiative",
  "authority",
  "authority_and_report",
  "other_report",
] as const;
export const decisionGrounds = ["terms", "law", "terms_and_law"] as const;
export const automatedDecisions = ["none", "partial", "full"] as const;
export const contentKinds = [
  "post",
  "comment",
  "review",
  "listing",
  "profile",
  "message",
  "livestream",
  "image",
  "video",
  "advertisement",
  "account",
  "other",
] as const;

export const restrictionTargets = ["content", "feature", "account", "person", "points", "authority"] as const;

/** How long a restriction lasts: a day, open-ended as the platform words it, for good (S5), or done once: a deletion. */
export const RestrictionTerm = z.discriminatedUnion("kind", [
  /** To the close of `endsOn` in the platform's zone; `days` where the platform states a number, the decision's day not counted. */
  z.object({ kind: z.literal("until"), endsOn: Day, days: z.number().int().positive().nullable() }),
  z.object({ kind: z.literal("indefinite") }),
  z.object({ kind: z.literal("permanent") }),
  z.object({ kind: z.literal("once") }),
]);

export const Restriction = z.object({
  /** The action in the reader's language, as the platform words it: "Delete the violating information". */
  label: z.string().min(1),
  /** The language that label is really in; our own words for the measure stand before it. Absent: it is in our words. */
  labelLanguage: z.string().optional(),
  /** The Transparency Database value (DSA.md 1.13), or null: no restriction, or none that the database is told of. */
  dsaDecision: z.string().nullable(),
  /** What the action does, whatever the database is told: false for a warning, a point, a referral; null if unknown yet. */
  restricts: z.boolean().nullable(),
  /** What it touches. "authority" is never told to anybody (K3); the notifier is told of "content" only. */
  target: z.enum(restrictionTargets),
  /** Whoever it hits may never come back. */
  barsReEntry: z.boolean(),
  startsOn: Day,
  term: RestrictionTerm,
  /** ISO 3166 codes; empty means everywhere the platform is offered. */
  territories: z.array(z.string().length(2)),
});

/** A measure of another decision, as far as naming it takes. */
const NamedMeasure = Restriction.pick({ label: true, labelLanguage: true, dsaDecision: true });

export const StatementClause = z.object({
  ref: z.string().min(1),
  title: z.string(),
  /** Our words. Never shown as the platform's own text (Q18). */
  summary: z.string(),
  /** The language that title and summary are really in, where it may be another than the reader's. */
  textLanguage: z.string().optional(),
  /** The rule as published, in its own language, where we hold it. */
  original: z.string().nullable(),
  originalLanguage: z.string().nullable().optional(),
  documentTitle: z.string().min(1),
  versionLabel: z.string().min(1),
  effectiveFrom: Day.nullable(),
  effectiveTo: Day.nullable(),
});

export const EvidenceQuote = z.object({
  quote: z.string().min(1),
  /** The words that were bound, where the quotation is the passage around them. */
  bound: z.string().min(1).optional(),
  /** "text" is the person's own content; "explanation" is the notifier's words and is never quoted to the affected person. */
  in: z.enum(["text", "explanation"]),
  /** What the quote shows, in plain words. */
  shows: z.string().nullable(),
});

export const ConsideredException = z.object({
  ref: z.string().nullable(),
  title: z.string().min(1),
  applies: z.boolean(),
  why: z.string(),
});

/** "This is the 2nd confirmed violation of rows 4-12": `counted` is the words for what is counted, in the reader's language. */
export const PenaltyCount = z.object({
  before: z.number().int().nonnegative(),
  after: z.number().int().positive(),
  counted: z.string().min(1),
});

/**
 * Why the penalty table led to these measures: its row, and what opened the column. `threshold` is the number of counted
 * violations from which the stricter column applies.
 */
export const TableGround = z.discriminatedUnion("column", [
  z.object({ column: z.enum(["repeated", "notRepeated"]), row: z.number().int(), threshold: z.number().int() }),
  z.object({ column: z.enum(["plain", "severe"]), row: z.number().int() }),
]);
export const PointTotal = z.object({ added: z.number().int().nonnegative(), total: z.number().int().nonnegative() });

export const Redress = z.object({
  /** The signed link of this decision and this addressee (S10, AE2); null once there is no further internal complaint. */
  appealUrl: z.url().nullable(),
  /** Last day to complain, in the addressee's zone. */
  appealEndsOn: Day.nullable(),
  /** Where the certified out-of-court bodies are listed. */
  disputeBodiesUrl: z.url().nullable(),
  /** Our own page of those certified today, in the reader's language first (D1). */
  disputePageUrl: z.url().optional(),
});

/** What tools did: found the content, sorted the case or its reports before a person looked (N11), took part in deciding. */
export const Automation = z.object({
  detected: z.boolean(),
  processed: z.boolean(),
  decision: z.enum(automatedDecisions),
});

/** One place of help as a letter tells it (lib/platform/help.rules.ts). */
export const HelpPlace = z.object({
  label: z.object({ en: z.string().min(1), hans: z.string().min(1), hant: z.string().min(1).optional() }),
  country: z.string().length(2).nullable(),
  languages: z.array(z.string()).readonly(),
  phone: z.string().nullable(),
  url: z.string().nullable(),
});

const facts = {
  language: z.enum(letterLanguages),
  /** Where there is help for people whom it touches, the nearest first (Q88). */
  help: z.array(HelpPlace).optional(),
  /** Our reference, the same on every message of the case. */
  reference: z.string().min(1),
  /** The platform's name in the reader's language. */
  platformName: z.string().min(1),
  /** The addressee's zone, and the platform's, in which the days of the content and of measures are counted. */
  zone: z.string().min(1),
  platformZone: z.string().min(1),
  decidedOn: Day,
  content: z.object({
    kind: z.enum(contentKinds),
    location: z.string(),
    date: Day.nullable(),
    excerpt: z.string().nullable(),
    /** A record that the desk keeps of an account: it is at no place, and the account is named instead (Art. 30, 23). */
    record: z.enum(ownRecords).optional(),
    /** The account's handle on the platform, of a record. */
    account: z.string().optional(),
    /** Of a trader's or a partner's record: where they reach the platform. */
    contact: z.string().optional(),
  }),
  ground: z.enum(decisionGrounds).nullable(),
  clause: StatementClause.nullable(),
  legal: z.object({ ground: z.string(), explanation: z.string() }).nullable(),
  /** Typed by the moderator, or composed from the bound evidence. */
  facts: z.string(),
  evidence: z.array(EvidenceQuote),
  exceptions: z.array(ConsideredException),
  restrictions: z.array(Restriction),
  source: z.enum(statementSources),
  automation: Automation,
  redress: Redress,
};

/** Everything a statement may say. There is deliberately no field for the moderator, and for notifiers only `revealed`. */
export const StatementFacts = z.discriminatedUnion("addressee", [
  z.object({
    ...facts,
    addressee: z.literal("affected"),
    /** Who reported, where two people agreed that it must be told (S6); else nobody. */
    revealed: z.array(z.string().min(1)).optional(),
    outcome: z.enum(["violation", "no_violation", "partly"]),
    count: PenaltyCount.nullable(),
    /** An earlier decision on the same content that this one takes the place of, and what becomes of its restrictions. */
    replaced: z.object({ day: Day, lifted: z.array(NamedMeasure), stays: z.array(NamedMeasure) }).nullish(),
    /** An authority ordered to act against the content (Art. 9): another letter tells of that, and this one only of the rest. */
    isOrdered: z.boolean().optional(),
    /** A suspension for misuse (Art. 23(1)): it is about all that the account provided, and no single content. */
    isForMisuse: z.boolean().optional(),
    /** Null where no table fixed the measures, or the decision left it. */
    table: TableGround.nullable(),
    points: PointTotal.nullable(),
  }),
  z.object({
    ...facts,
    addressee: z.literal("notifier"),
    /** Whether the affected person is told who they are: then they are told that, too. */
    isNamed: z.boolean().optional(),
    /** Whose order the decision gives effect to, where that may be told; its state by its ISO 3166 code. */
    authority: z.object({ name: z.string(), country: z.string() }).nullish(),
    /** Their own dispute before a body outside that this decision follows from. */
    dispute: z.object({ reference: z.string(), body: z.string() }).nullish(),
    outcome: z.enum(["violation", "no_violation", "partly"]),
  }),
]);
export type StatementFacts = z.infer<typeof StatementFacts>;
export type AffectedFacts = Extract<StatementFacts, { addressee: "affected" }>;
export type NotifierFacts = Extract<StatementFacts, { addressee: "notifier" }>;
export type RestrictionFacts = z.infer<typeof Restriction>;
export type TableGround = z.infer<typeof TableGround>;
export type ClauseFacts = z.infer<typeof StatementClause>;
export type RedressFacts = z.infer<typeof Redress>;
export type AutomationFacts = z.infer<typeof Automation>;

/** Names and addresses that must not appear in a text, whoever typed them there: the notifier's, the moderators'. */
export type Withheld = readonly string[];
