import type { VersionFile } from "../import/version.contract";
import { type Applied, applyEdits } from "./apply.rules";
import type { Edit, EditOperation, EditRefusal } from "./contract";

/** What users are told of a change, by language; a language without words is not in it. */
export type NoticeTexts = Readonly<Record<string, string>>;
export type DraftText = { file: VersionFile; notice: NoticeTexts };

/** The version file of a draft and the notice beside it after operations: all of them or none, as `applyEdits` has it. */
export function applyToDraft(
  { file, notice }: DraftText,
  operations: readonly EditOperation[],
): (Extract<Applied, { ok: true }> & { notice: NoticeTexts }) | Extract<Applied, { ok: false }> {
  const applied = applyEdits(file, operations);
  if (!applied.ok) return applied;
  const now = new Map(Object.entries(notice));
  for (const [operation, edit] of operations.entries()) {
    if (edit.do === "notice.change")
      for (const [language, words] of Object.entries(edit.change)) put(now, language, words);
    if (edit.do !== "restore") continue;
    const refusal = restoreNotice(now, edit.notice ?? []);
    if (refusal) return { ok: false, refusal: { operation, do: edit.do, ...refusal } };
  }
  return { ...applied, notice: Object.fromEntries(now) };
}

function put(notice: Map<string, string>, language: string, words: string | null): void {
  if (words) notice.set(language, words);
  else notice.delete(language);
}

type Back = NonNullable<Edit<"restore">["notice"]>;

function restoreNotice(now: Map<string, string>, back: Back): Omit<EditRefusal, "operation" | "do"> | null {
  for (const { language, from, to } of back) {
    if ((now.get(language) ?? null) !== from)
      return { code: "changed_since", place: ["notice", language], values: { name: language }, namedBy: [] };
    put(now, language, to);
  }
  return null;
}

/** What brings `before` back from `after`, language by language. */
export function noticeBack(before: NoticeTexts, after: NoticeTexts): Back {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((language) => before[language] !== after[language])
    .map((language) => ({ language, from: after[language] ?? null, to: before[language] ?? null }));
}
