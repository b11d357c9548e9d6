import { answerApi } from "@/lib/platform/api-route";
import { instanceKey } from "@/lib/platform/instance-key";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { ok } from "@/lib/platform/result";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** The public half of the key that signs archives of cases, for whoever was given one. No key is needed. */
export const GET = measured("/evidence/key", (request: Request) =>
  answerApi(request, { what: "evidence key", permission: null }, async () => ok(instanceKey())),
);
