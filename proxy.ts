import { type NextRequest, NextResponse } from "next/server";

/** Paths of the desk: without a session cookie they lead to sign-in. Whether the cookie is good is checked by the layout and each handler. */
const desk = /^\/(queue|cases|accounts|appeals|policy|quality|commitments|people|audit|mailbox|outbox|settings)(\/|$)/;
/** next-auth's cookie: `__Secure-` over TLS, split into `.0`, `.1` when it is long. */
const sessionCookie = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/** A signed link to a decision, and the appeal behind it. */
const link = /^\/decision\/([^/]+)(?:\/appeal)?\/?$/;
type LinkAnswer = { status: number | null; language: string | null };
const place = globalThis as typeof globalThis & { recourseLink?: (token: string) => Promise<LinkAnswer> };

/**
 * A page cannot set its own status and be whole without script, so it is set here, and what language the letter has;
 * lib/appeals says both. A form that is sent there keeps its own status.
 */
async function linkFor(request: NextRequest): Promise<{ status: number; language: string | null }> {
  const token = link.exec(request.nextUrl.pathname)?.[1];
  const answer = token ? await place.recourseLink?.(token) : undefined;
  const isRead = request.method === "GET" || request.method === "HEAD";
  return { status: (isRead && answer?.status) || 200, language: answer?.language ?? null };
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
  const { status, language } = await linkFor(request);
  // Never the visitor's own: only the letter at a link decides the language of the page around it.
  headers.delete("x-letter-language");
  if (language) headers.set("x-letter-language", language);
  const response = NextResponse.next({ request: { headers }, status });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };
