"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import { type Clause, ClauseKind } from "@/lib/policy/pack.contract";
import { usePolicyNames } from "../policy/names";
import { useEditor, useTyped } from "./editor-context";
import { ChoiceField, TextField, YesField } from "./fields";
import { ToolForm } from "./tool-form";
import { placesFor, siblingsUnder } from "./tree.rules";

type Own = { clause: Clause; onClose: () => void };
type AddProps = { document: string; parent: string | null; after: string | null; onClose: () => void };

export function AddClause({ document, parent, after, onClose }: AddProps) {
  const t = useTranslations("policyEdit");
  const name = usePolicyNames();
  const { goTo } = useEditor();
  const key = `add ${parent ?? ""} ${after ?? ""}`;
  const empty = { ref: "", title: "", summary: "", kind: "prohibition" as Clause["kind"], enforceable: true };
  const { shown, set, isTouched } = useTyped(key, empty);
  const ref = shown.ref.trim();
  const operations = (): EditOperation[] => [
    {
      do: "clause.add",
      ...{ parent, after },
      clause: {
        ...{
          ref,
          document,
          kind: shown.kind,
          enforceable: shown.enforceable,
          title: shown.title,
          summary: shown.summary,
        },
        ...{
          refZh: null,
          titleZh: null,
          original: null,
          elements: [],
          conditions: [],
          exceptions: [],
          exceptionsFrom: null,
        },
        ...{
          needs: { malice: null, repeats: null, reporter: null },
          jurisdiction: null,
          rows: [],
          related: [],
          note: null,
        },
        ...{ warning: null, zh: null, source: { section: ref, lines: null } },
        appliesTo: { roles: ["any"], surfaces: ["any"], suggestTo: null },
        editorial: {
          ...{ severity: null, dsaCategory: null, dsaCategoryAddition: [], dsaKeywords: [] },
          ...{ keywords: { en: [], zh: [], zhHant: [] }, aim: "content", remindOn: [] },
        },
      },
    },
  ];
  return (
    <ToolForm
      formKey={key}
      label={t("tools.add")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
      onDone={() => goTo(["clauses", ref])}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t("clause.ref")}
          hint={t("clause.refHint")}
          value={shown.ref}
          onChange={(value) => set({ ref: value })}
          isRequired
        />
        <ChoiceField
          label={t("clause.kind")}
          value={shown.kind}
          options={ClauseKind.options.map((value) => ({ value, label: name("kind", value) }))}
          onChange={(kind) => set({ kind: ClauseKind.parse(kind) })}
        />
        <TextField
          label={t("clause.titleEn")}
          lang="en"
          value={shown.title}
          onChange={(title) => set({ title })}
          isRequired
        />
        <YesField
          label={t("clause.enforceable")}
          hint={t("clause.enforceableHint")}
          value={shown.enforceable}
          onChange={(enforceable) => set({ enforceable })}
        />
      </div>
      <TextField
        label={t("clause.summaryEn")}
        lang="en"
        isLong
        value={shown.summary}
        onChange={(summary) => set({ summary })}
        isRequired
      />
    </ToolForm>
  );
}

export function RenameClause({ clause, onClose }: Own) {
  const t = useTranslations("policyEdit");
  const { goTo } = useEditor();
  const key = `rename ${clause.ref}`;
  const { shown, set, isTouched } = useTyped(key, { to: clause.ref });
  const to = shown.to.trim();
  return (
    <ToolForm
      formKey={key}
      label={t("tools.rename")}
      operations={() => [{ do: "clause.rename", ref: clause.ref, to }]}
      isTouched={isTouched}
      onClose={onClose}
      onDone={() => goTo(["clauses", to])}
    >
      <TextField
        label={t("clause.ref")}
        hint={t("tools.renameHint")}
        value={shown.to}
        onChange={(value) => set({ to: value })}
        isRequired
      />
    </ToolForm>
  );
}

