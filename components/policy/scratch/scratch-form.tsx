import { useTranslations } from "next-intl";
import { ReporterRelation } from "@/lib/policy/pack.contract";
import { priorStatuses, type ScratchAsked, type ScratchView, ticks } from "@/lib/policy/scratch/contract";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Disclosure } from "../../ui/disclosure";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { LinkButton } from "../../ui/link-button";
import { useWords } from "../../ui/localised";
import { Select } from "../../ui/select";
import { scratchHref } from "../addresses.rules";
import { usePolicyNames } from "../names";
import { QuietLink } from "../quiet-link";
import { useVersionOptions } from "../version-options";

/** The address names of what is not called the same in it. */
const names = { contentDate: "content", decisionDate: "decision" } as const;

/** A made-up case, typed field by field. It asks by its address, so that the question can be kept and sent to others. */
export function ScratchForm({ view }: { view: ScratchView }) {
  const t = useTranslations("policyScratch");
  const name = usePolicyNames();
  const words = useWords();
  const versions = useVersionOptions(view.versions);
  const { asked, platform } = view;
  const errorOf = useProblem(view);
  return (
    <form className="no-print grid gap-4" noValidate>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field name="version" label={t("version")} hint={t("versionHint")} error={errorOf("version")}>
          {(control) => (
            <Select
              {...control}
              defaultValue={asked.version}
              options={[{ value: "", label: t("byDay") }, ...versions]}
            />
          )}
        </Field>
        <Field name="role" label={t("role")} hint={t("roleHint")} error={errorOf("role")} isRequired>
          {(control) => (
            <Select
              {...control}
              defaultValue={asked.role}
              placeholder={t("choose")}
              options={view.roles.map((role) => ({ value: role, label: name("role", role) }))}
            />
          )}
        </Field>
        <Field name="clause" label={t("clause")} hint={t("clauseHint")} error={errorOf("clause")} isRequired>
          {(control) => <Input {...control} list="scratch-clauses" defaultValue={asked.clause} autoComplete="off" />}
        </Field>
        <datalist id="scratch-clauses">
          {view.clauses.map(({ ref, title }) => (
            <option key={ref} value={ref}>
              {words(title)}
            </option>
          ))}
        </datalist>
        {(["contentDate", "decisionDate"] as const).map((field) => (
          <Field key={field} name={names[field]} label={t(field)} hint={t("today")} error={errorOf(field)}>
            {(control) => <Input {...control} type="date" defaultValue={asked[field]} />}
          </Field>
        ))}
        <Field
          name="jurisdiction"
          label={t("jurisdiction")}
          hint={t("jurisdictionHint")}
          error={errorOf("jurisdiction")}
        >
          {(control) => <Input {...control} maxLength={10} defaultValue={asked.jurisdiction} />}
        </Field>
      </div>
      <Priors asked={asked} error={errorOf("priors")} />
      <Findings asked={asked} errorOf={errorOf} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary">
          {t("submit")}
        </Button>
        <LinkButton href={scratchHref(platform.id)} via={QuietLink}>
          {t("empty")}
        </LinkButton>
      </div>
    </form>
  );
}

function useProblem({ problem }: ScratchView): (field: string) => string | undefined {
  const t = useTranslations("policyScratch.problems");
  return (field) => (problem?.field === field ? t(problem.reason, { value: problem.value }) : undefined);
}

/** What is there, and always two lines more. */
function Priors({ asked, error }: { asked: ScratchAsked; error: string | undefined }) {
  const t = useTranslations("policyScratch.priors");
  const lines = [...asked.priors, ...[0, 1].map(() => ({ clause: "", day: "", status: "confirmed" as const }))];
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{t("title")}</legend>
      <p className="text-13 text-ink-soft">{t("hint")}</p>
      {error ? (
        <p role="alert" className="font-medium text-danger-ink">
          {error}
        </p>
      ) : null}
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing of its own but its place
        <div key={at} className="grid gap-2 sm:grid-cols-[2fr_1fr_1fr]">
          <Field name="pc" id={`pc-${at}`} label={t("clause", { at: at + 1 })} isLabelHidden>
            {(control) => (
              <Input
                {...control}
                list="scratch-clauses"
                defaultValue={line.clause}
                placeholder={t("clausePlaceholder")}
              />
            )}
          </Field>
          <Field name="pd" id={`pd-${at}`} label={t("day", { at: at + 1 })} isLabelHidden>
            {(control) => <Input {...control} type="date" defaultValue={line.day} />}
          </Field>
          <Field name="ps" id={`ps-${at}`} label={t("status", { at: at + 1 })} isLabelHidden>
            {(control) => (
              <Select
                {...control}
                defaultValue={line.status}
                options={priorStatuses.map((status) => ({ value: status, label: t(`statuses.${status}`) }))}
              />
            )}
          </Field>
        </div>
      ))}
    </fieldset>
  );
}

function Findings({ asked, errorOf }: { asked: ScratchAsked; errorOf: (field: string) => string | undefined }) {
  const t = useTranslations("policyScratch.findings");
  const name = usePolicyNames();
  const isOpen =
    asked.ticked.length > 0 ||
    [asked.severityEvidence, asked.exception, asked.conditions, asked.malice, asked.repeatCount].some(Boolean) ||
    [asked.infringements, asked.reporter, asked.alsoBreaks].some(Boolean);
  return (
    <Disclosure summary={t("title")} isOpen={isOpen}>
      <div className="grid gap-4">
        <fieldset className="grid gap-1 sm:grid-cols-2 lg:grid-cols-3">
          <legend className="sr-only">{t("title")}</legend>
          {ticks.map((finding) => (
            <Checkbox
              key={finding}
              name="found"
              value={finding}
              defaultChecked={asked.ticked.includes(finding)}
              label={name("finding", finding)}
            />
          ))}
          <Checkbox name="conditions" value="no" defaultChecked={asked.conditions === "no"} label={t("conditions")} />
          <Checkbox name="malice" value="no" defaultChecked={asked.malice === "no"} label={t("malice")} />
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <Field name="evidence" label={t("evidence")}>
            {(control) => <Input {...control} maxLength={500} defaultValue={asked.severityEvidence} />}
          </Field>
          <Field name="exception" label={t("exception")}>
            {(control) => <Input {...control} maxLength={20} defaultValue={asked.exception} />}
          </Field>
          <Field name="also" label={t("also")} hint={t("alsoHint")} error={errorOf("alsoBreaks")}>
            {(control) => <Input {...control} maxLength={500} defaultValue={asked.alsoBreaks} />}
          </Field>
          <Field name="similar" label={t("similar")} error={errorOf("repeatCount")}>
            {(control) => <Input {...control} inputMode="numeric" defaultValue={asked.repeatCount} />}
          </Field>
          <Field name="infringements" label={t("infringements")} error={errorOf("infringements")}>
            {(control) => <Input {...control} inputMode="numeric" defaultValue={asked.infringements} />}
          </Field>
          <Field name="reporter" label={t("reporter")}>
            {(control) => (
              <Select
                {...control}
                defaultValue={asked.reporter}
                placeholder={t("notSaid")}
                options={ReporterRelation.options.map((value) => ({ value, label: name("relation", value) }))}
              />
            )}
          </Field>
        </div>
      </div>
    </Disclosure>
  );
}
