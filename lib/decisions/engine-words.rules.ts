import type { Locale } from "@/i18n/locales";
import { dayInWords, type Translate } from "@/lib/platform/letter.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Said } from "@/lib/policy/recommend.contract";
import { versionInWords } from "./clause-facts.rules";
import { documentTitle, inLanguage, labelOf } from "./localised.rules";

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

/** `policy` and `decisions` read the namespaces of those names. */
export type EngineWords = { locale: Locale; policy: Translate; decisions: Translate; nameOf: NameOf };

const isDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * An engine's sentence as somebody reads it: the labels of its actions, and words for its codes, days, versions and
 * columns of the table, in their language.
 */
export function withLabels({ code, values }: Said, pack: PolicyPack, words: EngineWords): Said {
  const told = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "string" ? wordsFor(key, value, pack, words) : value,
  ]);
  const labels = { ...labelled(values, pack, words), ...remarked({ code, values }, pack, words) };
  return { code, values: { ...Object.fromEntries(told), ...labels } };
}

/** A clause's own warning, and the reason that stands within a sentence, which the engine fills in in English. */
function remarked({ code, values }: Said, pack: PolicyPack, words: EngineWords): Said["values"] {
  if (code === "warning.clause") {
    const clause = pack.clauses.find(({ ref }) => ref === values.clause);
    const theirs = words.locale === "zh-Hans" ? clause?.zh?.warning : null;
    return theirs ? { text: theirs } : {};
  }
  if (typeof values.reasonCode !== "string") return {};
  const { reasonCode: inner, ...blanks } = values;
  const reason = withLabels({ code: inner, values: blanks }, pack, words);
  return { reason: words.policy(reason.code, reason.values) };
}

function wordsFor(key: string, value: string, pack: PolicyPack, words: EngineWords): string {
  const group = Object.entries(named).find(([name]) => name === key)?.[1];
  const each = (word: (part: string) => string) => value.split(", ").map(word).join(comma(words));
  if (group) return each((part) => words.nameOf(group, part));
  if (key === "version" || key === "versions") return each((id) => edition(id, pack, words));
  if (key === "document") return inLanguage(documentTitle(pack, value), words.locale);
  return isDay.test(value) ? dayInWords(value, words.locale) : value;
}

const comma = ({ locale }: EngineWords) => (locale === "zh-Hans" ? "、" : ", ");

function edition(id: string, pack: PolicyPack, { locale, decisions }: EngineWords): string {
  const version = pack.versions.find((known) => known.id === id);
  return version ? versionInWords(version, locale, decisions) : id;
}

function labelled(values: Said["values"], pack: PolicyPack, words: EngineWords): Said["values"] {
  const found: Said["values"] = {};
  // A pack names the columns of its table in English; in other languages we say what opens them.
  const step = pack.sanctions.table?.steps.find(({ id }) => id === values.stepId);
  if (step && words.locale !== "en") {
    found.step = step.finding
      ? words.nameOf("finding", step.finding)
      : words.nameOf("step", step.counter ? "repeated" : "ordinary");
  }
  for (const [ids, labels] of [
    ["actionIds", "actions"],
    ["actionId", "action"],
    ["followOnIds", "followOn"],
  ] as const) {
    const named = values[ids];
    if (typeof named !== "string" || values[labels] === undefined) continue;
    const actions = named.split(", ").map((id) => {
      const action = pack.sanctions.actions.find((known) => known.id === id);
      return action ? inLanguage(labelOf(action), words.locale) : id;
    });
    found[labels] = actions.join(comma(words));
  }
  return found;
}
