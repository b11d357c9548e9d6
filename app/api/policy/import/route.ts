import { database } from "@/db/client";
import { answerDocument } from "@/lib/policy/drafts/document-route";
import { proposalFor } from "@/lib/policy/drafts/proposal.queries";

/** What a document would become, as a form: `platform`, `format`, and a `file` or `text`. Stores nothing. */
export async function POST(request: Request): Promise<Response> {
  const db = await database();
  return answerDocument(request, (actor, given) => proposalFor(db, actor, given), 200);
}
