import type { Failure, Result } from "@/lib/platform/result";
import { type EditRefusalCode, type NamedBy, refusalCodes } from "./contract";
import type { EditAnswer, EditedDraft } from "./view.contract";

const parts: readonly NamedBy["part"][] = ["clause", "row", "step", "counter", "set", "action"];

/**
 * What an editor is told of a write: what stands now, or which operation was refused and where, or who was first. Other
 * failures (a session that is over, a draft that is with a second person) stay failures.
 */
export function editAnswer(
  written: Result<{ rev: number }>,
  seen: number,
  view: EditedDraft | null,
): Result<EditAnswer> {
  if (written.ok) {
    if (view === null) return { ok: false, code: "not_found", reason: "draft_not_here" };
    return { ok: true, value: { done: true, view, merged: written.value.rev > seen + 1 } };
  }
  const told = toldOf(written);
  return told ? { ok: true, value: told } : written;
}

function toldOf({ reason, values = {} }: Failure): EditAnswer | null {
  const place = String(values.place ?? "").split(" › ");
  if (reason === "draft_changed_since" || reason === "draft_changed_by_you") {
    const by = values.name === undefined ? null : String(values.name);
    return { done: false, conflict: { by, isOwn: reason === "draft_changed_by_you", places: [place] } };
  }
  const code = refusalCodes.find((known) => known === values.code);
  if (reason !== "edit_refused" || !code) return null;
  return { done: false, refusal: refusalOf(code, place, values) };
}

function refusalOf(code: EditRefusalCode, place: string[], values: Record<string, string | number>) {
  const { place: _, code: __, operation, names, ...own } = values;
  const namedBy = String(names ?? "")
    .split(", ")
    .flatMap((said): NamedBy[] => {
      const part = parts.find((known) => said.startsWith(`${known} `));
      return part ? [{ part, name: said.slice(part.length + 1) }] : [];
    });
  return { operation: Number(operation ?? 1) - 1, place, code, values: own, namedBy };
}
