import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "./proxy";

function visit(path: string, cookie?: string) {
  return proxy(new NextRequest(`https://desk.example${path}`, cookie ? { headers: { cookie } } : {}));
}

test("someone without a session who opens the desk is led to sign-in, and back afterwards", () => {
  const answer = visit("/queue?platform=wechat");
  expect(answer.status).toBe(307);
  expect(answer.headers.get("location")).toBe("https://desk.example/sign-in?next=%2Fqueue%3Fplatform%3Dwechat");
});

test.each(["next-auth.session-token=x", "__Secure-next-auth.session-token=x", "__Secure-next-auth.session-token.0=x"])(
  "with the cookie %s the page itself decides",
  (cookie) => {
    expect(visit("/cases/1", cookie).status).toBe(200);
  },
);

test("a cookie that only ends like a session's opens nothing", () => {
  expect(visit("/queue", "evil-next-auth.session-token=x").status).toBe(307);
});

test.each([
  "/",
  "/report",
  "/notice/R-1",
  "/decision/token",
  "/decision/token/appeal",
  "/transparency",
  "/policyholders",
])("%s is open to everyone", (path) => {
  expect(visit(path).status).toBe(200);
});

test("each page has its own nonce, and no script runs without it", () => {
  const policies = [visit("/"), visit("/")].map((answer) => answer.headers.get("content-security-policy") ?? "");
  const nonces = policies.map((policy) => /'nonce-([^']{20,})'/.exec(policy)?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const policy of policies) {
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(policy).not.toMatch(/https?:/);
  }
});