export function MoveClause({ clause, onClose }: Own) {
  const t = useTranslations("policyEdit.tools");
  const { clauses } = useEditor().view.file;
  const key = `move ${clause.ref}`;
  const { shown, set, isTouched } = useTyped(key, { parent: clause.parent ?? "", after: "" });
  const parent = shown.parent || null;
  const places = placesFor(clauses, clause);
  return (
    <ToolForm
      formKey={key}
      label={t("move")}
      operations={() => [{ do: "clause.move", ref: clause.ref, parent, after: shown.after || null }]}
      isTouched={isTouched}
      onClose={onClose}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <ChoiceField
          label={t("under")}
          placeholder={t("top")}
          value={shown.parent}
          options={places.map(({ clause: other, depth }) => ({
            value: other.ref,
            label: `${"  ".repeat(depth)}${other.ref} ${other.title}`,
          }))}
          onChange={(value) => set({ parent: value, after: "" })}
        />
        <ChoiceField
          label={t("behind")}
          placeholder={t("first")}
          value={shown.after}
          options={siblingsUnder(clauses, parent, clause.ref)
            .filter(({ document }) => document === clause.document)
            .map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }))}
          onChange={(after) => set({ after })}
        />
      </div>
    </ToolForm>
  );
}

export function SplitClause({ clause, onClose }: Own) {
  const t = useTranslations("policyEdit");
  const key = `split ${clause.ref}`;
  const empty = { title: clause.title, summary: clause.summary, ref: "", partTitle: "", partSummary: "" };
  const { shown, set, isTouched } = useTyped(key, empty);
  const operations = (): EditOperation[] => [
    {
      ...{ do: "clause.split", ref: clause.ref, change: { title: shown.title, summary: shown.summary } },
      parts: [{ ref: shown.ref, title: shown.partTitle, summary: shown.partSummary }],
    },
  ];
  return (
    <ToolForm formKey={key} label={t("tools.split")} operations={operations} isTouched={isTouched} onClose={onClose}>
      <p className="max-w-[68ch] text-13 text-ink-soft">{t("tools.splitHint")}</p>
      <TextField
        label={t("tools.keepTitle")}
        lang="en"
        value={shown.title}
        onChange={(title) => set({ title })}
        isRequired
      />
      <TextField
        label={t("tools.keepSummary")}
        lang="en"
        isLong
        value={shown.summary}
        onChange={(summary) => set({ summary })}
        isRequired
      />
      <TextField label={t("tools.partRef")} value={shown.ref} onChange={(ref) => set({ ref })} isRequired />
      <TextField
        label={t("tools.partTitle")}
        lang="en"
        value={shown.partTitle}
        onChange={(partTitle) => set({ partTitle })}
        isRequired
      />
      <TextField
        label={t("tools.partSummary")}
        lang="en"
        isLong
        value={shown.partSummary}
        onChange={(partSummary) => set({ partSummary })}
        isRequired
      />
    </ToolForm>
  );
}

export function MergeClause({ clause, onClose }: Own) {
  const t = useTranslations("policyEdit");
  const { view, goTo } = useEditor();
  const key = `merge ${clause.ref}`;
  const { shown, set, isTouched } = useTyped(key, { into: "", title: "", summary: "" });
  const others = view.file.clauses.filter(({ ref, document }) => ref !== clause.ref && document === clause.document);
  const choose = (into: string) => {
    const other = others.find(({ ref }) => ref === into);
    set({ into, title: other?.title ?? "", summary: other ? `${other.summary} ${clause.summary}` : "" });
  };
  const operations = (): EditOperation[] =>
    shown.into
      ? [
          {
            do: "clause.merge",
            ref: clause.ref,
            into: shown.into,
            change: { title: shown.title, summary: shown.summary },
          },
        ]
      : [];
  return (
    <ToolForm
      formKey={key}
      label={t("tools.merge")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
      onDone={() => goTo(["clauses", shown.into])}
    >
      <p className="max-w-[68ch] text-13 text-ink-soft">{t("tools.mergeHint", { ref: clause.ref })}</p>
      <ChoiceField
        label={t("tools.into")}
        placeholder={t("clause.choose")}
        value={shown.into}
        options={others.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }))}
        onChange={choose}
        isRequired
      />
      <TextField
        label={t("clause.titleEn")}
        lang="en"
        value={shown.title}
        onChange={(title) => set({ title })}
        isRequired
      />
      <TextField
        label={t("clause.summaryEn")}
        lang="en"
        isLong
        value={shown.summary}
        onChange={(summary) => set({ summary })}
        isRequired
      />
    </ToolForm>
  );
}
