import { getLocale } from "next-intl/server";
import { attachmentLimits } from "@/lib/appeals/attachment.rules";
import { addEvidence } from "@/lib/commitments/record.command";
import { bodyWithin, respond } from "@/lib/platform/http";
import { can } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { actorForWrite, noActor } from "@/lib/platform/session";

type Props = { params: Promise<{ commitmentId: string }> };

/** The file and the words around it. */
const most = attachmentLimits.bytes + 200_000;

async function fileOf(sent: FormData): Promise<{ name: string; bytes: Uint8Array } | null> {
  const file = sent.get("file");
  if (!(file instanceof File) || file.size === 0) return null;
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Evidence of a commitment as a form: `title`, `note`, `url` and one `file`, each but the title may be missing. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = await getLocale();
  const actor = await actorForWrite(request);
  if (!actor) return respond(await noActor(), { locale });
  const bytes = await bodyWithin(request, most);
  if (!bytes) return respond(fail("too_large", "body_too_large", { values: { max: most } }), { locale });
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const sent = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => null);
  const { commitmentId } = await params;
  if (!sent) {
    // Who may not is told that, whatever they sent; the command says it and writes it down.
    const may = can(actor, "commitment.record");
    return respond(may ? fail("invalid", "body_not_form") : await addEvidence(actor, { commitmentId }), { locale });
  }
  const said = (name: string) => ({ [name]: sent.get(name) ?? "" });
  const input = { commitmentId, ...said("title"), ...said("note"), ...said("url"), file: await fileOf(sent) };
  return respond(await addEvidence(actor, input), { locale, status: 201 });
}
