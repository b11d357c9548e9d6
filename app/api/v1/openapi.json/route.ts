import { openApi } from "@/lib/api/openapi.rules";
import { operations } from "@/lib/api/operations.contract";
import { answerApi } from "@/lib/platform/api-route";
import { appUrl } from "@/lib/platform/env";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { ok } from "@/lib/platform/result";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

let made: Record<string, unknown> | undefined;

/** The public API as OpenAPI 3.1, made from the schemas that check what comes in. No key is needed. */
export const GET = measured("/openapi.json", (request: Request) =>
  answerApi(request, { what: "description", permission: null }, async () => {
    made ??= openApi(operations, `${appUrl()}/api/v1`);
    return ok(made);
  }),
);
