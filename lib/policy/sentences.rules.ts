import catalogue from "@/messages/en/policy.json";
import type { Said } from "./recommend.contract";

const english: Record<string, Record<string, string>> = {
  why: catalogue.why,
  warning: catalogue.warning,
  notOffered: catalogue.notOffered,
};

/** A sentence as a code of the catalogue `policy` ("why.cell") with what fills its blanks. */
export function say(code: string, values: Said["values"] = {}): Said {
  return { code, values };
}

/** The English sentence. The catalogue keeps to plain {blanks}, so that every language can fill them the same way. */
export function inEnglish({ code, values }: Said): string {
  const [area = "", key = ""] = code.split(".");
  const template = english[area]?.[key];
  if (template === undefined) throw new Error(`The catalogue policy has no sentence ${code}.`);
  return template.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}

export function list(items: readonly (string | number)[]): string {
  return items.join(", ");
}

/** The same sentence with the measures' names in the reader's language; `labelOf` gets the action's id. */
export function withLabels({ code, values }: Said, labelOf: (actionId: string) => string): Said {
  const pairs = { action: "actionId", actions: "actionIds", followOn: "followOnIds" };
  const translated = Object.entries(pairs).flatMap(([shown, ids]) => {
    const found = values[ids];
    return typeof found === "string" ? [[shown, list(found.split(", ").map(labelOf))] as const] : [];
  });
  return { code, values: { ...values, ...Object.fromEntries(translated) } };
}
