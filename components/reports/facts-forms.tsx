"use client";

import { useLocale, useTranslations } from "next-intl";
import { namesOf } from "@/i18n/formats";
import { languages, states, type Tier, tiers } from "@/lib/transparency/report-scopes.rules";
import type { FactsSections } from "@/lib/transparency/report-version.contract";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Textarea } from "../ui/textarea";
import { FactsForm, type FormProps, NumberField } from "./facts-form";

const grid = "grid gap-4 sm:grid-cols-3 lg:grid-cols-4";

type IdentificationProps = FormProps<FactsSections["identification"]> & { tier: Tier };

/** `tier`: what the platform was added as; it stands until something else is entered. */
export function IdentificationForm({ platform, mayWrite, value, tier }: IdentificationProps) {
  const t = useTranslations("reports.facts");
  return (
    <FactsForm section="identification" platform={platform} mayWrite={mayWrite}>
      {(errorOf) => (
        <>
          <Field name="tier" label={t("tier")} error={errorOf("tier")}>
            {(control) => (
              <Select
                {...control}
                disabled={!mayWrite}
                className="max-w-80"
                defaultValue={value?.tier ?? tier}
                options={tiers.map((one) => ({ value: one, label: t(`tiers.${one}`) }))}
              />
            )}
          </Field>
          <Field name="provider" label={t("provider")} error={errorOf("provider")}>
            {(control) => (
              <Input
                {...control}
                readOnly={!mayWrite}
                className="max-w-120"
                maxLength={500}
                dir="auto"
                defaultValue={value?.provider ?? ""}
              />
            )}
          </Field>
          <Field name="previous" label={t("previous")} hint={t("previousHint")} error={errorOf("previous")}>
            {(control) => (
              <Input
                {...control}
                readOnly={!mayWrite}
                type="date"
                className="max-w-60"
                defaultValue={value?.previous ?? ""}
              />
            )}
          </Field>
        </>
      )}
    </FactsForm>
  );
}

export function PeopleForm({ platform, mayWrite, value }: FormProps<FactsSections["people"]>) {
  const t = useTranslations("reports.facts");
  const names = namesOf(useLocale(), { type: "language" });
  return (
    <FactsForm section="people" platform={platform} mayWrite={mayWrite} intro={t("peopleText")}>
      {(errorOf) => (
        <>
          <div className={grid}>
            {(["internal", "external", "total"] as const).map((name) => (
              <NumberField
                mayWrite={mayWrite}
                key={name}
                section="people"
                name={name}
                label={t(name)}
                value={value?.[name]}
                error={errorOf(name)}
              />
            ))}
          </div>
          <fieldset>
            <legend className="pb-2 font-semibold">{t("byLanguage")}</legend>
            <div className={grid}>
              {languages.map((language) => (
                <NumberField
                  mayWrite={mayWrite}
                  key={language}
                  section="people"
                  name={`byLanguage.${language}`}
                  label={names.of(language) ?? language}
                  value={value?.byLanguage[language]}
                  error={errorOf(`byLanguage.${language}`)}
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
    </FactsForm>
  );
}

export function RecipientsForm({ platform, mayWrite, value }: FormProps<FactsSections["recipients"]>) {
  const t = useTranslations("reports.facts");
  const names = namesOf(useLocale(), { type: "region" });
  const nameOf = (state: string) => (state === "TOTAL" ? t("inUnion") : names.of(state === "EL" ? "GR" : state));
  return (
    <FactsForm section="recipients" platform={platform} mayWrite={mayWrite} intro={t("recipientsText")}>
      {(errorOf) => (
        <div className={grid}>
          {["TOTAL", ...states].map((state) => (
            <NumberField
              mayWrite={mayWrite}
              key={state}
              section="recipients"
              name={state}
              label={nameOf(state)}
              value={value?.[state]}
              error={errorOf(state)}
            />
          ))}
        </div>
      )}
    </FactsForm>
  );
}

const sampleParts = ["rightYes", "wrongYes", "rightNo", "wrongNo"] as const;
const scopeWords = {
  "Total number": "total",
  "Own-initiative": "own",
  "NAM Total": "nam",
  "NAM Trusted Flagger": "tf",
} as const;

export function AccuracyForm({ platform, mayWrite, value }: FormProps<FactsSections["accuracy"]>) {
  const t = useTranslations("reports.facts");
  const names = namesOf(useLocale(), { type: "language" });
  const scopes = [
    ...Object.entries(scopeWords).map(([scope, word]) => ({ scope, label: t(`scopes.${word}`) })),
    ...languages.map((scope) => ({ scope, label: names.of(scope) ?? scope })),
  ];
  return (
    <FactsForm section="accuracy" platform={platform} mayWrite={mayWrite} intro={t("accuracyText")}>
      {(errorOf) => (
        <Table caption={t("accuracy")}>
          <TableHead>
            <TableRow>
              <HeaderCell>{t("scope")}</HeaderCell>
              {sampleParts.map((part) => (
                <HeaderCell key={part}>{t(part)}</HeaderCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {scopes.map(({ scope, label }) => (
              <TableRow key={scope}>
                <HeaderCell scope="row">{label}</HeaderCell>
                {sampleParts.map((part) => (
                  <Cell key={part}>
                    <Field
                      name={`${scope}.${part}`}
                      id={`accuracy-${scope.replaceAll(" ", "-")}-${part}`}
                      label={`${label}: ${t(part)}`}
                      isLabelHidden
                      error={errorOf(`${scope}.${part}`)}
                    >
                      {(control) => (
                        <Input
                          {...control}
                          readOnly={!mayWrite}
                          inputMode="numeric"
                          className="min-w-20"
                          maxLength={10}
                          autoComplete="off"
                          defaultValue={value?.[scope]?.[part] ?? ""}
                        />
                      )}
                    </Field>
                  </Cell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </FactsForm>
  );
}

export function TextsForm({
  platform,
  mayWrite,
  value,
  indicators,
}: FormProps<FactsSections["texts"]> & { indicators: readonly string[] }) {
  const t = useTranslations("reports.facts");
  return (
    <FactsForm section="texts" platform={platform} mayWrite={mayWrite} intro={t("textsText")}>
      {(errorOf) =>
        indicators.map((indicator, at) => (
          <Field
            key={indicator}
            name={indicator.replaceAll(".", "|")}
            id={`texts-${at}`}
            label={<span lang="en">{indicator}</span>}
            error={errorOf(indicator)}
          >
            {(control) => (
              <Textarea
                {...control}
                readOnly={!mayWrite}
                rows={3}
                maxLength={5000}
                dir="auto"
                defaultValue={value?.[indicator] ?? ""}
              />
            )}
          </Field>
        ))
      }
    </FactsForm>
  );
}
