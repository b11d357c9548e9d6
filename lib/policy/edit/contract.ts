import { z } from "zod";
import { keywords, restrictionValues, statementCategories } from "@/lib/platform/statement-values.rules";
import { Clause, ClauseEditorial, PolicyDocument, PolicyVersion } from "../pack.contract";
import { Action, Counter, Coverage, PenaltyTable, Row, SanctionSet, Step } from "../sanctions.contract";
import { DocumentTranslation } from "../translation.contract";
import { versionRef } from "../version-ref.contract";

/**
 * What an editor may do to a draft, one operation at a time. Every field is the engine's own (pack.contract,
 * sanctions.contract), so what the engine cannot express has no operation. Which version a clause or a counter is of is
 * never said: it is the draft's.
 */

const ref = z.string().trim().min(1).max(200);
const id = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
/** Also a word that an imported table has and the platform does not know, so that its column can go. */
const role = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u);
const title = z.string().trim().min(1).max(500);
const item = z.number().int().positive().max(100_000);
/** Where among those beside it; null: first. */
const after = ref.nullable();

type Bare<Shape extends z.ZodRawShape> = {
  [Key in keyof Shape]: z.ZodOptional<Shape[Key] extends z.ZodDefault<infer Inner> ? Inner : Shape[Key]>;
};

/** Any of the fields, and none filled in: a field that is not given stays as it is. */
function changeOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Bare<Shape>, z.core.$strict> {
  const bare = Object.entries(shape).map(([key, field]) => {
    const own = field instanceof z.ZodDefault ? field.unwrap() : field;
    return [key, z.optional(own as z.ZodType)] as const;
  });
  return z.strictObject(Object.fromEntries(bare) as unknown as Bare<Shape>);
}

const EditorialFields = ClauseEditorial.extend({
  dsaCategory: z.enum(statementCategories).nullable(),
  dsaCategoryAddition: z.array(z.enum(statementCategories)).default([]),
  dsaKeywords: z.array(z.enum(keywords)).default([]),
}).strict();

const clauseOwn = Clause.omit({ ref: true, parent: true, document: true, versions: true }).extend({
  title,
  summary: z.string().trim().min(1).max(20_000),
  editorial: EditorialFields,
});
export const ClauseChange = changeOf(clauseOwn.shape);
export type ClauseChange = z.infer<typeof ClauseChange>;
const ClauseDraft = clauseOwn.extend({ ref, document: ref }).strict();
export type ClauseDraft = z.infer<typeof ClauseDraft>;
/** A part that is split off: what it does not say, it has from the clause it comes from. */
const ClausePart = changeOf(clauseOwn.omit({ title: true, summary: true }).shape).extend({
  ref,
  title,
  summary: clauseOwn.shape.summary,
});

const actionOwn = Action.omit({ id: true, versions: true }).extend({
  label: title,
  dsa: z.array(z.enum(restrictionValues)).default([]),
  durationDays: z.number().int().positive().max(36_500).nullable().default(null),
});
export const ActionChange = changeOf(actionOwn.shape);
export type ActionChange = z.infer<typeof ActionChange>;
const ActionDraft = actionOwn.extend({ id }).strict();
export type ActionDraft = z.infer<typeof ActionDraft>;

/** Other terms for a sanction that is there: found among the sanctions, or made beside it under a label of its own. */
const Terms = z.strictObject({
  ...{ label: title, zh: Action.shape.zh.unwrap() },
  durationDays: actionOwn.shape.durationDays.unwrap(),
  ...{ termNotStated: z.boolean(), indefinite: z.boolean(), permanent: z.boolean() },
  ...{ points: Action.shape.points.unwrap(), perInfringement: z.boolean() },
});
export type Terms = z.infer<typeof Terms>;
const CellSanction = z.strictObject({ action: id, terms: Terms.nullable().default(null) });
export type CellSanction = z.infer<typeof CellSanction>;

const covers = Coverage.omit({ versions: true });
const setOwn = SanctionSet.omit({ id: true, covers: true }).extend({ trigger: title });
export const SetChange = changeOf(setOwn.shape).extend({ covers: changeOf(covers.shape).optional() });
const SetDraft = setOwn.extend({ id, covers: covers.prefault({}) }).strict();

