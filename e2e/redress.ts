import { expect, type Page } from "@playwright/test";
import { linkIn, mailWith, type ReportedCase, type Steps } from "./steps";

/** What stories of redress have in common. What a machine would do goes through the desk's own routes. */

const spam = "加微信看新款，全场包邮，点这里 http://sale.example/x";
const measures = [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }];
export const deviation = { code: "other", why: "The same measure again, so that the story can be told." };
export const reasons = "The address in the comment is that of the seller's own shop, which the rule allows.";
export const appealed = "The link in my comment leads to my own shop, and I wrote to nobody else.";

type Answer = Record<string, unknown>;
type Held = { id: string; version: number };
/** Of what the routes answer, what the stories need; each answer has some of it. */
type Sent = { decided: { decisionId: string }; orderId: string; keyId: string; key: string; version: number };

export async function sent(page: Page, path: string, data: Answer = {}, status = 200): Promise<Sent> {
  const answer = await page.request.post(path, { data });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(status);
  return answer.json();
}

/** Takes a case and decides it, as the buttons do. */
export async function decided(page: Page, caseId: string, decision: Answer): Promise<string> {
  await sent(page, `/api/cases/${caseId}/claim`);
  const view = await (await page.request.get(`/api/cases/${caseId}`)).json();
  const { text } = view.content;
  const evidence = [{ in: "text", start: 0, end: text.length, text, element: "" }];
  const found = { outcome: "violation", ground: "terms", clause: "Table.4", evidence, sanctions: measures };
  const body = decision.outcome === "no_violation" ? decision : { ...found, ...decision };
  return (await sent(page, `/api/cases/${caseId}/decision`, { version: view.case.version, ...body })).decided
    .decisionId;
}

export const aSpam = (givenACase: Steps["givenACase"], more: Partial<Parameters<Steps["givenACase"]>[0]> = {}) =>
  givenACase({ platform: "taobao-weitao", text: spam, language: "zh-Hans", ...more });

/** The link to the statement that the person concerned was sent. */
export const statementOf = async (lucia: Page, { email }: ReportedCase) =>
  linkIn(await mailWith(lucia, email, "Statement of reasons"));

/** Appeals through the form, in whichever language the letter is; without script. */
export async function appeals(person: Page, link: string, words = appealed): Promise<void> {
  await person.goto(`${link}/appeal`);
  await person.locator("textarea[name=text]").fill(words);
  await person.locator("main form button[type=submit]").click();
  await expect(person.locator("main code")).toHaveText(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
}

/** The newest open appeal with these words, as the list has it. */
export async function openAppeal(page: Page, words: string): Promise<Held> {
  const { rows } = await (await page.request.get("/api/appeals?limit=100")).json();
  return rows.find(({ excerpt }: { excerpt: string }) => excerpt.includes(words));
}

export const look = { finding: "no_violation", why: "The page behind the link is a shop of the writer's own." };

/** Takes an appeal, says what is found, and answers it. */
export async function answers(page: Page, { id, version }: Held, answer: Answer): Promise<void> {
  await sent(page, `/api/appeals/${id}/take`, { version });
  const held = await (await page.request.get(`/api/appeals/${id}`)).json();
  await sent(page, `/api/appeals/${id}/look`, { version: held.version, ...look });
  await sent(page, `/api/appeals/${id}/answer`, { version: held.version, reasons, ...answer });
}
export const reversed = { outcome: "reversed", cause: "facts" };
export const own = () => `${appealed} ${Date.now()}-${Math.random().toString(36).slice(2, 6)}`;
