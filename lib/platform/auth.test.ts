import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withTestDatabase } from "@/test/database";
import { aPerson, type TestPerson } from "@/test/people";
import { authOptions } from "./auth";
import { appUrl, secrets } from "./env";
import { personOfSession } from "./session";
import { csrfTokenIn } from "./sign-in.rules";

const { opened } = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "auth-"));
beforeAll(() => void vi.stubEnv("DATA_DIR", folder));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** next-auth behind a plain server, as the app has it behind a route. */
const handler = NextAuth(authOptions);
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const typed = new URLSearchParams(await text(request));
  const query = { ...Object.fromEntries(searchParams), nextauth: pathname.split("/").slice(3) };
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("=").map(decodeURIComponent)),
  );
  const answers = {
    status(code: number) {
      response.statusCode = code;
      return answers;
    },
    setHeader: (name: string, value: string | string[]) => response.setHeader(name, value),
    getHeader: (name: string) => response.getHeader(name),
    json: (value: unknown) => response.end(JSON.stringify(value)),
    send: (value: unknown) => response.end(String(value)),
    end: () => response.end(),
  };
  await handler(
    { query, cookies, headers: request.headers, method: request.method, body: Object.fromEntries(typed) },
    answers,
  );
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/auth`;
});
afterAll(() => void server.close());

/** A browser without script: keeps cookies, sends forms, and says where it is led. */
function aBrowser() {
  const cookies: Record<string, string> = {};
  const ask = async (path: string, form?: Record<string, string>) => {
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("; ");
    const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    const answer = await fetch(`${base}/${path}`, { ...init, headers: { cookie }, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
      cookies[name] = decodeURIComponent(value);
    }
    return answer.headers.get("location") ?? "";
  };
  return {
    cookies,
    ask,
    token: () => csrfTokenIn(cookies["next-auth.csrf-token"], secrets().session) ?? "",
    enter(person: Pick<TestPerson, "email" | "password">, more: Record<string, string> = {}) {
      const { email, password } = person;
      return ask("callback/credentials", { email, password, csrfToken: this.token(), callbackUrl: "/people", ...more });
    },
    async session() {
      const token = await decode({ token: cookies["next-auth.session-token"], secret: secrets().session });
      return token?.ids ? personOfSession(token.ids, new Date()) : null;
    },
  };
}

test("a first visit gets the form's token on the way, and the page asked for is kept", async () => {
  const browser = aBrowser();
  expect(await browser.ask("signin")).toContain("/sign-in?callbackUrl=");
  expect(browser.token()).toMatch(/^[0-9a-f]{64}$/);
});

test("a plain form signs in, the cookie holds ids only, and signing out ends the session for copies of it", async () => {
  const mei = await aPerson(opened().db, { role: "moderator", name: "Mei Lin" });
  const browser = aBrowser();
  await browser.ask("signin");
  expect(await browser.enter(mei)).toBe(`${appUrl()}/people`);
  expect(await browser.session()).toMatchObject({ id: mei.id, role: "moderator" });
  const held = await decode({ token: browser.cookies["next-auth.session-token"], secret: secrets().session });
  expect(JSON.stringify(held)).not.toMatch(/Mei|test\.example|moderator/);
  const copy = browser.cookies["next-auth.session-token"] ?? "";
  await browser.ask("signout", { csrfToken: browser.token() });
  browser.cookies["next-auth.session-token"] = copy;
  expect(await browser.session()).toBeNull();
});

test("a wrong password leads back to our page with its reason", async () => {
  const mei = await aPerson(opened().db, { role: "moderator" });
  const browser = aBrowser();
  await browser.ask("signin");
  expect(await browser.enter({ ...mei, password: "wrong" })).toContain("/error?error=sign_in_wrong");
  expect(await browser.ask("error?error=sign_in_wrong")).toBe("/sign-in?error=sign_in_wrong");
  expect(await browser.session()).toBeNull();
});

test("a form without our token signs nobody in, and nobody is led to another site", async () => {
  const mei = await aPerson(opened().db, { role: "moderator" });
  const browser = aBrowser();
  await browser.ask("signin");
  expect(await browser.enter(mei, { csrfToken: "made up" })).toContain("/signin?csrf=true");
  expect(await browser.session()).toBeNull();
  expect(await browser.enter(mei, { callbackUrl: "https://evil.test/" })).toBe(appUrl());
});

test("when the database fails, the address says that signing in did not work, and neither it nor the log whose it was", async () => {
  const browser = aBrowser();
  await browser.ask("signin");
  const lines: unknown[] = [];
  const log = vi.spyOn(console, "error").mockImplementation((...line) => void lines.push(...line));
  await opened().exec("alter table people rename to people_gone");
  const led = await browser.enter({ email: "Ada.Private@example.org", password: "seven quiet herons" });
  await opened().exec("alter table people_gone rename to people");
  log.mockRestore();
  expect(led).toContain("/error?error=sign_in_failed");
  expect(lines).toEqual([
    expect.stringContaining('signing in failed: a query failed: relation "people" does not exist'),
  ]);
  expect(`${led} ${lines.join(" ")}`).not.toMatch(/private/i);
});
