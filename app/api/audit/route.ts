import { database } from "@/db/client";
import { AuditFilter, auditPage } from "@/lib/platform/audit-log";
import { can } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    if (!can(actor, "audit.view")) return fail("forbidden");
    const filter = AuditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    return ok(await auditPage(await database(), filter));
  });
}
