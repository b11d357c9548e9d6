import type { Locale } from "@/i18n/locales";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Said } from "@/lib/policy/recommend.contract";
import type { Action } from "@/lib/policy/sanctions.contract";
import type { Localised } from "./contract";

export function inLanguage(text: Localised, locale: Locale): string {
  return locale === "zh-Hans" ? (text.hans ?? text.en) : text.en;
}

/** The document's own Chinese where it has some; else our translation. */
export function titleOf(clause: Clause): Localised {
  const hans = clause.titleZh?.hans ?? clause.zh?.title;
  return { en: clause.title, ...(hans ? { hans } : {}), ...(clause.titleZh ? { hant: clause.titleZh.hant } : {}) };
}

export function summaryOf(clause: Clause): Localised {
  return { en: clause.summary, ...(clause.zh ? { hans: clause.zh.summary } : {}) };
}

/** The platform's own words for a measure; what was done is added where the platform leaves it open. */
export function labelOf(action: Action, describe?: string): Localised {
  const hans = action.labelZh?.hans ?? action.zh;
  const tail = describe?.trim() ? `: ${describe.trim()}` : "";
  return {
    en: `${action.label}${tail}`,
    ...(hans ? { hans: `${hans}${tail}` } : {}),
    ...(action.labelZh ? { hant: `${action.labelZh.hant}${tail}` } : {}),
  };
}

export function documentTitle(pack: PolicyPack, documentId: string): Localised {
  const document = pack.documents.find(({ id }) => id === documentId);
  const zh = document?.titleZh;
  const hans = zh?.hans ?? document?.zh;
  return { en: document?.title ?? documentId, ...(hans ? { hans } : {}), ...(zh ? { hant: zh.hant } : {}) };
}

/** Each line with its translation where there is one at the same place. */
export function linesOf(english: readonly string[], chinese: readonly string[] | undefined): Localised[] {
  return english.map((en, index) => ({ en, ...(chinese?.[index] ? { hans: chinese[index] } : {}) }));
}

/** The words for a code of ours or of a pack: a role, a finding, a relation, a grade. The code itself where there are none. */
export type NameOf = (group: "role" | "finding" | "relation" | "severity" | "country" | "step", code: string) => string;

const named = {
  role: "role",
  roles: "role",
  findings: "finding",
  relation: "relation",
  relations: "relation",
  severity: "severity",
  countries: "country",
  jurisdiction: "country",
} as const;

/** An engine's sentence with the labels of its actions, and the words for its codes, in the reader's language. */
export function withLabels(said: Said, pack: PolicyPack, locale: Locale, nameOf: NameOf): Said {
  const values = { ...said.values };
  const comma = locale === "zh-Hans" ? "、" : ", ";
  for (const [key, group] of Object.entries(named)) {
    const codes = values[key];
    if (typeof codes !== "string") continue;
    values[key] = codes
      .split(", ")
      .map((code) => nameOf(group, code))
      .join(comma);
  }
  // A pack names the columns of its table in English; in other languages we say what opens them.
  const step = pack.sanctions.table?.steps.find(({ id }) => id === values.stepId);
  if (step && locale !== "en")
    values.step = step.finding
      ? nameOf("finding", step.finding)
      : nameOf("step", step.counter ? "repeated" : "ordinary");
  for (const [ids, labels] of [
    ["actionIds", "actions"],
    ["actionId", "action"],
    ["followOnIds", "followOn"],
  ] as const) {
    const named = values[ids];
    if (typeof named !== "string" || values[labels] === undefined) continue;
    const words = named.split(", ").map((id) => {
      const action = pack.sanctions.actions.find((known) => known.id === id);
      return action ? inLanguage(labelOf(action), locale) : id;
    });
    values[labels] = words.join(comma);
  }
  return { code: said.code, values };
}

/** The exceptions a clause knows, its own and those it borrows, each with the translation of the clause it stands in. */
export function exceptionLines(pack: PolicyPack, clause: Clause): { letter: string; text: Localised }[] {
  const lender = pack.clauses.find(({ ref }) => ref === clause.exceptionsFrom);
  return [clause, ...(lender ? [lender] : [])].flatMap(({ exceptions, zh }) => {
    const lines = linesOf(
      exceptions.map(({ text }) => text),
      zh?.exceptions,
    );
    return exceptions.map(({ letter, text }, index) => ({ letter, text: lines[index] ?? { en: text } }));
  });
}
