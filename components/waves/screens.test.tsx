import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { ClauseView, SanctionPreview } from "@/lib/decisions/contract";
import type { RunView, WaveGroup, WaveMember, WaveRow, WaveView } from "@/lib/decisions/wave.contract";
import { loadMessages } from "@/messages/load";
import { aClause } from "../decisions/example-case";
import { KeysProvider } from "../shell/keys";
import { WaveClause } from "./wave-clause";
import { WaveDesk } from "./wave-desk";
import { choiceOf, chosenGroups, emptyDraft, openSanctions, withClause, withSanction } from "./wave-draft.rules";
import { WaveGroupLine } from "./wave-groups";
import { WaveLawSanctions } from "./wave-law-sanctions";
import { MemberLine } from "./wave-members";
import { WavesDesk } from "./waves-desk";
import { WavesTable } from "./waves-table";

/** The markup in one language; a word that is missing is an error, not a key on the screen. */
function shown(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      <QueryClientProvider client={new QueryClient()}>
        <KeysProvider>{screen}</KeysProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");
}

const at = "2016-09-07T04:00:00.000Z";
const run: RunView = {
  id: "r",
  waveId: "w",
  state: "done",
  startedBy: "Mei Lin",
  isMine: true,
  startedAt: at,
  endedAt: at,
  undoUntil: at,
  canUndo: true,
  hasBegunToLeave: false,
  stoppedWhy: null,
  counts: { waiting: 0, decided: 12, left_out: 2, undone: 0, kept: 0 },
  leftOut: [{ reason: "case_claimed", values: { name: "Ben Okafor" }, size: 2, caseId: "c" }],
};
const wave: WaveView = {
  id: "w",
  platform: { id: "taobao-weitao", name: { en: "Taobao Weitao", hans: "微淘" }, zone: "Asia/Shanghai" },
  size: 14,
  takenOut: 1,
  accounts: 9,
  first: { caseId: "c", text: "加微信看新款", notShown: [], language: "zh-Hans" },
  by: { first: 1, equal: 3, text: 8, link: 1, picture: 1 },
  spread: Array.from({ length: 10 }, (_, part) => ({ from: `2016-09-07T04:0${part}:00.000Z`, to: at, count: part })),
  suggested: [],
  run,
};
const clauseView = aClause({ ref: "Table.4", title: { en: "Counterfeits" }, asks: [] });
const group: WaveGroup = {
  key: "a",
  size: 5,
  examples: [],
  differs: ["role", "standing", "language", "version"],
  canBeDecided: true,
  role: "buyer",
  version: "v2",
  language: "en",
  count: { least: 1, most: 3 },
  sanctions: [],
  problems: [],
};

test.each(locales)(
  "in %s a wave says how many it holds, how far its decision is, what was left out and why",
  (locale) => {
    const html = shown(locale, <WaveDesk first={wave} mayDecide isSupervisor={false} />);
    expect(html).toContain("14");
    expect(html).toContain("Ben Okafor");
    expect(html).toContain('aria-keyshortcuts="Z"');
    expect(html).toContain("14 / 14".replace(" / ", locale === "en" ? " of " : " / "));
  },
);

test("a run that outlasts the time in which it can be taken back says so instead, while it goes", () => {
  const slow = { ...run, state: "running" as const, canUndo: false, hasBegunToLeave: true };
  const html = shown("en", <WaveDesk first={{ ...wave, run: slow }} mayDecide isSupervisor={false} />);
  expect(html).toContain("the first of these decisions have left");
  expect(html).not.toContain("Nothing leaves before");
  expect(html).toContain("Stop");
});

test("somebody who may not decide sees the wave, and nothing to decide it with", () => {
  const html = shown("en", <WaveDesk first={{ ...wave, run: null }} mayDecide={false} isSupervisor={false} />);
  expect(html).toContain("Wave of 14 items");
  expect(html).not.toContain("One choice for all");
});

