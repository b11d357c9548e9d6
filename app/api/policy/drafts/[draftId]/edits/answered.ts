import { database } from "@/db/client";
import type { Actor } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { editAnswer } from "@/lib/policy/edit/answer.rules";
import { tellWritten } from "@/lib/policy/edit/live.store";
import type { EditAnswer } from "@/lib/policy/edit/view.contract";
import { editedDraft } from "@/lib/policy/edit/view.queries";

type Write = (actor: Actor, raw: unknown) => Promise<Result<{ draftId: string; rev: number }>>;

/** A write of a draft, told to whoever has it open, and answered with the draft as it stands then. */
export function answeredEdit(write: Write) {
  return async (actor: Actor, raw: unknown): Promise<Result<EditAnswer>> => {
    const written = await write(actor, raw);
    if (!written.ok) return editAnswer(written, 0, null);
    const db = await database();
    await tellWritten(db, actor, written.value);
    const view = await editedDraft(db, actor, written.value.draftId);
    if (!view.ok) return view;
    const seen = typeof raw === "object" && raw !== null && "rev" in raw ? Number(raw.rev) : written.value.rev;
    return editAnswer(written, seen, view.value);
  };
}
