import type { EditRefusal, EditRefusalCode, NamedBy, Place } from "./contract";

/** Carries a refusal out of an operation; caught in `applyEdits`, never seen outside this folder. */
export class EditRefused extends Error {
  override name = "EditRefused";
  constructor(readonly refusal: Omit<EditRefusal, "operation" | "do">) {
    super(refusal.code);
  }
}

export function refuseEdit(
  code: EditRefusalCode,
  place: Place,
  values: EditRefusal["values"] = {},
  namedBy: NamedBy[] = [],
): never {
  throw new EditRefused({ code, place, values, namedBy });
}
