import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { applyEdits } from "@/lib/policy/edit/apply.rules";
import { type EditOperation, type EditRefusal, type NamedBy, refusalCodes } from "@/lib/policy/edit/contract";
import type { EditedDraft } from "@/lib/policy/edit/view.contract";
import { loadMessages } from "@/messages/load";
import { draftFile, taobao } from "@/test/drafts";
import { type Editor, EditorProvider } from "./editor-context";
import { usePlaceWords, useRefusalWords } from "./place-words";

const nothing = () => undefined;
// With counters, a table, sanctions and rules beside it: whatever a refusal can name. The step's own id is a common word.
const { sanctions, ...rest } = taobao();
const steps = sanctions.table?.steps.map((one) => (one.id === "repeat" ? { ...one, id: "step-9" } : one)) ?? [];
const table = sanctions.table && { ...sanctions.table, steps };
const file = { ...rest, sanctions: { ...sanctions, table, sets: draftFile("wechat", "cg-undated").sanctions.sets } };
const set = file.sanctions.sets[0]?.id ?? "";
const [action, counter, step] = ["tb.delete-content", file.sanctions.counters[0]?.id ?? "", "step-9"];

function Said({ refusal }: { refusal: EditRefusal }) {
  const [why, where] = [useRefusalWords(), usePlaceWords()];
  return `${where(refusal.place)}: ${why(refusal)}`;
}

function said(locale: Locale, refusal: EditRefusal): string {
  const view = {
    ...{
      id: "d",
      platform: { id: file.platform, name: file.name },
      rev: 1,
      mayEdit: true,
      file,
      surfaces: [],
      roles: [],
    },
    ...{ ofPlatform: [], problems: [], undo: false, redo: false, changedBy: null },
  } as EditedDraft;
  const editor = {
    ...{ view, isBusy: false, at: ["clauses"], goTo: nothing, typed: {}, setTyped: nothing, unsent: {} },
    ...{ edit: nothing, forget: nothing, say: nothing },
  } as Editor;
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      <EditorProvider editor={editor}>
        <Said refusal={refusal} />
      </EditorProvider>
    </NextIntlClientProvider>,
  );
}

const ids = [action, counter, set, step];
const values = {
  ...{ ref: "Table.4", parent: "Table.5", after: "Table.6", letter: "a", kind: "clause", item: 4, from: "5", to: "6" },
  ...{ role: "buyer", roles: "buyer, merchant", action, step, counter, set, document: file.documents[0]?.id ?? "" },
};
const namedBy: NamedBy[] = [
  { part: "clause", name: "Table.4" },
  { part: "row", name: "4" },
  { part: "step", name: step },
  { part: "action", name: action },
  { part: "counter", name: counter },
  { part: "set", name: set },
];
const places = [
  ["actions", action],
  ["sets", set],
  ["counters", counter],
  ["steps", step],
] as const;

test.each(locales.flatMap((locale) => refusalCodes.map((code) => [code, locale] as const)))(
  "a refusal of kind %s names what the draft holds by its words and shows no id, in %s",
  (code, locale) => {
    const isAsTyped = /_(?:taken|missing)$/.test(code);
    for (const place of places) {
      // A name that is taken or missing is the one that somebody typed, which is of no thing in the draft.
      const typed = isAsTyped ? { action: "mine", step: "mine", counter: "mine", set: "mine" } : {};
      const refusal: EditRefusal = {
        ...{ operation: 0, do: "clause.retire", code, place, namedBy },
        values: {
          ...values,
          name: place[1],
          ...(code === "circular" ? { ref: place[1], parent: place[1] } : {}),
          ...typed,
        },
      } as EditRefusal;
      const words = said(locale, refusal);
      expect(ids.filter((id) => words.includes(id))).toEqual([]);
      if (locale !== "en" && !isAsTyped) expect(words).not.toMatch(/\b(?:buyer|merchant|clause|row|step)\b/);
    }
  },
);

test.each([
  [{ do: "action.remove", id: action } as EditOperation, "en", "Delete"],
  [{ do: "action.remove", id: action } as EditOperation, "zh-Hans", "删除"],
] as const)(
  "who would take a sanction out that rows still name is told which, by their words (%#)",
  (operation, locale, word) => {
    const applied = applyEdits(taobao(), [operation]);
    if (applied.ok) throw new Error("It was taken out.");
    const words = said(locale, applied.refusal);
    expect(words).not.toContain(action);
    expect(words).toContain(word);
  },
);
