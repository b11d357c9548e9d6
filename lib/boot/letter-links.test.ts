import { expect, test } from "vitest";
import type { MisuseLetterKind } from "@/db/schema";
import { type LetterLanguage, letterLanguages } from "@/i18n/locales";
import { type ChangeFacts, composeChange } from "@/lib/appeals/changed-letter.rules";
import { composeDisputeDone, type DisputeDoneFacts } from "@/lib/appeals/dispute-letter.rules";
import { type AppealAnswerFacts, composeAppealAnswer } from "@/lib/appeals/letter.rules";
import { composeStatement } from "@/lib/decisions/statement.rules";
import { composeUserLetter, type OrderLetterFacts } from "@/lib/intake/order-letters.rules";
import { composeMisuse, type MisuseLetterFacts, misuseText } from "@/lib/misuse/letter.rules";
import { plainText } from "@/lib/platform/letter-mail.rules";
import { translatorFor } from "@/messages/load";
import { affected, notifier } from "@/test/statement-example";

const at = "https://recourse.example";
const bodies = { listUrl: "https://bodies.example/list", pageUrl: `${at}/dispute-bodies` };
const redress = {
  ...{ appealUrl: `${at}/decision/abc/appeal`, appealEndsOn: "2025-09-12" },
  ...{ disputeBodiesUrl: bodies.listUrl, disputePageUrl: bodies.pageUrl },
};

const misuseKinds: readonly MisuseLetterKind[] = [
  ...(["warning", "suspension", "ended", "not_processed"] as const),
  ...(["appeal_held", "appeal_dropped", "appeal_receipt", "appeal_answer"] as const),
];
const counts = { count: 6, total: 8, ratio: 7500, from: "2026-01-01", to: "2026-06-30" };
const misuse = (kind: MisuseLetterKind, language: LetterLanguage): MisuseLetterFacts => ({
  ...{ kind, language, reference: "M-7K3P-Q9XD", side: "reports", platformName: "WeChat", zone: "Europe/Berlin" },
  ...{ policyUrl: `${at}/terms/wechat/misuse`, bodies, clause: "2", ownUrl: `${at}/measure/own`, counts },
  why: "It went on after the warning, word for word.",
  assessment: {
    ...counts,
    ...{ gravity: "Six people looked in vain.", consequences: "Real reports wait.", intent: "careless" },
    intentWhy: "The same words came again.",
  },
  ...{ fromDay: "2026-07-01", untilDay: "2026-07-31", untilZone: "Asia/Shanghai", appealDay: "2027-01-01" },
  endedHow: "lifted",
  notice: { reference: "N-7K3P-Q9XD", day: "2026-07-02" },
  appeal: { reference: "A-7K3P-Q9XD", dueDay: "2026-07-09", outcome: "upheld", reasons: "Nothing of it was there." },
});

const answer: AppealAnswerFacts = {
  ...{ language: "en", zone: "Asia/Shanghai", reference: "A-7K3P-Q9XD", platformName: "Taobao Weitao" },
  ...{ url: `${at}/decision/abc`, appellant: "affected", caseReference: "TB-20801", content: null },
  ...{ contentKind: "post", record: null, outcome: "upheld", answeredOn: "2025-04-02" },
  reasons: "The rule does not allow the link.",
  ...{ clause: affected.clause, undone: [], stillRuns: [], isPlatformToAct: false, decidedAnew: null, remains: [] },
  ...{ acted: [], automation: affected.automation, redress },
};
const change: ChangeFacts = {
  ...{ language: "en", zone: "Asia/Shanghai", reference: "TB-20811", platformName: "Taobao Weitao" },
  ...{ contentKind: "post", change: "part", changedOn: "2025-04-02", clause: affected.clause, onLaw: true },
  ...{ lifted: ["Delete the violating information"], remains: [], content: null, firstUrl: `${at}/decision/first` },
  ...{ automation: affected.automation, redress },
};
const dispute: DisputeDoneFacts = {
  ...{ by: "affected", language: "en", zone: "Asia/Shanghai", reference: "D-7K3P-Q9XD", bodyReference: "SH-7" },
  ...{ platformName: "Taobao Weitao", body: "Settlement House", outcome: "for_user", foundOn: "2025-04-02" },
  ...{ answer: "follow", doneOn: "2025-04-09", paidOn: null, userCosts: 3_050, manifestBadFaith: false },
  ...{ content: null, firstUrl: `${at}/decision/first`, undone: [], stillRuns: [], remains: [] },
  ...{ isGivenUp: false, contact: null },
};
const order: OrderLetterFacts = {
  ...{ kind: "act", authority: "Market Office", country: "DE", reference: "MO 7", ourReference: "TB-N-7" },
  ...{ account: null, platformName: "Weitao", receivedOn: "2026-03-01", effectOn: "2026-03-04", moments: null },
  ...{ zone: "Europe/Berlin", language: "en", effect: "given", note: "", holdUntil: null, missing: [] },
  ...{ legalBasis: "Section 5", reasons: "Forbidden.", redress: "Objection.", territories: ["DE"] },
  locations: ["https://shop.example/1", "https://shop.example/2"],
};

/** Every kind of letter in full, as plain text; what is typed into them holds no address. */
function lettersIn(language: LetterLanguage): [name: string, text: string][] {
  const t = translatorFor(language, "statement");
  const own = translatorFor(language, "misuseLetters");
  const both = {
    ground: "terms_and_law" as const,
    legal: { ground: "Section 130", explanation: "It calls for harm." },
  };
  const authority = { name: "Market Office", country: "DE" };
  const composed = [
    ["statement", composeStatement({ ...affected, ...both, redress, language }, t)],
    ["outcome", composeStatement({ ...notifier, ...both, authority, redress, language }, t)],
    ["appeal answer", composeAppealAnswer({ ...answer, language }, t)],
    ["changed decision", composeChange({ ...change, language }, t)],
    ["dispute", composeDisputeDone({ ...dispute, language }, t)],
    ["order", composeUserLetter({ ...order, language }, translatorFor(language, "orderLetters"))],
  ] as const;
  return [
    ...composed.map(([name, { parts }]): [string, string] => [name, plainText(parts)]),
    ...misuseKinds.map((kind): [string, string] => {
      const facts = misuse(kind, language);
      return [`misuse ${kind}`, misuseText(composeMisuse(facts, own, t).parts, facts.ownUrl, own)];
    }),
  ];
}

const addressesIn = (text: string) =>
  [...text.matchAll(/https?:\/\/[!#-&(-;=?-~]+/g)].map(([found]) => found.replace(/[.,;:!?)\]]+$/, ""));

test("no letter names the same address twice, in any of the ten languages", () => {
  const seen = new Set<string>();
  const twice = letterLanguages.flatMap((language) =>
    lettersIn(language).flatMap(([name, text]) => {
      const found = addressesIn(text);
      if (found.length > 0) seen.add(name);
      return found.filter((one, place) => found.indexOf(one) !== place).map((one) => `${language} ${name}: ${one}`);
    }),
  );
  expect(twice).toEqual([]);
  expect(seen.size, "each of them does name one").toBe(14);
});

test("M4: every letter about misuse ends with the reference by which the desk finds it, in each of the ten languages", () => {
  for (const language of letterLanguages)
    for (const [name, text] of lettersIn(language).filter(([kind]) => kind.startsWith("misuse")))
      expect(text, `${language} ${name}`).toContain("M-7K3P-Q9XD");
});
