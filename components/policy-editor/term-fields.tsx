"use client";

import { useTranslations } from "next-intl";
import type { Terms } from "@/lib/policy/edit/contract";
import type { Action } from "@/lib/policy/sanctions.contract";
import { ChoiceField, NumberField, TextField, YesField } from "./fields";

const kinds = ["none", "days", "indefinite", "permanent", "termNotStated"] as const;
type TermKind = (typeof kinds)[number];

type Term = Pick<Action, "durationDays" | "indefinite" | "permanent" | "termNotStated">;

function kindOf(term: Term): TermKind {
  if (term.durationDays !== null) return "days";
  return kinds.find((kind) => kind !== "none" && kind !== "days" && term[kind]) ?? "none";
}

/** Of the ways in which a measure may end, one: the others are taken back. */
export function withTermKind(kind: string): Term {
  return {
    durationDays: kind === "days" ? 1 : null,
    ...{ indefinite: kind === "indefinite", permanent: kind === "permanent", termNotStated: kind === "termNotStated" },
  };
}

export function termsOf({ label, zh, labelZh, ...action }: Action): Terms {
  const { durationDays, indefinite, permanent, termNotStated, points, perInfringement } = action;
  return {
    label,
    zh: zh ?? labelZh?.hans ?? null,
    durationDays,
    indefinite,
    permanent,
    termNotStated,
    points,
    perInfringement,
  };
}

/** How long, and how many points. */
export function TermChoice<Value extends Omit<Terms, "label" | "zh">>({
  value,
  onChange,
}: {
  value: Value;
  onChange: (value: Value) => void;
}) {
  const t = useTranslations("policyEdit.terms");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ChoiceField
        label={t("term")}
        value={kindOf(value)}
        options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        onChange={(kind) => onChange({ ...value, ...withTermKind(kind) })}
      />
      {value.durationDays === null ? null : (
        <NumberField
          label={t("days")}
          value={value.durationDays}
          onChange={(durationDays) => onChange({ ...value, durationDays: durationDays ?? 1 })}
        />
      )}
      <NumberField
        label={t("points")}
        hint={t("pointsHint")}
        value={value.points}
        onChange={(points) => onChange({ ...value, points })}
      />
      {value.points === null ? null : (
        <YesField
          label={t("perInfringement")}
          value={value.perInfringement}
          onChange={(perInfringement) => onChange({ ...value, perInfringement })}
        />
      )}
    </div>
  );
}

/** Other terms for a sanction, under the words that state them. */
export function TermFields({
  value,
  onChange,
  hint,
}: {
  value: Terms;
  onChange: (value: Terms) => void;
  hint: string;
}) {
  const t = useTranslations("policyEdit.terms");
  return (
    <div className="grid gap-4 rounded-md bg-sunken p-3">
      <p className="max-w-[68ch] text-13 text-ink-soft">{hint}</p>
      <TermChoice value={value} onChange={onChange} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("label")}
          lang="en"
          value={value.label}
          onChange={(label) => onChange({ ...value, label })}
          isRequired
        />
        <TextField
          label={t("zh")}
          lang="zh-Hans"
          value={value.zh ?? ""}
          onChange={(zh) => onChange({ ...value, zh: zh || null })}
        />
      </div>
    </div>
  );
}
