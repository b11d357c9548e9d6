import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { SanctionPreview } from "@/lib/decisions/contract";
import type { RunView, WaveGroup, WaveView } from "@/lib/decisions/wave.contract";
import { loadMessages } from "@/messages/load";
import { KeysProvider } from "../shell/keys";
import { WaveDesk } from "./wave-desk";
import { chosenGroups, openSanctions } from "./wave-draft.rules";
import { WaveGroupLine } from "./wave-groups";
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
  first: { caseId: "c", text: "加微信看新款", language: "zh-Hans" },
  by: { first: 1, equal: 3, text: 8, link: 1, picture: 1 },
  spread: Array.from({ length: 10 }, (_, part) => ({ from: `2016-09-07T04:0${part}:00.000Z`, to: at, count: part })),
  suggested: [],
  run,
};
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

test("somebody who may not decide sees the wave, and nothing to decide it with", () => {
  const html = shown("en", <WaveDesk first={{ ...wave, run: null }} mayDecide={false} isSupervisor={false} />);
  expect(html).toContain("Wave of 14 items");
  expect(html).not.toContain("One choice for all");
});

test.each(locales)("in %s no wave is said in words, and a group says in what it differs", (locale) => {
  expect(shown(locale, <WavesTable page={{ rows: [], next: null }} platformName={(id) => id} />)).toContain("<p");
  for (const isMain of [true, false])
    expect(
      shown(locale, <WaveGroupLine group={group} isMain={isMain} isChosen isNone={false} onChoose={() => undefined} />),
    ).toContain("v2");
});

test("only the largest group is decided unless somebody adds another; what cannot be decided never is", () => {
  const plan = { total: 11, groups: [group, { ...group, key: "b" }, { ...group, key: "c", canBeDecided: false }] };
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
  const asks = { total: 5, groups: [group, { ...group, sanctions: [{ ...ban, needsTerm: false }, ban, ban] }] };
  expect(openSanctions(asks, []).map(({ action }) => action)).toEqual(["ban"]);
  const answered = { total: 5, groups: [{ ...group, sanctions: [{ ...ban, needsTerm: false }] }] };
  expect(openSanctions(answered, [])).toEqual([]);
  expect(openSanctions(answered, [{ action: "ban", openEnded: true }])).toMatchObject([{ needsTerm: true }]);
  expect(openSanctions(answered, [{ action: "ban", openEnded: undefined }])).toMatchObject([{ needsTerm: true }]);
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
