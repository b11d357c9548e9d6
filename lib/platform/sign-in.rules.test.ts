import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { clientAddress, csrfTokenIn, isLockedOut, isOtherNameOfThisMachine, pathToGo } from "./sign-in.rules";
import { signInReason } from "./sign-in-reason.rules";

const ours = "http://127.0.0.1:3000";

test("after sign-in a person arrives at the page they asked for", () => {
  expect(pathToGo("/cases/7?tab=account", ours)).toBe("/cases/7?tab=account");
  expect(pathToGo("http://127.0.0.1:3000/people", ours)).toBe("/people");
});

test("nobody is led to another site after sign-in", () => {
  const traps = [
    "https://evil.test/queue",
    "//evil.test",
    "/\\evil.test",
    "http://127.0.0.1:3000.evil.test/",
    "javascript:alert(1)",
    "http://127.0.0.1:3001/queue",
    "/.//evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "/queue/..//evil.test",
    "/queue/..\\\\evil.test",
  ];
  for (const trap of traps) expect(new URL(pathToGo(trap, ours), ours).origin).toBe(ours);
});

test("sign-in, the API and nowhere lead to the queue", () => {
  for (const asked of [undefined, "", "/", "/sign-in", "/sign-in?error=x", "/api/auth/signout", "http://["])
    expect(pathToGo(asked, ours)).toBe("/queue");
});

test("an office is not locked out by one colleague, one address is", () => {
  expect(isLockedOut({ forEmail: 7, forAddress: 79 }, 8)).toBe(false);
  expect(isLockedOut({ forEmail: 8, forAddress: 8 }, 8)).toBe(true);
  expect(isLockedOut({ forEmail: 0, forAddress: 80 }, 8)).toBe(true);
});

test("an address that the caller wrote in front of the proxy's is not believed", () => {
  const peer = "10.0.0.1";
  expect(clientAddress({ forwardedFor: "6.6.6.6, 203.0.113.7", peer }, 1)).toBe("203.0.113.7");
  expect(clientAddress({ forwardedFor: "6.6.6.6, 203.0.113.7, 10.0.0.2", peer }, 2)).toBe("203.0.113.7");
});

test("without a proxy, or past it, the other end of the connection counts, whatever the caller wrote", () => {
  const peer = "198.51.100.4";
  expect(clientAddress({ forwardedFor: "6.6.6.6", peer }, 0)).toBe(peer);
  expect(clientAddress({ forwardedFor: undefined, peer }, 1)).toBe(peer);
  expect(clientAddress({ forwardedFor: "6.6.6.6", peer }, 2)).toBe(peer);
  expect(clientAddress({ forwardedFor: "6.6.6.6", peer: undefined }, 0)).toBe("direct");
});

test("a form's token is taken only from a cookie that we signed", () => {
  const proof = createHash("sha256").update("tokensecret").digest("hex");
  expect(csrfTokenIn(`token|${proof}`, "secret")).toBe("token");
  expect(csrfTokenIn(`token|${proof}`, "another secret")).toBeNull();
  expect(csrfTokenIn(`other|${proof}`, "secret")).toBeNull();
  expect(csrfTokenIn(undefined, "secret")).toBeNull();
});

test("a page opened as localhost is moved to the product's own name, a proxied one is left alone", () => {
  expect(isOtherNameOfThisMachine("localhost:3000", ours)).toBe(true);
  expect(isOtherNameOfThisMachine("127.0.0.1:3000", ours)).toBe(false);
  expect(isOtherNameOfThisMachine("desk.example", ours)).toBe(false);
  expect(isOtherNameOfThisMachine("localhost:3000", "https://desk.example")).toBe(false);
});

test("an unknown problem at sign-in has a sentence of its own", () => {
  expect(signInReason("sign_in_locked")).toBe("sign_in_locked");
  expect(signInReason("<script>")).toBe("sign_in_failed");
  expect(signInReason(undefined)).toBeNull();
});
