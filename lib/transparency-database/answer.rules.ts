/** What came back over the wire. `body` is the JSON that was read, or undefined where it was none (HTML, text, nothing). */
export type WireAnswer =
  | { kind: "answered"; status: number; body: unknown; retryAfter: string | null; leadsElsewhere: boolean }
  | { kind: "silent"; why: "timeout" | "unreachable" | "too_large" };

/** A field as the API names it, with what it said. */
export type Refusal = { field: string; said: string[] };

/**
 * What an answer means for one statement. accepted: it is stored. taken: its PUID is, by this statement or by nobody knows
 * what. refused: by a rule, for good. free: certainly not stored, and its own fault is not known: by itself, or again in a
 * batch. unknown: nobody can say whether it is stored; again, with the same PUID.
 */
export type Fate =
  | { kind: "accepted"; uuid: string; response: unknown }
  | { kind: "taken" }
  | { kind: "refused"; fields: Refusal[] }
  | { kind: "free"; isAlone: boolean }
  | { kind: "unknown"; why: UnknownWhy };
export type UnknownWhy = "timeout" | "unreachable" | "too_large" | "server_error" | "not_understood";

/** What it means for all that waits for the same receiver: a person must act, or it is left alone for a while. */
export type LaneFate =
  | { kind: "stop"; why: "token_refused" | "not_allowed" | "no_such_address" }
  | { kind: "rest"; seconds: number; why: "asked_to_wait" | UnknownWhy }
  | null;
export type Verdict = { fates: Fate[]; lane: LaneFate };

/** A day: what is asked for is obeyed, but no slip in a header may silence the desk for longer. */
const longestRest = 86_400;

/** Seconds that a 429 asks for: a number, or a date; a minute where it says neither, since its longest window is one. */
export function restSeconds(retryAfter: string | null, now: Date): number {
  const said = retryAfter?.trim() ?? "";
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(longestRest, Math.max(1, Math.ceil(seconds))) : 60;
}

/**
 * Reads the answer to `POST /statement` (one PUID) or `/statements` (DSA.md section 2). Only 201 that names the PUID means
 * stored; all else means not stored, or not known. Nothing that came back is believed beyond that.
 */
export function readSendAnswer(answer: WireAnswer, puids: readonly string[], now: Date): Verdict {
  const all = (fate: Fate): Fate[] => puids.map(() => fate);
  if (answer.kind === "silent") {
    const { why } = answer;
    return { fates: all({ kind: "unknown", why }), lane: { kind: "rest", seconds: 0, why } };
  }
  const free = all({ kind: "free", isAlone: false });
  const { status, body } = answer;
  if (status === 201) return { fates: puids.map((puid) => stored(body, puid, puids.length === 1)), lane: null };
  if (status === 401) return { fates: free, lane: { kind: "stop", why: "token_refused" } };
  if (status === 403) return { fates: free, lane: { kind: "stop", why: "not_allowed" } };
  if (status === 429)
    return { fates: free, lane: { kind: "rest", seconds: restSeconds(answer.retryAfter, now), why: "asked_to_wait" } };
  // Where it leads was chosen by nobody here; and an address that does not know the call is not the database's.
  if ((status >= 300 && status < 400) || [404, 405, 410].includes(status))
    return { fates: free, lane: { kind: "stop", why: "no_such_address" } };
  if (status === 413 && puids.length > 1) return { fates: all({ kind: "free", isAlone: true }), lane: null };
  if (status === 422) return { fates: refusals(body, puids), lane: null };
  const why = status >= 500 ? "server_error" : "not_understood";
  return { fates: all({ kind: "unknown", why }), lane: { kind: "rest", seconds: 0, why } };
}

function stored(body: unknown, puid: string, isSingle: boolean): Fate {
  const rows = isSingle && !Array.isArray(at(body, "statements")) ? [body] : list(at(body, "statements"));
  const row = rows.find((one) => at(one, "puid") === puid);
  const uuid = at(row, "uuid");
  // A 201 that does not name it (a page of some gateway): whether it is there is asked.
  return typeof uuid === "string" && uuid !== "" ? { kind: "accepted", uuid, response: row } : { kind: "taken" };
}

const indexed = /^statement_(\d+)$/;

function refusals(body: unknown, puids: readonly string[]): Fate[] {
  const errors = at(body, "errors");
  if (!isRecord(errors)) return puids.map(() => ({ kind: "unknown", why: "not_understood" }));
  if (isTaken(body, errors)) return takenAmong(list(errors.existing_puids), puids);
  if (puids.length === 1 && !Object.keys(errors).some((key) => indexed.test(key)))
    return [{ kind: "refused", fields: fieldsOf(errors) }];
  const wrong = new Map<number, Refusal[]>();
  for (const [key, fields] of Object.entries(errors)) {
    const index = Number(indexed.exec(key)?.[1] ?? -1);
    if (index >= 0 && index < puids.length && isRecord(fields)) wrong.set(index, fieldsOf(fields));
  }
  if (wrong.size === 0 && puids.length === 1) return [{ kind: "unknown", why: "not_understood" }];
  // One wrong statement and none is stored. Nothing that can be told apart: each by itself.
  return puids.map((_, index) => {
    const fields = wrong.get(index);
    return fields ? { kind: "refused", fields } : { kind: "free", isAlone: wrong.size === 0 };
  });
}

/** A wrong form of a PUID is told under the same key: only `existing` or the words tell them apart. */
function isTaken(body: unknown, errors: Record<string, unknown>): boolean {
  const said = list(errors.puid).join(" ");
  return isRecord(at(body, "existing")) || "existing_puids" in errors || /not unique|already/i.test(said);
}

function takenAmong(existing: readonly unknown[], puids: readonly string[]): Fate[] {
  if (puids.length === 1) return [{ kind: "taken" }];
  const known = puids.filter((puid) => existing.includes(puid));
  return puids.map((puid) =>
    known.includes(puid) ? { kind: "taken" } : { kind: "free", isAlone: known.length === 0 },
  );
}

/** `delivered`: the PUID is stored on our platform; `free`: it is not; otherwise nobody knows yet. */
export type Existence = { found: "delivered" | "free" | "unknown"; lane: LaneFate };

/**
 * Reads the answer to `GET /statement/existing-puid/{puid}`: 302 and 404 are data there, and only with the PUID in them.
 * A redirect that leads somewhere, or somebody's page for what is not found, says nothing.
 */
export function readExistence(answer: WireAnswer, puid: string, now: Date): Existence {
  if (answer.kind === "silent") return { found: "unknown", lane: { kind: "rest", seconds: 0, why: answer.why } };
  const { status, body, leadsElsewhere } = answer;
  if (status === 302 && !leadsElsewhere && at(body, "puid") === puid) return { found: "delivered", lane: null };
  if (status === 404 && at(body, "puid") === puid) return { found: "free", lane: null };
  const { lane } = readSendAnswer(answer, [puid], now);
  return { found: "unknown", lane: status === 422 || status === 201 ? null : lane };
}

function fieldsOf(errors: Record<string, unknown>): Refusal[] {
  return Object.entries(errors)
    .slice(0, 60)
    .map(([field, said]) => ({
      field: field.slice(0, 100),
      said: (Array.isArray(said) ? said : [said]).slice(0, 5).map((one) => String(one).slice(0, 300)),
    }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
const at = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
