import "server-only";
import { getLocale } from "next-intl/server";
import { bodyWithin, respond } from "@/lib/platform/http";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, type Result } from "@/lib/platform/result";
import { actorForWrite, noActor } from "@/lib/platform/session";
import { importLimits, type Refusal } from "../import/contract";
import { importRefused } from "./import-refused.rules";

/** The document and the words around it. */
const most = importLimits.bytes + 200_000;
const tooLarge = { code: "too_large", place: "the whole file" } satisfies Pick<Refusal, "code" | "place">;

/** A form with a document: who asks, whether they may, then the file or the pasted text, one answer. */
export async function answerDocument<Value>(
  request: Request,
  run: (actor: Actor, given: Record<string, unknown>) => Promise<Result<Value>>,
  status: number,
): Promise<Response> {
  const locale = await getLocale();
  const actor = await actorForWrite(request);
  if (!actor) return respond(await noActor(), { locale });
  // Nothing is read of what somebody sends who may not; the command says so and writes it down.
  if (!can(actor, "policy.edit")) return respond(await run(actor, {}), { locale });
  const bytes = await bodyWithin(request, most);
  if (!bytes) return respond({ ...importRefused(tooLarge), code: "too_large" }, { locale });
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const sent = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => null);
  if (!sent) return respond(fail("invalid", "body_not_form"), { locale });
  const said = Object.fromEntries(
    ["platform", "format", "ref", "label", "follows"].flatMap((name) => {
      const value = sent.get(name);
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    }),
  );
  return respond(await run(actor, { ...said, ...(await documentIn(sent)) }), { locale, status });
}

/** A file wins over what was pasted; pasted text is text, whatever is chosen as its format but HTML and Markdown. */
async function documentIn(sent: FormData): Promise<{ name: string; bytes: Uint8Array }> {
  const file = sent.get("file");
  if (file instanceof File && file.size > 0)
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  const text = sent.get("text");
  return { name: "", bytes: new TextEncoder().encode(typeof text === "string" ? text : "") };
}
