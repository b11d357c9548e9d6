import "server-only";
import { localeAccepted } from "@/i18n/locales";
import { respond } from "./http";
import { fail } from "./result";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";
type Answer = (request: Request) => Response;

/**
 * What a route of the API answers to every method but its own: 405 as a problem, with the `Allow` that RFC 9110 asks for
 * (Next's own answer is empty). `OPTIONS` names the methods; Next would count the refusing ones among them. `isSafe`: the
 * GET changes nothing, so that HEAD may stand for it; else the route also takes HEAD from here.
 */
export function otherMethods(own: "GET" | "POST", { isSafe = own === "GET" } = {}): Record<Method | "OPTIONS", Answer> {
  const allow = isSafe ? `${own}, HEAD, OPTIONS` : `${own}, OPTIONS`;
  const refuse: Answer = (request) => {
    const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
    const failure = fail("wrong_method", "wrong_method", { values: { allowed: own } });
    return respond(failure, { locale, headers: { allow } });
  };
  const options: Answer = () => new Response(null, { status: 204, headers: { allow } });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, HEAD: refuse, OPTIONS: options };
}