const counterOwn = Counter.omit({ id: true, versions: true }).extend({ rule: title });
export const CounterChange = changeOf(counterOwn.shape);
const CounterDraft = counterOwn.extend({ id }).strict();

const stepOwn = Step.omit({ id: true, versions: true }).extend({ label: title });
export const StepChange = changeOf(stepOwn.shape);
const StepDraft = stepOwn.extend({ id }).strict();

const versionOwn = PolicyVersion.omit({ id: true, documents: true, textAvailable: true, bringsBack: true }).extend({
  label: title,
});
export const VersionChange = changeOf(versionOwn.shape);

const documentOwn = PolicyDocument.omit({ id: true }).extend({
  title,
  zh: DocumentTranslation.nullable(),
  source: z.string().trim().max(500).nullable(),
});
export const DocumentChange = changeOf(documentOwn.shape);
export type DocumentChange = z.infer<typeof DocumentChange>;

export const TableHead = PenaltyTable.omit({ steps: true, rows: true });
export type TableHead = z.infer<typeof TableHead>;

/** Parts of a draft that stand in lists; `table` is the table without its steps and rows. */
export const lists = [
  "clauses",
  "actions",
  "sets",
  "counters",
  "steps",
  "rows",
  "table",
  "documents",
  "version",
] as const;
export type List = (typeof lists)[number];

const was = <Kind extends List, Value extends z.ZodType>(list: Kind, value: Value) =>
  z.strictObject({ list: z.literal(list), key: z.string(), from: value.nullable(), to: value.nullable() });
const PartBack = z.discriminatedUnion("list", [
  was("clauses", Clause),
  was("actions", Action),
  was("sets", SanctionSet),
  was("counters", Counter),
  was("steps", Step),
  was("rows", Row),
  was("table", TableHead),
  was("documents", PolicyDocument),
  was("version", PolicyVersion),
]);
export type PartBack = z.infer<typeof PartBack>;

const noticeLanguage = z.string().regex(/^[a-z]{2}(-[A-Za-z]{2,4})?$/);
export const NoticeWords = z.record(noticeLanguage, z.string().trim().max(5000));

const sentOperations = [
  z.strictObject({ do: z.literal("clause.add"), clause: ClauseDraft, parent: ref.nullable(), after }),
  z.strictObject({ do: z.literal("clause.change"), ref, change: ClauseChange }),
  /** Whatever names the clause names it by its new reference. */
  z.strictObject({ do: z.literal("clause.rename"), ref, to: ref }),
  /** With what stands under it. */
  z.strictObject({ do: z.literal("clause.move"), ref, parent: ref.nullable(), after }),
  /** The clause keeps its reference; what counts or covers it counts and covers its parts. */
  z.strictObject({ do: z.literal("clause.split"), ref, change: ClauseChange, parts: z.array(ClausePart).min(1) }),
  /** What stood under `ref` or named it goes over to `into`; `change` is what `into` says afterwards. */
  z.strictObject({ do: z.literal("clause.merge"), ref, into: ref, change: ClauseChange }),
  z.strictObject({ do: z.literal("clause.retire"), ref }),

  z.strictObject({
    do: z.literal("table.start"),
    ...{ title, document: ref, step: StepDraft, row: z.strictObject({ item, ref }), role },
  }),
  z.strictObject({ do: z.literal("table.end") }),
  z.strictObject({ do: z.literal("role.add"), role }),
  z.strictObject({ do: z.literal("role.remove"), role }),
  /** The column is that of another role from now on, its cells and all. */
  z.strictObject({ do: z.literal("role.rename"), role, to: role }),
  /** `like`: the row whose cells it shares; null: cells of its own, all without a step. */
  z.strictObject({ do: z.literal("row.add"), item, ref, like: item.nullable(), after: item.nullable() }),
  z.strictObject({ do: z.literal("row.rename"), item, to: item }),
  z.strictObject({
    do: z.literal("row.change"),
    item,
    change: z.strictObject({ ref: ref.optional(), like: item.optional() }),
  }),
  z.strictObject({ do: z.literal("row.move"), item, after: item.nullable() }),
  z.strictObject({ do: z.literal("row.remove"), item }),
  z.strictObject({ do: z.literal("step.add"), step: StepDraft, after: id.nullable() }),
  z.strictObject({ do: z.literal("step.change"), id, change: StepChange }),
  z.strictObject({ do: z.literal("step.rename"), id, to: id }),
  z.strictObject({ do: z.literal("step.move"), id, after: id.nullable() }),
  z.strictObject({ do: z.literal("step.remove"), id }),
  /** All that follows together; null: the row has no such step. */
  z.strictObject({
    do: z.literal("cell.set"),
    ...{ item, role, step: id, sanctions: z.array(CellSanction).min(1).max(50).nullable() },
  }),

  z.strictObject({ do: z.literal("counter.add"), counter: CounterDraft }),
  z.strictObject({ do: z.literal("counter.change"), id, change: CounterChange }),
  z.strictObject({ do: z.literal("counter.remove"), id }),
  z.strictObject({ do: z.literal("set.add"), set: SetDraft }),
  z.strictObject({ do: z.literal("set.change"), id, change: SetChange }),
  z.strictObject({ do: z.literal("set.remove"), id }),
  z.strictObject({ do: z.literal("action.add"), action: ActionDraft }),
  z.strictObject({ do: z.literal("action.change"), id, change: ActionChange }),
  z.strictObject({ do: z.literal("action.remove"), id }),
  z.strictObject({ do: z.literal("version.change"), change: VersionChange }),
  /** Under another id; whatever in the draft says which version it is of says the new one. */
  z.strictObject({ do: z.literal("version.rename"), to: versionRef }),
  z.strictObject({ do: z.literal("document.change"), id: ref, change: DocumentChange }),
  /** What users are told of the change, by language; no words: nothing is said in it. It stands beside the version file. */
  z.strictObject({ do: z.literal("notice.change"), change: NoticeWords }),
] as const;

