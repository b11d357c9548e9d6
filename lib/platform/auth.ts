import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { appUrl, secrets } from "./env";
import { plainError } from "./plain-error.rules";
import { addressOf } from "./rate-limit";
import { fail } from "./result";
import { closeSession, openSession } from "./sign-in";

// next-auth builds its redirects from here; without it they lead to localhost:3000 on any port.
process.env.NEXTAUTH_URL ??= appUrl();

export type SessionIds = { personId: string; sessionId: string; sessionVersion: number };

declare module "next-auth" {
  interface Session {
    ids?: SessionIds;
  }
  interface User {
    ids?: SessionIds;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    ids?: SessionIds;
  }
}

/** Sign-in by e-mail and password. The token holds ids only. An OIDC provider joins `providers` later. */
export const authOptions: NextAuthOptions = {
  get secret() {
    return secrets().session;
  },
  session: { strategy: "jwt", maxAge: 30 * 24 * 3600 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  useSecureCookies: appUrl().startsWith("https://"),
  providers: [
    CredentialsProvider({
      name: "password",
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(credentials, request) {
        const given = (request.headers ?? {}) as Record<string, string | undefined>;
        const headers = { get: (name: string) => given[name] ?? null };
        const opened = await openSession({
          email: credentials?.email ?? "",
          password: credentials?.password ?? "",
          address: addressOf(headers),
          userAgent: headers.get("user-agent") ?? "",
          now: new Date(),
        }).catch((error: unknown) => {
          console.error(`signing in failed: ${plainError(error)}`);
          return fail("refused", "sign_in_failed");
        });
        // next-auth shows the message of a thrown error as ?error=…, so it is never more than a code; the sign-in page
        // turns it into a sentence.
        if (!opened.ok) throw new Error(opened.reason);
        return { id: opened.value.personId, ids: opened.value };
      },
    }),
  ],
  events: {
    async signOut({ token }) {
      if (token?.ids) await closeSession(token.ids, new Date());
    },
  },
  callbacks: {
    jwt({ token, user }) {
      if (user?.ids) return { ids: user.ids };
      return { ids: token.ids };
    },
    session({ session, token }) {
      return { expires: session.expires, ids: token.ids };
    },
  },
};
