import { type NextRequest, NextResponse } from "next/server";

/** Paths of the desk: without a session cookie they lead to sign-in. Whether the cookie is good is checked by the layout and each handler. */
const desk = /^\/(queue|cases|accounts|appeals|policy|quality|commitments|people|audit|mailbox|outbox|settings)(\/|$)/;
/** next-auth's cookie: `__Secure-` over TLS, split into `.0`, `.1` when it is long. */
const sessionCookie = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/** A signed link to a decision, and the appeal behind it. */
const link = /^\/decision\/([^/]+)(?:\/appeal)?\/?$/;
/** A report's own page, and the one that confirms it. */
const tracking = /^\/(?:notice\/([^/]+)|report\/sent)\/?$/;
const place = globalThis as typeof globalThis & {
  recourseLinkStatus?: (token: string) => Promise<number | null>;
  recourseTrackingStatus?: (reference: string, key: string, headers: Headers) => Promise<number | null>;
};

/** A page cannot set its own status and be whole without script, so it is set here; lib/appeals and lib/intake say which it is. */
async function statusFor({ method, nextUrl, headers }: NextRequest): Promise<number> {
  if (method !== "GET" && method !== "HEAD") return 200;
  const token = link.exec(nextUrl.pathname)?.[1];
  if (token) return (await place.recourseLinkStatus?.(token)) ?? 200;
  const report = tracking.exec(nextUrl.pathname);
  const key = nextUrl.searchParams.get("key");
  if (!report || !key) return 200;
  const reference = report[1] ?? nextUrl.searchParams.get("reference") ?? "";
  return (await place.recourseTrackingStatus?.(reference, key, headers)) ?? 200;
}

function policyFor(nonce: string): string {
  // React's development build explains errors by eval; production never does.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Who has no cookie is led to sign-in; every page has a content security policy with its own nonce; a dead link says so in its status. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  if (desk.test(pathname) && !request.cookies.getAll().some((cookie) => sessionCookie.test(cookie.name))) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", pathname + search);
    return NextResponse.redirect(signIn);
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = policyFor(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Layouts are not told the address; the desk's needs it to come back here after sign-in.
  headers.set("x-path", pathname + search);
  // Next takes the nonce of its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers }, status: await statusFor(request) });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };
