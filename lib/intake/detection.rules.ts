import type { NoticeSource } from "./contract";

/**
 * Whether tools found the content, and whether they did so alone (DSA Art. 17(3)(c)): in the words of the statement's
 * `automated_decision`, as the extents of a decision are kept here. `partial`: a tool and a person together. `none`: a person.
 */
export const detectionExtents = ["full", "partial", "none"] as const;
export type DetectionExtent = (typeof detectionExtents)[number];

/**
 * Sources that look for content. Neither word nor silence of theirs is guessed: where it is missing, the moderator is asked.
 */
const finders: readonly string[] = ["own_detection", "third_party"] satisfies NoticeSource[];
/** Besides them those that often search by tool: they may say so, and are taken for people where they do not. */
export const sourcesWithDetection: readonly string[] = [...finders, "trusted_flagger", "rights_holder"];

/** Whether the source is one of whose finds it has to be said whether a tool made them. */
export const isFinder = (source: string): boolean => finders.includes(source);