const member: WaveMember = {
  memberId: "m",
  caseId: "c",
  reference: "TB-7",
  by: "text",
  likeness: 91,
  text: "加微信看新款 2",
  notShown: [],
  isCut: false,
  language: "zh-Hans",
  handle: "leaf",
  accountId: "a",
  role: "buyer",
  strikes: 1,
  noticeCount: 2,
  contentDay: "2016-08-18",
  joinedAt: at,
  isTakenOut: false,
  state: "decided",
  heldBy: null,
  barred: null,
  undo: { decisionId: "d", until: at },
};

test.each(locales)("in %s an item that a run decided can be taken back by itself, until its time is over", (locale) => {
  const nothing = () => undefined;
  const line = (more: Partial<WaveMember>, now: number | null, mayChange = true) =>
    shown(
      locale,
      <MemberLine
        member={{ ...member, ...more }}
        first="加微信看新款"
        mayChange={mayChange}
        onMove={nothing}
        onTakeBack={nothing}
        now={now}
      />,
    );
  const said = locale === "en" ? "Take the decision on TB-7 back" : "撤回对 TB-7 的裁决";
  expect(line({}, Date.parse(at) - 1)).toContain(said);
  for (const html of [line({}, Date.parse(at)), line({}, null), line({ undo: null }, 0), line({}, 0, false)])
    expect(html).not.toContain("<button");
  const hidden = line({ text: "", notShown: ["violence"] }, 0);
  expect(hidden).toContain(locale === "en" ? "iolence" : "暴力");
});

test.each(locales)("in %s a row of the list says what gathers its wave and why something is split off", (locale) => {
  const why = ["role", "language", "held", "escalated", "takenOut"] as const;
  const row: WaveRow = {
    id: "w",
    platform: "taobao-weitao",
    size: 30,
    excerpt: "加微信看新款",
    notShown: [],
    by: (["equal", "text", "link", "picture"] as const).map((by, at) => ({ by, count: 90 + at })),
    splitOff: why.map((each, at) => ({ why: each, count: 70 + at })),
    language: "zh-Hans",
    beganAt: at,
    lastAt: at,
    isRunning: false,
  };
  const html = shown(locale, <WavesTable page={{ rows: [row], next: null, waiting: 0 }} platformName={(id) => id} />);
  for (const count of [90, 91, 92, 93, 70, 71, 72, 73, 74]) expect(html).toContain(`${count} `);
  const alike = { ...row, by: [], splitOff: [] };
  const plain = shown(
    locale,
    <WavesTable page={{ rows: [alike], next: null, waiting: 0 }} platformName={(id) => id} />,
  );
  expect(plain.length).toBeLessThan(html.length);
});

test.each(locales)("in %s no wave is said in words, and a group says in what it differs", (locale) => {
  expect(shown(locale, <WavesTable page={{ rows: [], next: null, waiting: 0 }} platformName={(id) => id} />)).toContain(
    "<p",
  );
  for (const isMain of [true, false])
    expect(
      shown(locale, <WaveGroupLine group={group} isMain={isMain} isChosen isNone={false} onChoose={() => undefined} />),
    ).toContain("v2");
});

test("only the largest group is decided unless somebody adds another; what cannot be decided never is", () => {
  const plan = {
    total: 11,
    left: 0,
    allowed: [],
    groups: [group, { ...group, key: "b" }, { ...group, key: "c", canBeDecided: false }],
  };
  const keys = (picked: Record<string, boolean>) => chosenGroups(plan, picked).map(({ key }) => key);
  expect(keys({})).toEqual(["a"]);
  expect(keys({ b: true, c: true })).toEqual(["a", "b"]);
  expect(keys({ a: false })).toEqual([]);
});

const ban: SanctionPreview = {
  action: "ban",
  label: { en: "Account closed" },
  target: "account",
  startsAt: at,
  endsOn: null,
  endsAt: null,
  indefinite: false,
  permanent: false,
  points: 0,
  isFollowOn: false,
  needsStatement: true,
  dsaValue: null,
  needsTerm: true,
  dsaChoices: [],
};

