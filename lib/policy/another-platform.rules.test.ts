import { expect, test } from "vitest";
import { PolicyPack } from "./contract";
import { packProblems } from "./pack.rules";
import type { Prior } from "./recommend.contract";
import { recommend } from "./recommend.rules";

/** A platform that an admin might add: strikes on clauses instead of rows, a window, and a ban that its third strike opens. */
const pack = PolicyPack.parse({
  schema: "recourse-pack/1",
  platform: "village-board",
  name: { en: "Village board", hans: "乡村公告栏", hant: "鄉村公告欄" },
  revision: 1,
  zone: "Europe/Berlin",
  documents: [{ id: "RULES", title: "House rules" }],
  versions: [
    {
      id: "first",
      label: "First rules",
      documents: ["RULES"],
      effectiveFrom: "2024-01-01",
      effectiveTo: null,
      textAvailable: true,
    },
  ],
  clauses: ["1", "1.a", "2"].map((ref) => ({
    ref,
    parent: ref === "1.a" ? "1" : null,
    document: "RULES",
    kind: "prohibition",
    enforceable: true,
    title: `Rule ${ref}`,
    summary: "Be kind.",
    versions: ["first"],
    appliesTo: { roles: ["any"], surfaces: ["any"] },
    source: { section: ref, lines: null },
    editorial: { severity: "low", dsaCategory: null, keywords: {} },
  })),
  sanctions: {
    basis: "House rules",
    durationsStated: true,
    pointsStated: false,
    actions: [
      { id: "hide", label: "Hide", target: "content", effect: "hide", needsStatement: true, editorial: { gravity: 3 } },
      {
        id: "pause",
        label: "Pause for 3 days",
        target: "account",
        effect: "suspend",
        durationDays: 3,
        needsStatement: true,
        editorial: { gravity: 6 },
      },
    ],
    sets: [
      { id: "always", trigger: "Any breach", covers: { documents: ["RULES"] }, mode: "choice", actions: ["hide"] },
      {
        id: "third",
        trigger: "Third breach of rule 1",
        covers: { clauses: ["1"] },
        requires: { counter: "strikes" },
        mode: "mandatory",
        actions: ["hide", "pause"],
      },
    ],
    counters: [
      {
        id: "strikes",
        rule: "Three in 30 days",
        clauses: ["1"],
        versions: ["first"],
        threshold: 3,
        includesCurrent: true,
        windowDays: 30,
      },
    ],
  },
});

const earlier = (decisionDate: string): Prior => ({
  clause: "1.a",
  contentDate: "2024-05-01",
  decisionDate,
  status: "confirmed",
});
const ask = (clause: string, priors: Prior[], contentDate = "2024-06-10") =>
  recommend(
    pack,
    { platform: "village-board", role: "villager", clause, contentDate, decisionDate: "2024-06-10", priors },
    new Date(),
  );

test("a platform that an admin adds works without a line of code: its counter over clauses opens its mandatory set", () => {
  expect(packProblems(pack)).toEqual([]);
  const third = ask("1.a", [earlier("2024-06-01"), earlier("2024-06-09")]);
  expect(third).toMatchObject({
    basis: "rule",
    count: 3,
    recommended: ["hide", "pause"],
    durationDays: 3,
    endDate: "2024-06-13",
  });
  const second = ask("1", [earlier("2024-06-09")]);
  expect(second).toMatchObject({ basis: "discretion", count: 2, recommended: ["hide"], endDate: null });
  expect(second.notOffered).toMatchObject([{ action: "pause", why: "It needs a count of 3." }]);
});

test("a window that a document states is kept, and a clause outside the counter has no count", () => {
  expect(ask("1", [earlier("2024-05-01"), earlier("2024-06-01")])).toMatchObject({ count: 2 });
  expect(ask("2", [earlier("2024-06-01"), earlier("2024-06-09")])).toMatchObject({
    count: null,
    recommended: ["hide"],
  });
});

test("content older than any recorded version gets no answer", () => {
  const answer = ask("1", [], "2023-12-31");
  expect(answer).toMatchObject({
    version: null,
    textAvailable: false,
    basis: "none",
    violation: null,
    recommended: null,
    allowed: [],
  });
});

test("a term of one day is told as one day, and a longer one in days", () => {
  const told = (durationDays: number) => {
    const actions = pack.sanctions.actions.map((action) =>
      action.id === "pause" ? { ...action, durationDays } : action,
    );
    const changed = { ...pack, sanctions: { ...pack.sanctions, actions } };
    const day = "2024-06-10";
    const priors = [earlier("2024-06-01"), earlier("2024-06-09")];
    const asked = { platform: "village-board", role: "villager", clause: "1.a", contentDate: day, decisionDate: day };
    return recommend(changed, { ...asked, priors }, new Date()).why.filter((words) => words.includes("23:59"));
  };
  expect(told(1)).toEqual(["One day, counted from the day after 2024-06-10, ends at 23:59 on 2024-06-11."]);
  expect(told(3)).toEqual(["3 days, counted from the day after 2024-06-10, end at 23:59 on 2024-06-13."]);
});
