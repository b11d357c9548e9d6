import { type NextRequest, NextResponse } from "next/server";

/** Paths of the desk: without a session cookie they lead to sign-in. Whether the cookie is good is checked by the layout and each handler. */
const desk =
  /^\/(queue|cases|referrals|misuse|accounts|appeals|policy|quality|commitments|people|audits?|statements|mailbox|outbox|settings)(\/|$)/;
/** next-auth's cookie: `__Secure-` over TLS, split into `.0`, `.1` when it is long. */
const sessionCookie = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/** A signed link to a decision, and the appeal behind it. */
const link = /^\/decision\/([^/]+)(?:\/appeal)?\/?$/;
/** The other letters at links of their own: about misuse, and about an authority's order. */
const otherLetter = /^\/(measure|order)\/([^/]+)\/?$/;
/** A report's own page, and the one that confirms it. */
const tracking = /^\/(?:notice\/([^/]+)|report\/sent)\/?$/;
/** What everybody may read of one platform: its figures, its terms, its policy on misuse. */
const ofPlatform = /^\/(?:transparency\/([^/]+)|terms\/([^/]+)(?:\/misuse)?)\/?$/;
type LinkAnswer = { status: number | null; language: string | null };
const place = globalThis as typeof globalThis & {
  recourseLink?: (token: string) => Promise<LinkAnswer>;
  recourseLetterLanguage?: (kind: "measure" | "order", token: string) => Promise<string | null>;
  recourseTrackingStatus?: (reference: string, key: string, headers: Headers) => Promise<number | null>;
  recoursePlatformStatus?: (platformId: string) => Promise<number | null>;
};

/**
 * A page cannot set its own status and be whole without script, so it is set here, and what language a letter has;
 * lib/appeals, lib/boot, lib/intake and lib/policy say both. A form that is sent there keeps its own status.
 */
async function linkFor({
  method,
  nextUrl,
  headers,
}: NextRequest): Promise<{ status: number; language: string | null }> {
  const isRead = method === "GET" || method === "HEAD";
  const token = link.exec(nextUrl.pathname)?.[1];
  if (token) {
    const answer = await place.recourseLink?.(token);
    return { status: (isRead && answer?.status) || 200, language: answer?.language ?? null };
  }
  const [, kind, ofLetter] = otherLetter.exec(nextUrl.pathname) ?? [];
  if (kind && ofLetter) {
    const language = await place.recourseLetterLanguage?.(kind as "measure" | "order", ofLetter);
    return { status: 200, language: language ?? null };
  }
  const [, figures, terms] = ofPlatform.exec(nextUrl.pathname) ?? [];
  const platform = figures ?? terms;
  if (isRead && platform) {
    const status = await place.recoursePlatformStatus?.(decodeURIComponent(platform));
    return { status: status ?? 200, language: null };
  }
  const report = tracking.exec(nextUrl.pathname);
  const key = nextUrl.searchParams.get("key");
  if (!isRead || !report || !key) return { status: 200, language: null };
  const reference = report[1] ?? nextUrl.searchParams.get("reference") ?? "";
  return { status: (await place.recourseTrackingStatus?.(reference, key, headers)) ?? 200, language: null };
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

/** Whether an address can be read: `%E0%A4` begins a character and does not end it, and the pages behind it would fail. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** With the address of what is read, for the log of an auditor's looks; never the caller's own word for it. */
function readHeaders({ method, headers, nextUrl }: NextRequest): Headers {
  const own = new Headers(headers);
  own.delete("x-path");
  if (method === "GET" || method === "HEAD") own.set("x-path", nextUrl.pathname);
  return own;
}

/** Who has no cookie is led to sign-in; every page has a content security policy with its own nonce; a dead link says so in its status. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith("/api/"))
    return isReadable(pathname)
      ? NextResponse.next({ request: { headers: readHeaders(request) } })
      : NextResponse.rewrite(new URL("/api/no-such-address", request.url));
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
  const isPage = isReadable(pathname);
  const { status, language } = isPage ? await linkFor(request) : { status: 404, language: null };
  // Never the visitor's own: only the letter at a link decides the language of the page around it.
  headers.delete("x-letter-language");
  if (language) headers.set("x-letter-language", language);
  const response = isPage
    ? NextResponse.next({ request: { headers }, status })
    : NextResponse.rewrite(new URL("/no-such-page", request.url), { request: { headers }, status });
  response.headers.set("content-security-policy", policy);
  return response;
}

// Of the API's addresses those with an escape, which may be one that cannot be read, and those at which an auditor looks at
// one thing (lib/platform/looks.rules.ts), none of which takes a file: the rest go straight to their handlers.
export const config = {
  matcher: [
    "/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)",
    "/api/(.*%.*)",
    "/api/(cases|accounts|appeals|disputes|waves)/([0-9a-f-]{36})",
    "/api/(reports|statements|commitments/reports)/(.*)",
  ],
};
