import { type Asked, one } from "@/lib/platform/asked.rules";
import type { FindingName } from "../pack.contract";
import { ReporterRelation } from "../pack.contract";
import type { RecommendInput } from "../recommend.contract";
import { priorStatuses, type ScratchAsked, type ScratchPrior, type ScratchProblem, ticks } from "./contract";

/** More than anybody types: an address has an end, too. */
const mostPriors = 100;
const longest = 500;

const all = (value: string | string[] | undefined) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The made-up case that an address holds. What is not known is left out; nothing is refused here. */
export function readScratch(asked: Asked): ScratchAsked {
  const text = (name: string) => one(asked[name]).trim().slice(0, longest);
  const no = (name: string) => (one(asked[name]) === "no" ? "no" : "");
  const ticked = all(asked.found);
  return {
    ...{ version: text("version"), role: text("role"), clause: text("clause"), alsoBreaks: text("also") },
    ...{ contentDate: text("content"), decisionDate: text("decision"), jurisdiction: text("jurisdiction") },
    priors: priorsIn(asked),
    ticked: ticks.filter((name) => ticked.includes(name)),
    ...{ severityEvidence: text("evidence"), exception: text("exception") },
    ...{ conditions: no("conditions"), malice: no("malice") },
    ...{ repeatCount: text("similar"), infringements: text("infringements"), reporter: text("reporter") },
  };
}

function priorsIn(asked: Asked): ScratchPrior[] {
  const [clauses, days, statuses] = [all(asked.pc), all(asked.pd), all(asked.ps)];
  return clauses
    .map((clause, at) => ({
      clause: clause.trim().slice(0, longest),
      day: (days[at] ?? "").trim().slice(0, longest),
      status: priorStatuses.find((status) => status === statuses[at]) ?? "confirmed",
    }))
    .filter(({ clause, day }) => clause !== "" || day !== "")
    .slice(0, mostPriors);
}

/** Whether anything was asked at all: an address without a clause and a role is an empty sheet. */
export function isBlank({ clause, role, priors, ticked }: ScratchAsked): boolean {
  return clause === "" && role === "" && priors.length === 0 && ticked.length === 0;
}

/** As the engine takes it, or what is missing by the name of its field; `today` is a day of the platform. */
export function scratchInput(platform: string, asked: ScratchAsked, today: string): RecommendInput | ScratchProblem {
  if (asked.role === "") return { field: "role", reason: "role_needed", value: "" };
  if (asked.clause === "") return { field: "clause", reason: "clause_needed", value: "" };
  const wrong = (["repeatCount", "infringements"] as const).find((field) => !/^\d{0,6}$/.test(asked[field]));
  if (wrong) return { field: wrong, reason: "number_unreadable", value: asked[wrong] };
  const bare = asked.priors.find(({ clause }) => clause === "");
  if (bare) return { field: "priors", reason: "clause_needed", value: bare.day };
  return {
    ...{ platform, role: asked.role, clause: asked.clause },
    ...(asked.contentDate ? { contentDate: asked.contentDate } : {}),
    ...(asked.decisionDate ? { decisionDate: asked.decisionDate } : {}),
    ...(asked.jurisdiction ? { jurisdiction: asked.jurisdiction } : {}),
    priors: asked.priors.map(({ clause, day, status }) => ({
      ...{ clause, status },
      // Without a day it is of the day of this content: then it is under the same version.
      contentDate: day || asked.contentDate || today,
      ...(day ? { decisionDate: day } : {}),
    })),
    findings: findingsIn(asked),
  };
}

function findingsIn(asked: ScratchAsked): RecommendInput["findings"] {
  const relation = ReporterRelation.safeParse(asked.reporter).data;
  const alsoBreaks = asked.alsoBreaks
    .split(/[,，、]/)
    .map((ref) => ref.trim())
    .filter(Boolean);
  const ticked: Partial<Record<FindingName, true>> = Object.fromEntries(asked.ticked.map((name) => [name, true]));
  return {
    ...ticked,
    ...(asked.severityEvidence ? { severityEvidence: asked.severityEvidence } : {}),
    ...(asked.exception ? { exception: asked.exception } : {}),
    ...(asked.conditions === "no" ? { conditionsMet: false } : {}),
    ...(asked.malice === "no" ? { malicious: false } : {}),
    ...(asked.repeatCount ? { repeatCount: Number(asked.repeatCount) } : {}),
    ...(asked.infringements ? { infringements: Math.max(1, Number(asked.infringements)) } : {}),
    ...(relation ? { reporterRelation: relation } : {}),
    ...(alsoBreaks.length > 0 ? { alsoBreaks } : {}),
  };
}
