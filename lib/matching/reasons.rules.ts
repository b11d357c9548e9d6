import catalogue from "@/messages/en/matching.json";
import type { Evidence, ReasonCode } from "./contract";

type Said = Pick<Evidence, "code" | "values" | "context" | "disguise">;
const reasons: Record<ReasonCode, string> = catalogue.reasons;
const contexts: Record<string, string> = catalogue.contexts;
const disguises: Record<string, string> = catalogue.disguises;
const topics: Record<string, string> = catalogue.topics;

/** The English sentence of the catalogue for a reason; its messages use plain `{name}` arguments only (a test holds them to it). */
export function sentence({ code, values, context, disguise }: Said): string {
  const shown: Record<string, string> = { ...values };
  for (const key of ["topic", "otherTopic"]) if (values[key]) shown[key] = topics[values[key]] ?? values[key];
  const base = reasons[code].replace(/\{(\w+)\}/g, (whole, name: string) => shown[name] ?? whole);
  const asides = [disguise && disguises[disguise], context && contexts[context]].filter(Boolean);
  return asides.length > 0 ? `${base} (${asides.join("; ")})` : base;
}
