import { database } from "@/db/client";
import { answerRead, answerWrite } from "@/lib/platform/write-route";
import { editDraft } from "@/lib/policy/drafts/edit.command";
import { editedDraft } from "@/lib/policy/edit/view.queries";
import { answeredEdit } from "./answered";

type Address = { params: Promise<{ draftId: string }> };

/** The draft as it stands, with what is inconsistent in it. */
export async function GET(_: Request, { params }: Address): Promise<Response> {
  const { draftId } = await params;
  return answerRead(async (actor) => editedDraft(await database(), actor, draftId));
}

/** Operations, made at the `rev` that the editor saw. */
export async function POST(request: Request, { params }: Address): Promise<Response> {
  return answerWrite(request, answeredEdit(editDraft), await params);
}
