import { expect, test } from "vitest";
import { POST } from "./route";

async function chosen(page: string, choice: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(choice)) form.set(name, value);
  const headers = { referer: `https://desk.example${page}`, host: "desk.example" };
  const answer = await POST(new Request("https://desk.example/preferences", { method: "POST", headers, body: form }));
  return { to: answer.headers.get("location"), cookies: answer.headers.getSetCookie() };
}

test("who chooses a language at the foot of a letter is back at the letter, and it holds for that letter's pages", async () => {
  const { to, cookies } = await chosen("/decision/abc/appeal", { locale: "zh-Hans" });
  expect(to).toBe("/decision/abc/appeal");
  expect(cookies.some((cookie) => cookie.startsWith("letter-locale=zh-Hans; Path=/decision/abc;"))).toBe(true);
  expect(cookies.some((cookie) => cookie.startsWith("public-locale=zh-Hans; Path=/;"))).toBe(true);
});

test("a language chosen on the report form is kept apart from the desk's; one chosen on the way into the desk is the desk's", async () => {
  const namesFor = async (page: string) =>
    (await chosen(page, { locale: "pl" })).cookies.map((cookie) => cookie.split(";")[0]);
  for (const page of [
    "/",
    "/report?lang=de",
    "/report/sent?key=x",
    "/notice/N-1?key=x",
    "/transparency",
    "/decision/abc",
  ])
    expect(await namesFor(page), page).not.toContain("locale=pl");
  expect(await namesFor("/report")).toEqual(["public-locale=pl"]);
  expect(await namesFor("/sign-in")).toEqual(["locale=pl"]);
});

test("a choice anywhere else touches no letter, nor does a theme or a language that is not ours", async () => {
  for (const [page, choice] of [
    ["/report", { locale: "zh-Hans" }],
    ["/decision/abc", { theme: "dark" }],
    ["/decision/abc", { locale: "tlh" }],
  ] as const)
    expect((await chosen(page, choice)).cookies.filter((cookie) => cookie.startsWith("letter-locale"))).toEqual([]);
});
