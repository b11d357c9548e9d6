"use client";

import { useTranslations } from "next-intl";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { useEditor, useTyped } from "./editor-context";
import { ChecksField, DayField, TextField } from "./fields";
import { PartSection } from "./part-section";
import { useDraftNames } from "./place-words";

type Document = VersionFile["documents"][number];
type Zh = NonNullable<Document["zh"]>;

const noWords: Zh = { title: null, appliesTo: null, partOf: null };

/** A text of the platform: its title in every language, where it was published, and the day that it bears. */
export function DocumentForm({ document }: { document: Document }) {
  const t = useTranslations("policyEdit.document");
  const place: Place = ["documents", document.id];
  const { view } = useEditor();
  const names = useDraftNames();
  const { shown, set, changes, isTouched } = useTyped<Document>(place.join(" "), document);
  const operations = (): EditOperation[] => [{ do: "document.change", id: document.id, change: changes as never }];
  const { titleZh, zh } = shown;
  const others = view.file.documents.filter(({ id }) => id !== document.id);
  const setTheirs = (title: { hans: string; hant: string }) =>
    set({ titleZh: title.hans || title.hant ? title : null });
  const setOurs = (words: Partial<Zh>) => {
    const next = { ...noWords, ...zh, ...words };
    set({ zh: Object.values(next).some(Boolean) ? next : null });
  };
  return (
    <PartSection
      place={place}
      label={t("form", { id: document.id })}
      heading={t("form", { id: document.id })}
      isTouched={isTouched}
      operations={operations}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={t("title")} lang="en" value={shown.title} onChange={(title) => set({ title })} isRequired />
        <TextField
          label={t("titleZh")}
          hint={t("titleZhHint")}
          lang="zh-Hans"
          value={zh?.title ?? ""}
          onChange={(title) => setOurs({ title: title || null })}
        />
        <TextField
          label={t("theirHans")}
          hint={t("theirsHint")}
          lang="zh-Hans"
          value={titleZh?.hans ?? ""}
          onChange={(hans) => setTheirs({ hant: "", ...titleZh, hans })}
        />
        <TextField
          label={t("theirHant")}
          hint={t("theirsHint")}
          lang="zh-Hant"
          value={titleZh?.hant ?? ""}
          onChange={(hant) => setTheirs({ hans: "", ...titleZh, hant })}
        />
        <TextField
          label={t("source")}
          hint={t("sourceHint")}
          value={shown.source ?? ""}
          onChange={(source) => set({ source: source || null })}
        />
        <DayField
          label={t("lastUpdated")}
          hint={t("lastUpdatedHint")}
          value={shown.lastUpdated}
          onChange={(lastUpdated) => set({ lastUpdated })}
        />
        <TextField
          label={t("appliesTo")}
          lang="en"
          isLong
          value={shown.appliesTo}
          onChange={(appliesTo) => set({ appliesTo })}
        />
        <TextField
          label={t("appliesToZh")}
          lang="zh-Hans"
          isLong
          value={zh?.appliesTo ?? ""}
          onChange={(appliesTo) => setOurs({ appliesTo: appliesTo || null })}
        />
        <TextField
          label={t("partOf")}
          lang="en"
          value={shown.partOf ?? ""}
          onChange={(partOf) => set({ partOf: partOf || null })}
        />
        <TextField
          label={t("partOfZh")}
          lang="zh-Hans"
          value={zh?.partOf ?? ""}
          onChange={(partOf) => setOurs({ partOf: partOf || null })}
        />
      </div>
      {others.length > 0 || shown.prevailsOver.length > 0 ? (
        <ChecksField
          label={t("prevailsOver")}
          hint={t("prevailsOverHint")}
          value={shown.prevailsOver}
          options={others.map(({ id }) => ({ value: id, label: names.document(id) }))}
          onChange={(prevailsOver) => set({ prevailsOver })}
        />
      ) : null}
    </PartSection>
  );
}