test("a term that was chosen can still be changed when the plan with it no longer asks", () => {
  const asks = {
    total: 5,
    left: 0,
    allowed: [],
    groups: [group, { ...group, sanctions: [{ ...ban, needsTerm: false }, ban, ban] }],
  };
  expect(openSanctions(asks, []).map(({ action }) => action)).toEqual(["ban"]);
  const answered = {
    total: 5,
    left: 0,
    allowed: [],
    groups: [{ ...group, sanctions: [{ ...ban, needsTerm: false }] }],
  };
  expect(openSanctions(answered, [])).toEqual([]);
  expect(openSanctions(answered, [{ action: "ban", openEnded: true }])).toMatchObject([{ needsTerm: true }]);
  expect(openSanctions(answered, [{ action: "ban", openEnded: undefined }])).toMatchObject([{ needsTerm: true }]);
});

test.each(locales)(
  "in %s a wave asks for what its clause turns on, and by law for the measures that can be imposed",
  (locale) => {
    const clause = { ...clauseView, asks: ["severe", "malicious", "maliciousWhy"] as ClauseView["asks"] };
    const draft = { ...emptyDraft("Table.4"), findings: { severe: true } };
    const asked = shown(
      locale,
      <WaveClause wave={wave} draft={draft} onChange={() => undefined} clause={clause} isUnknown={false} />,
    );
    for (const field of ["finding-severe", "finding-severityEvidence", "finding-malicious"])
      expect(asked).toContain(`id="${field}"`);
    const problems = [{ field: "sanctions.0.describe", reason: "describe_needed" }];
    const plan = {
      total: 5,
      left: 0,
      allowed: [{ action: "ban", label: { en: "Account closed" } }],
      groups: [{ ...group, sanctions: [ban], problems }],
    };
    const law = shown(locale, <WaveLawSanctions plan={plan} chosen={[{ action: "ban" }]} onChange={() => undefined} />);
    expect(law).toContain("Account closed");
    for (const field of ["ban-endsOn", "ban-describe"]) expect(law).toContain(`id="${field}"`);
  },
);

test("a choice holds what its ground needs and nothing of another; another clause forgets what was found for the last", () => {
  const draft = {
    ...emptyDraft("Table.4"),
    findings: { severe: true },
    legalGround: "§ 1",
    sanctions: [{ action: "ban" }],
  };
  expect(choiceOf(draft, clauseView)).toMatchObject({ ground: "terms", clause: "Table.4", findings: { severe: true } });
  expect(choiceOf(draft, clauseView)).not.toHaveProperty("legalGround");
  expect(choiceOf({ ...draft, ground: "terms_and_law" }, undefined)).toBeNull();
  const law = choiceOf({ ...draft, ground: "law" }, clauseView);
  expect(law).toMatchObject({ ground: "law", legalGround: "§ 1", sanctions: [{ action: "ban" }] });
  expect(law).not.toHaveProperty("clause");
  expect({ ...draft, ...withClause("Table.5") }).toMatchObject({ clause: "Table.5", findings: {}, noException: false });
  expect(withSanction(withSanction([], "ban"), "ban")).toEqual([]);
});

test.each(locales)("in %s what keeps a group from being decided names its field in words", (locale) => {
  for (const field of ["contentDate", "case", "no.such"]) {
    const problems = [{ field, reason: "evidence_not_there" }];
    const stuck = { ...group, canBeDecided: false, problems };
    const html = shown(
      locale,
      <WaveGroupLine group={stuck} isMain={false} isChosen={false} isNone={false} onChoose={() => undefined} />,
    );
    expect(html).not.toContain(field === "case" ? "case:" : field);
  }
});

test.each(locales)("the list of waves says that cases are compared again, in %s", (locale) => {
  const page = { rows: [], next: null, waiting: 12 };
  const desk = (mayGather: boolean) =>
    shown(locale, <WavesDesk first={page} after={null} names={{}} mayGather={mayGather} />);
  expect(desk(true)).toMatch(/<button/);
  expect(desk(true)).toContain("12");
  expect(desk(false), "who does not work on cases has no button").not.toContain('aria-keyshortcuts="a"');
});
