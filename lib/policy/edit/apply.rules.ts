import type { VersionFile } from "../import/version.contract";
import { type Broken, brokenIn, troubleOf } from "./broken.rules";
import { setCell } from "./cells.rules";
import {
  addClause,
  changeClause,
  mergeClauses,
  moveClause,
  renameClause,
  retireClause,
  splitClause,
} from "./clauses.rules";
import type { Edit, EditKind, EditOperation, EditRefusal } from "./contract";
import { EditRefused, refuseEdit } from "./refuse.rules";
import {
  addAction,
  addCounter,
  addSet,
  changeAction,
  changeCounter,
  changeSet,
  removeAction,
  removeCounter,
  removeSet,
} from "./sanctions.rules";
import {
  addRole,
  addRow,
  addStep,
  changeRow,
  changeStep,
  endTable,
  moveRow,
  moveStep,
  removeRole,
  removeRow,
  removeStep,
  renameRole,
  renameRow,
  renameStep,
  startTable,
} from "./table.rules";
import { restore } from "./undo.rules";
import { changeDocument, changeVersion, renameVersion } from "./version.rules";

const edits: { [Kind in EditKind]: (file: VersionFile, edit: Edit<Kind>) => VersionFile } = {
  "clause.add": addClause,
  "clause.change": changeClause,
  "clause.rename": renameClause,
  "clause.move": moveClause,
  "clause.split": splitClause,
  "clause.merge": mergeClauses,
  "clause.retire": retireClause,
  "table.start": startTable,
  "table.end": endTable,
  "role.add": addRole,
  "role.remove": removeRole,
  "role.rename": renameRole,
  "row.add": addRow,
  "row.rename": renameRow,
  "row.change": changeRow,
  "row.move": moveRow,
  "row.remove": removeRow,
  "step.add": addStep,
  "step.change": changeStep,
  "step.rename": renameStep,
  "step.move": moveStep,
  "step.remove": removeStep,
  "cell.set": setCell,
  "counter.add": addCounter,
  "counter.change": changeCounter,
  "counter.remove": removeCounter,
  "set.add": addSet,
  "set.change": changeSet,
  "set.remove": removeSet,
  "action.add": addAction,
  "action.change": changeAction,
  "action.remove": removeAction,
  "version.change": changeVersion,
  "version.rename": renameVersion,
  "document.change": changeDocument,
  // The notice is not of the version file: `applyToDraft` writes it.
  "notice.change": (file) => file,
  restore,
};

export type Applied = { ok: true; file: VersionFile } | { ok: false; refusal: EditRefusal };

/**
 * A draft after operations, one after the other, all of them or none. Refused with the first operation that cannot be done,
 * and where: what it names must be there, and nothing may be left that names what is gone. What led nowhere before (into
 * another document of the platform) may go on doing so.
 */
export function applyEdits(file: VersionFile, operations: readonly EditOperation[]): Applied {
  let now = file;
  let known = new Set(brokenIn(file).map(troubleOf));
  for (const [operation, edit] of operations.entries()) {
    try {
      now = applied(now, edit);
      const broken = brokenIn(now);
      const fresh = broken.find((trouble) => !known.has(troubleOf(trouble)));
      if (fresh) refuseBroken(fresh);
      known = new Set(broken.map(troubleOf));
    } catch (error) {
      if (error instanceof EditRefused) return { ok: false, refusal: { operation, do: edit.do, ...error.refusal } };
      throw error;
    }
  }
  return { ok: true, file: now };
}

function applied<Kind extends EditKind>(file: VersionFile, edit: Edit<Kind> & { do: Kind }): VersionFile {
  return edits[edit.do](file, edit);
}

function refuseBroken({ code, kind, target, place }: Broken): never {
  if (code === "circle") return refuseEdit("circular", place, { ref: target, parent: target });
  if (code === "twice") return refuseEdit("ref_taken", place, { ref: target });
  return refuseEdit(kind === "clause" ? "ref_missing" : "name_missing", place, { ref: target, kind });
}
