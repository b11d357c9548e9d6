import type { ApiDecision, ApiSanction } from "./api.contract";
import { decisionState } from "./decision-state.rules";

type Row = {
  id: string;
  platformId: string;
  caseId: string;
  reference: string;
  outcome: ApiDecision["outcome"];
  origin: ApiDecision["origin"];
  groundTerms: boolean;
  groundIllegal: boolean;
  clauseRef: string | null;
  clauseTitle: string | null;
  versionRef: string | null;
  versionLabel: string | null;
  alsoBreaks: string[];
  role: string | null;
  points: number;
  contentDay: string;
  decidedAt: Date;
  effectiveAt: Date;
  undoneAt: Date | null;
  reversedAt: Date | null;
  supersedes: string | null;
  supersededBy: string | null;
  exempt: ApiDecision["exempt"];
};

type SanctionRow = Omit<ApiSanction, "startsAt" | "endsAt" | "endedAt" | "executedAt"> & {
  startsAt: Date;
  endsAt: Date | null;
  endedAt: Date | null;
  executedAt: Date | null;
};

/** `link` is given only for a key that may hand it on, and is told only of what can no longer be taken back. */
export type StatementOf = {
  puid: string | null;
  sentAt: Date | null;
  appealUntil: Date | null;
  link?: string | null;
};

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** Where a decision stands: what stands may still be in its undo window. */
export function apiStateOf(
  row: Pick<Row, "undoneAt" | "reversedAt" | "supersededBy" | "effectiveAt">,
  now: Date,
): ApiDecision["state"] {
  const state = decisionState(row);
  if (state !== "standing") return state;
  return now < row.effectiveAt ? "undo_window" : "in_force";
}

function groundOf({ groundTerms, groundIllegal }: Row): ApiDecision["ground"] {
  if (groundTerms) return groundIllegal ? "terms_and_law" : "terms";
  return groundIllegal ? "law" : null;
}

const linkOf = ({ undoneAt, effectiveAt }: Row, link: string | null, now: Date) =>
  undoneAt || now < effectiveAt ? null : link;

/** A decision in the shape of the API. `about` is given only for a key that may learn whose content it is. */
export function toApiDecision(
  row: Row,
  more: { sanctions: readonly SanctionRow[]; statement: StatementOf | null; about: ApiDecision["about"] },
  now: Date,
): ApiDecision {
  const { statement, about } = more;
  return {
    id: row.id,
    platform: row.platformId,
    caseId: row.caseId,
    case: row.reference,
    outcome: row.outcome,
    origin: row.origin,
    ground: groundOf(row),
    clause: row.clauseRef === null ? null : { ref: row.clauseRef, title: row.clauseTitle },
    version: row.versionRef === null ? null : { ref: row.versionRef, label: row.versionLabel },
    alsoBreaks: row.alsoBreaks,
    role: row.role,
    points: row.points,
    contentDay: row.contentDay,
    decidedAt: row.decidedAt.toISOString(),
    effectiveAt: row.effectiveAt.toISOString(),
    state: apiStateOf(row, now),
    undoneAt: iso(row.undoneAt),
    reversedAt: iso(row.reversedAt),
    supersedes: row.supersedes,
    supersededBy: row.supersededBy,
    exempt: row.exempt,
    sanctions: more.sanctions.map((sanction) => ({
      ...sanction,
      startsAt: sanction.startsAt.toISOString(),
      endsAt: iso(sanction.endsAt),
      endedAt: iso(sanction.endedAt),
      executedAt: iso(sanction.executedAt),
    })),
    statement: statement && {
      puid: statement.puid,
      sentAt: iso(statement.sentAt),
      appealUntil: iso(statement.appealUntil),
      ...(statement.link === undefined ? {} : { link: linkOf(row, statement.link, now) }),
    },
    ...(about ? { about } : {}),
  };
}
