"use client";

import { useTranslations } from "next-intl";
import type { ClauseException } from "@/lib/policy/pack.contract";
import { ClauseKind } from "@/lib/policy/pack.contract";
import { usePolicyNames } from "../policy/names";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import type { ClauseFieldsProps } from "./clause-form";
import { useEditor } from "./editor-context";
import { ChoiceField, LinesField, TextField, YesField } from "./fields";

const noWords = {
  elements: [],
  conditions: [],
  exceptions: [],
  note: null,
  warning: null,
  jurisdiction: null,
  section: null,
};

/** What the clause says, in every language that we hold it in. */
export function ClauseWordFields({ shown, set }: ClauseFieldsProps) {
  const t = useTranslations("policyEdit.clause");
  const name = usePolicyNames();
  const { zh, titleZh, original } = shown;
  const setZh = (change: { title?: string; summary?: string }) => {
    const words = { title: "", summary: "", ...zh, ...change };
    set({ zh: words.title === "" && words.summary === "" ? null : { ...noWords, ...words } });
  };
  const setTheirs = (change: { hans?: string; hant?: string }) => {
    const words = { hans: "", hant: "", ...titleZh, ...change };
    set({ titleZh: words.hans === "" && words.hant === "" ? null : words });
  };
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={t("titleEn")} lang="en" value={shown.title} onChange={(title) => set({ title })} isRequired />
        <TextField label={t("titleZh")} lang="zh-Hans" value={zh?.title ?? ""} onChange={(title) => setZh({ title })} />
        <TextField
          label={t("summaryEn")}
          lang="en"
          isLong
          value={shown.summary}
          onChange={(summary) => set({ summary })}
          isRequired
        />
        <TextField
          label={t("summaryZh")}
          lang="zh-Hans"
          isLong
          value={zh?.summary ?? ""}
          onChange={(summary) => setZh({ summary })}
        />
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        <ChoiceField
          label={t("kind")}
          value={shown.kind}
          options={ClauseKind.options.map((value) => ({ value, label: name("kind", value) }))}
          onChange={(kind) => set({ kind: ClauseKind.parse(kind) })}
        />
        <YesField
          label={t("enforceable")}
          hint={t("enforceableHint")}
          value={shown.enforceable}
          onChange={(enforceable) => set({ enforceable })}
        />
      </div>
      <LinesField
        label={t("conditions")}
        hint={t("conditionsHint")}
        lang="en"
        value={shown.conditions}
        onChange={(conditions) => set({ conditions })}
      />
      <LinesField
        label={t("elements")}
        hint={t("elementsHint")}
        lang="en"
        value={shown.elements}
        onChange={(elements) => set({ elements })}
      />
      <Exceptions value={shown.exceptions} onChange={(exceptions) => set({ exceptions })} />
      <Disclosure summary={t("theirWords")}>
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label={t("theirTitleHans")}
            lang="zh-Hans"
            value={titleZh?.hans ?? ""}
            onChange={(hans) => setTheirs({ hans })}
          />
          <TextField
            label={t("theirTitleHant")}
            lang="zh-Hant"
            value={titleZh?.hant ?? ""}
            onChange={(hant) => setTheirs({ hant })}
          />
          <TextField
            label={t("refZh")}
            lang="zh"
            value={shown.refZh ?? ""}
            onChange={(refZh) => set({ refZh: refZh || null })}
          />
          <TextField
            label={t("originalLang")}
            hint={t("originalLangHint")}
            value={original?.lang ?? ""}
            onChange={(lang) => set({ original: lang || original?.text ? { lang, text: original?.text ?? "" } : null })}
          />
        </div>
        <TextField
          className="mt-4"
          label={t("original")}
          isLong
          lang={original?.lang || undefined}
          value={original?.text ?? ""}
          onChange={(text) => set({ original: text || original?.lang ? { lang: original?.lang ?? "", text } : null })}
        />
      </Disclosure>
    </>
  );
}

type ExceptionsProps = { value: readonly ClauseException[]; onChange: (value: ClauseException[]) => void };

/** Any one of them, and the clause is not broken; a moderator cites it by its letter. */
function Exceptions({ value, onChange }: ExceptionsProps) {
  const t = useTranslations("policyEdit.clause");
  const { mayEdit } = useEditor().view;
  const put = (index: number, change: Partial<ClauseException>) =>
    onChange(value.map((exception, at) => (at === index ? { ...exception, ...change } : exception)));
  const next = String.fromCharCode(97 + value.length);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{t("exceptions")}</legend>
      {value.map((exception, index) => (
        // Letters may be typed over, so that only the place tells one from another.
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what an exception is known by while it is typed
          key={index}
          className="grid grid-cols-[4rem_minmax(0,1fr)] items-end gap-2 sm:grid-cols-[4rem_minmax(0,1fr)_auto_auto]"
        >
          <TextField label={t("letter")} value={exception.letter} onChange={(letter) => put(index, { letter })} />
          <TextField
            label={t("exceptionText")}
            lang="en"
            value={exception.text}
            onChange={(text) => put(index, { text })}
          />
          <YesField label={t("printed")} value={exception.printed} onChange={(printed) => put(index, { printed })} />
          {mayEdit ? (
            <Button
              look="quiet"
              size="small"
              aria-label={t("dropException", { letter: exception.letter })}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              {t("drop")}
            </Button>
          ) : null}
        </div>
      ))}
      {mayEdit ? (
        <div>
          <Button size="small" onClick={() => onChange([...value, { letter: next, text: "", printed: true }])}>
            {t("addException")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
