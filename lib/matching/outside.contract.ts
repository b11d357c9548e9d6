import { z } from "zod";

/** Readers outside the product: a language model that is given the clauses, and a classifier whose labels stand for some. */
export const outsideTools = ["model", "classifier"] as const;
export type OutsideTool = (typeof outsideTools)[number];

/** A place in the content, in UTF-16 units of its own field. */
const Place = z.object({
  in: z.enum(["title", "text"]),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Place = z.infer<typeof Place>;

/** One clause that a reader outside named, checked: it may be suggested here, and its places stand in the content. */
export const Finding = z.object({
  ref: z.string(),
  places: z.array(Place),
  /** A classifier points at nothing: it gives the whole content a label with a score. */
  label: z.object({ name: z.string(), score: z.number() }).nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** The content as it is shown to a reader outside. Nothing else leaves: no notice, no account, no address. */
export type ShownContent = { title: string; text: string };

/** The answer was read and holds what is left after every check, or it was none. */
export type Checked = { ok: true; findings: Finding[] } | { ok: false; why: "not_json" | "wrong_shape" };