/** Takes back, or makes again, what `undoOf` found; refused where a part is no longer as it says. Only the desk itself makes one: nobody sends it. */
const Restore = z.strictObject({
  do: z.literal("restore"),
  parts: z.array(PartBack),
  orders: z.array(z.strictObject({ list: z.enum(lists), keys: z.array(z.string()) })),
  notice: z
    .array(z.strictObject({ language: noticeLanguage, from: z.string().nullable(), to: z.string().nullable() }))
    .optional(),
});
export const EditOperation = z.discriminatedUnion("do", [...sentOperations, Restore]);
export type EditOperation = z.infer<typeof EditOperation>;
export type EditKind = EditOperation["do"];
export type Edit<Kind extends EditKind> = Extract<EditOperation, { do: Kind }>;

/** What is sent at once is done together or not at all. */
export const EditOperations = z.array(z.discriminatedUnion("do", sentOperations)).min(1).max(500);

/**
 * Where something is in a draft: `["clauses", ref, field]`, `["rows", "4", "cells", role, step]`, `["counters", id]`,
 * `["version", "effectiveFrom"]`. One that begins with another lies within it.
 */
export type Place = readonly string[];

/** What still names a thing that would go. */
export type NamedBy = { part: "clause" | "row" | "step" | "counter" | "set" | "action"; name: string };

export const refusalCodes = [
  ...["ref_taken", "ref_missing", "parent_missing", "circular", "other_document", "after_missing", "has_children"],
  ...["named_by", "letter_taken", "document_missing", "table_missing", "table_there", "row_taken", "row_missing"],
  ...["row_ref_taken", "shares_cells", "last_row", "last_step", "step_taken", "step_missing", "role_taken"],
  ...["role_missing", "last_role", "action_taken", "action_missing", "action_twice", "not_a_penalty"],
  ...["terms_clash", "counter_taken", "counter_missing", "set_taken", "set_missing", "dates_reversed"],
  ...["name_missing", "changed_since", "role_unknown"],
] as const;
export type EditRefusalCode = (typeof refusalCodes)[number];

/** Why nothing was done; the catalogue `policyEdit.refusals` has a sentence for each code. */
export type EditRefusal = {
  /** Position among the operations that were sent. */
  operation: number;
  do: EditKind;
  place: Place;
  code: EditRefusalCode;
  values: Record<string, string | number>;
  namedBy: NamedBy[];
};
