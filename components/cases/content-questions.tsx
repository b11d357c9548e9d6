"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { leastReason, waitsForReason } from "@/lib/decisions/correction.rules";
import type { Draft } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { useNames } from "../queue/nameable";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type Props = { view: CaseView; draft: Draft; change: ChangeDraft };

/** Day and role: asked where nobody knows; where the platform said them, they can be corrected, and the reason is kept. */
export function ContentQuestions({ view, draft, change }: Props) {
  const t = useTranslations("case.content");
  const { content } = view;
  const mayCorrectRole = content.role !== null && content.roleChoices.length > 1;
  const isTouched =
    draft.roleWhy !== "" ||
    draft.contentDateWhy !== "" ||
    (content.contentAtKnown && draft.contentDate !== "") ||
    (mayCorrectRole && draft.role !== "");
  return (
    <>
      {content.contentAtKnown ? null : <DayField view={view} draft={draft} change={change} isCorrection={false} />}
      {content.role === null && content.roleChoices.length > 0 ? (
        <RoleField view={view} draft={draft} change={change} isCorrection={false} />
      ) : null}
      {content.contentAtKnown || mayCorrectRole ? (
        <Disclosure summary={t("correct")} isOpen={isTouched}>
          <div className="grid gap-3">
            {content.contentAtKnown ? (
              <>
                <DayField view={view} draft={draft} change={change} isCorrection />
                <WhyField name="contentDateWhy" draft={draft} change={change} />
              </>
            ) : null}
            {mayCorrectRole ? (
              <>
                <RoleField view={view} draft={draft} change={change} isCorrection />
                <WhyField name="roleWhy" draft={draft} change={change} />
              </>
            ) : null}
          </div>
        </Disclosure>
      ) : null}
    </>
  );
}

function DayField({ view, draft, change, isCorrection }: Props & { isCorrection: boolean }) {
  const t = useTranslations("case.content");
  const waits = isCorrection && waitsForReason(draft.contentDate, view.content.contentDay, draft.contentDateWhy);
  return (
    <Field
      name="contentDate"
      label={t(isCorrection ? "correctDate" : "askDate")}
      hint={isCorrection ? undefined : t("askDateHint")}
      error={waits ? t("correctionWaits", { min: leastReason }) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          type="date"
          className="max-w-48"
          value={draft.contentDate}
          onChange={({ target }) => change((before) => ({ ...before, contentDate: target.value }))}
        />
      )}
    </Field>
  );
}

function RoleField({ view, draft, change, isCorrection }: Props & { isCorrection: boolean }) {
  const t = useTranslations("case.content");
  const name = useNames();
  const waits = isCorrection && waitsForReason(draft.role, view.content.role, draft.roleWhy);
  return (
    <Field
      name="role"
      label={t(isCorrection ? "correctRole" : "askRole")}
      hint={isCorrection ? undefined : t("askRoleHint")}
      error={waits ? t("correctionWaits", { min: leastReason }) : undefined}
    >
      {(control) => (
        <Select
          {...control}
          className="max-w-64"
          placeholder={t("chooseRole")}
          options={view.content.roleChoices.map((role) => ({ value: role, label: name("role", role) }))}
          value={draft.role}
          onChange={({ target }) => change((before) => ({ ...before, role: target.value }))}
        />
      )}
    </Field>
  );
}

function WhyField({ name, draft, change }: Omit<Props, "view"> & { name: "roleWhy" | "contentDateWhy" }) {
  const t = useTranslations("case.content");
  return (
    <Field name={name} label={t(name)} hint={t("whyHint")}>
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          maxLength={2000}
          className="min-h-14"
          value={draft[name]}
          onChange={({ target }) => change((before) => ({ ...before, [name]: target.value }))}
        />
      )}
    </Field>
  );
}
