"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { HashListLoaded } from "@/lib/intake/hash-list.contract";
import { useNames } from "../queue/nameable";
import { useListImport } from "../shell/use-list-import";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { categories, thresholds } from "./hash-list-choices";

/** Loads a list: pasted, or read from a file here in the browser. What became of every line is said afterwards. */
export function HashListForm() {
  const t = useTranslations("hashLists");
  const name = useNames();
  const [kind, setKind] = useState("perceptual");
  const imports = useListImport<HashListLoaded>("/api/hash-lists", () => setKind("perceptual"));
  const { form, imported: loaded, onSubmit, isBusy, fields } = imports;
  return (
    <div className="grid gap-4">
      {loaded ? <Loaded loaded={loaded} /> : null}
      <Form ref={form} onSubmit={onSubmit} className="grid gap-5" noValidate>
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <Field name="name" label={t("name")} error={fields.name} isRequired>
            {(control) => <Input {...control} maxLength={80} autoComplete="off" />}
          </Field>
          <Field name="source" label={t("source")} hint={t("sourceHint")} error={fields.source} isRequired>
            {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
          </Field>
          <Field name="category" label={t("holds")} hint={t("holdsHint")} error={fields.category} isRequired>
            {(control) => (
              <Select
                {...control}
                placeholder={t("choose")}
                options={categories.map((value) => ({ value, label: name("category", value) }))}
              />
            )}
          </Field>
          <Field name="kind" label={t("kind")} hint={t("kindHint")} error={fields.kind}>
            {(control) => (
              <Select
                {...control}
                value={kind}
                onChange={({ target }) => setKind(target.value)}
                options={[
                  { value: "perceptual", label: t("kinds.perceptual") },
                  { value: "sha256", label: t("kinds.sha256") },
                ]}
              />
            )}
          </Field>
          {kind === "perceptual" ? (
            <Field name="threshold" label={t("threshold")} hint={t("thresholdHint")} error={fields.threshold}>
              {(control) => (
                <Select
                  {...control}
                  defaultValue="5"
                  options={thresholds.map((bits) => ({ value: String(bits), label: t("bits", { bits }) }))}
                />
              )}
            </Field>
          ) : null}
        </div>
        <Field name="text" label={t("lines")} hint={t("linesHint")} error={fields.text}>
          {(control) => <Textarea {...control} rows={6} spellCheck={false} className="font-mono text-12" />}
        </Field>
        <Field name="file" label={t("file")} hint={t("fileHint")}>
          {(control) => <input type="file" accept=".csv,.txt,.ndjson,.jsonl,text/plain" {...control} />}
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </div>
  );
}

function Loaded({ loaded }: { loaded: HashListLoaded }) {
  const t = useTranslations("hashLists");
  const { size, repeated, blank, badCount, bad } = loaded;
  return (
    <Notice title={t("loadedNow", { count: size })} role="status" tone={badCount > 0 ? "caution" : "good"}>
      <p>{t("accounted", { repeated, blank, bad: badCount })}</p>
      {bad.length > 0 ? (
        <ul className="mt-1 max-h-48 list-disc overflow-y-auto pl-5">
          {bad.map(({ line, reason }) => (
            <li key={line}>{t(`bad.${reason}`, { line })}</li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
