import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, proxy } from "./proxy";

const place = globalThis as typeof globalThis & {
  recourseLink?: (token: string) => Promise<{ status: number | null; language: string | null }>;
};

function visit(path: string, cookie?: string) {
  return proxy(new NextRequest(`https://desk.example${path}`, cookie ? { headers: { cookie } } : {}));
}

test("someone without a session who opens the desk is led to sign-in, and back afterwards", async () => {
  const answer = await visit("/queue?platform=wechat");
  expect(answer.status).toBe(307);
  expect(answer.headers.get("location")).toBe("https://desk.example/sign-in?next=%2Fqueue%3Fplatform%3Dwechat");
});

test.each(["next-auth.session-token=x", "__Secure-next-auth.session-token=x", "__Secure-next-auth.session-token.0=x"])(
  "with the cookie %s the page itself decides",
  async (cookie) => {
    expect((await visit("/cases/1", cookie)).status).toBe(200);
  },
);

test("a cookie that only ends like a session's opens nothing", async () => {
  expect((await visit("/queue", "evil-next-auth.session-token=x")).status).toBe(307);
});

test.each([
  "/",
  "/report",
  "/notice/R-1",
  "/decision/token",
  "/decision/token/appeal",
  "/transparency",
  "/policyholders",
])("%s is open to everyone", async (path) => {
  expect((await visit(path)).status).toBe(200);
});

test("each page has its own nonce, and no script runs without it", async () => {
  const policies = [await visit("/"), await visit("/")].map(
    (answer) => answer.headers.get("content-security-policy") ?? "",
  );
  const nonces = policies.map((policy) => /'nonce-([^']{20,})'/.exec(policy)?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const policy of policies) {
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(policy).not.toMatch(/https?:/);
  }
});

test("a link that shows nothing has the status that lib/appeals gives it; a form that is sent there keeps its own", async () => {
  place.recourseLink = async (token) => ({ status: token === "ended" ? 410 : null, language: null });
  expect((await visit("/decision/ended")).status).toBe(410);
  expect((await visit("/decision/ended/appeal")).status).toBe(410);
  expect((await visit("/decision/good")).status).toBe(200);
  const sent = new NextRequest("https://desk.example/decision/ended/appeal", { method: "POST" });
  expect((await proxy(sent)).status).toBe(200);
  place.recourseLink = undefined;
});

test("the page around a letter is told the letter's language, and nobody else can name one", async () => {
  place.recourseLink = async (token) => ({ status: null, language: token === "zh" ? "zh-Hans" : null });
  const toldBy = (answer: Awaited<ReturnType<typeof visit>>) =>
    answer.headers.get("x-middleware-request-x-letter-language");
  expect(toldBy(await visit("/decision/zh"))).toBe("zh-Hans");
  expect(toldBy(await visit("/decision/zh/appeal"))).toBe("zh-Hans");
  const claimed = new NextRequest("https://desk.example/report", { headers: { "x-letter-language": "zh-Hans" } });
  expect(toldBy(await proxy(claimed))).toBeNull();
  place.recourseLink = undefined;
});

test("a report's page has the status that lib/intake gives its reference and key; without a key it is the form that asks for one", async () => {
  const place = globalThis as typeof globalThis & {
    recourseTrackingStatus?: (reference: string, key: string) => Promise<number | null>;
  };
  place.recourseTrackingStatus = async (reference, key) => (`${reference} ${key}` === "N-1 good" ? null : 404);
  expect((await visit("/notice/N-1?key=good")).status).toBe(200);
  expect((await visit("/notice/N-1?key=goo")).status).toBe(404);
  expect((await visit("/report/sent?reference=N-1&key=good")).status).toBe(200);
  expect((await visit("/report/sent?reference=N-2&key=good")).status).toBe(404);
  expect((await visit("/notice/N-1")).status).toBe(200);
  place.recourseTrackingStatus = undefined;
});

test("a public page about a platform that is not there has status 404, and that of one which is has 200", async () => {
  const place = globalThis as typeof globalThis & {
    recoursePlatformStatus?: (platformId: string) => Promise<number | null>;
  };
  place.recoursePlatformStatus = async (platformId) => (platformId === "wechat" ? null : 404);
  for (const path of ["/transparency/", "/terms/"]) {
    expect((await visit(`${path}wechat`)).status).toBe(200);
    expect((await visit(`${path}nope`)).status).toBe(404);
  }
  expect((await visit("/terms/nope/misuse")).status).toBe(404);
  expect((await visit("/transparency")).status).toBe(200);
  place.recoursePlatformStatus = undefined;
});

test("an address that breaks off within a character is one where nothing is, for a person and for a program", async () => {
  const page = await visit("/notice/%E0%A4?key=a");
  expect(page.status).toBe(404);
  expect(page.headers.get("x-middleware-rewrite")).toBe("https://desk.example/no-such-page");
  const program = await visit("/api/v1/notices/%E0%A4");
  expect(program.headers.get("x-middleware-rewrite")).toBe("https://desk.example/api/no-such-address");
  expect((await visit("/api/v1/notices/N%201")).headers.get("x-middleware-rewrite")).toBeNull();
});

test("what an auditor may look at passes here, so that the log is told its address; what takes a file does not, for it would be cut off", async () => {
  const id = "01a2207f-ffa1-75fe-846b-5e48c84b4fbd";
  const passes = (path: string) => config.matcher.some((each) => new RegExp(`^${each}$`).test(path));
  const looks = ["cases", "accounts", "appeals", "disputes", "waves", "statements", "reports", "commitments/reports"];
  for (const kind of looks) expect(passes(`/api/${kind}/${id}`), kind).toBe(true);
  expect(passes(`/api/commitments/reports/${id}/files/report.pdf`)).toBe(true);
  for (const path of [
    `/api/commitments/${id}/evidence`,
    `/api/cases/${id}/decision`,
    "/api/v1/media",
    "/api/queue/next",
  ])
    expect(passes(path), path).toBe(false);
  const look = new NextRequest(`https://desk.example/api/cases/${id}`, { headers: { "x-path": "/queue" } });
  expect((await proxy(look)).headers.get("x-middleware-request-x-path")).toBe(`/api/cases/${id}`);
});

test("the page around a letter on misuse or on an order takes the letter's language, as that around a decision does", async () => {
  const place = globalThis as typeof globalThis & {
    recourseLetterLanguage?: (kind: string, token: string) => Promise<string | null>;
  };
  place.recourseLetterLanguage = async (kind, token) => (`${kind} ${token}` === "measure de" ? "de" : null);
  const toldBy = (answer: Awaited<ReturnType<typeof visit>>) =>
    answer.headers.get("x-middleware-request-x-letter-language");
  expect(toldBy(await visit("/measure/de"))).toBe("de");
  expect(toldBy(await visit("/order/de"))).toBeNull();
  expect(toldBy(await visit("/terms/de"))).toBeNull();
  place.recourseLetterLanguage = undefined;
});
