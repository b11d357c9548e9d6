import { type LabelRule, readLabelMap } from "@/lib/platform/label-map.rules";
import type { Settings } from "@/lib/platform/settings.rules";
import type { Clause } from "@/lib/policy/pack.contract";
import { classifierFindings, isLabelList } from "./classifier-answer.rules";
import { isCompletion, modelFindings } from "./model-answer.rules";
import { beginningOf, chatAddress, modelQuestion } from "./model-prompt.rules";
import type { Checked, OutsideTool, ShownContent } from "./outside.contract";

/** A reader outside that an admin switched on, and what it needs. */
export type Reader =
  | { tool: "model"; name: string; url: string; perDay: number; timeoutMs: number }
  | { tool: "classifier"; name: string; url: string; perDay: number; timeoutMs: number; map: LabelRule[] };

/** Two classifiers on one server are two readers, each with a record of its own. */
function nameOfAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname.replace(/\/+$/, "")}`;
}

/** The readers that are on for a platform; none, unless somebody entered an address and what belongs to it. */
export function readersOf(settings: Settings): Reader[] {
  const timeoutMs = settings.outsideTimeoutSeconds * 1000;
  const readers: Reader[] = [];
  const { modelUrl, modelName, classifierUrl } = settings;
  if (modelUrl && modelName)
    readers.push({
      tool: "model",
      name: modelName,
      url: chatAddress(modelUrl),
      perDay: settings.modelCallsPerDay,
      timeoutMs,
    });
  const map = readLabelMap(settings.classifierClauses) ?? [];
  if (classifierUrl && map.length > 0)
    readers.push({
      tool: "classifier",
      name: nameOfAddress(classifierUrl),
      url: classifierUrl,
      perDay: settings.classifierCallsPerDay,
      timeoutMs,
      map,
    });
  return readers;
}

export const toolsOn = (settings: Settings): OutsideTool[] => readersOf(settings).map(({ tool }) => tool);

/** How a suggestion names a reader that took part: `model:gpt-oss-safeguard:20b`. */
export const nameInSuggestion = ({ tool, name }: Pick<Reader, "tool" | "name">) => `${tool}:${name}`;

/** The body that is sent. `mark` is a digest of the content. */
export function questionFor(
  reader: Reader,
  { clauses, content }: { clauses: readonly Clause[]; content: ShownContent },
  mark: string,
): string {
  if (reader.tool === "model") return JSON.stringify(modelQuestion({ model: reader.name, clauses, content }, mark));
  const { title, text } = content;
  return JSON.stringify({ text: beginningOf(title ? `${title}\n${text}` : text) });
}

/** All that an answer rests on, so that the same question is asked once: another map makes another answer. */
export function basisOf(reader: Reader, question: string, refs: readonly string[]): string {
  const map = reader.tool === "classifier" ? reader.map : null;
  return JSON.stringify([reader.tool, reader.url, reader.name, map, refs, question]);
}

/** What is left of an answer after every check; `isWell`: whether the endpoint is to blame where there is none. */
export function checked(
  reader: Reader,
  body: string,
  { refs, content }: { refs: readonly string[]; content: ShownContent },
): { answer: Checked; isWell: boolean | null } {
  const allowed = new Set(refs);
  if (reader.tool === "classifier") {
    const answer = classifierFindings(body, allowed, reader.map);
    return { answer, isWell: isLabelList(body) };
  }
  const answer = modelFindings(body, allowed, content);
  // What stands inside a well-formed reply may have been provoked by the content: nobody may pause a model with a text.
  return { answer, isWell: answer.ok ? true : isCompletion(body) ? null : false };
}
