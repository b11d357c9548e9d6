import { answerWrite } from "@/lib/platform/write-route";
import { createDraft } from "@/lib/policy/drafts/create.command";
import { answerDocument } from "@/lib/policy/drafts/document-route";

/** Begins a draft: from JSON with nothing or with a version, or from a form with a document (`platform`, `format`, `file` or `text`). */
export async function POST(request: Request): Promise<Response> {
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
  if (!isForm) return answerWrite(request, createDraft, {}, 201);
  const begin: typeof createDraft = async (actor, given) => {
    const { platform, ref, label, follows, ...document } = given as Record<string, unknown>;
    const named = { ...(ref ? { ref } : {}), ...(label ? { label } : {}), ...(follows ? { follows } : {}) };
    return createDraft(actor, { platform, ...named, from: { kind: "document", ...document } });
  };
  return answerDocument(request, begin, 201);
}
