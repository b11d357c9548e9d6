import { beforeAll, expect, test } from "vitest";
import { policyDrafts } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { draftRow, givenPlatform } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { packOfVersion } from "../compare/one-version.rules";
import { VersionFile } from "../import/version.contract";
import { versionText } from "../import/version-file.rules";
import { recommend } from "../recommend.rules";
import { createDraft } from "./create.command";
import { editDraft } from "./edit.command";
import { proposalFor } from "./proposal.queries";
import { draftView } from "./queries";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
let ana: Person;
let platform: string;

beforeAll(async () => {
  ana = await aColleague(opened().db, { name: "Ana", role: "admin" });
  platform = await givenPlatform(ana, { id: "pier", prefix: "PR", roles: ["member", "seller"] }, now);
});

const rules = (table: string) => `# Pier House Rules

## 1. Respect

1.1 Members must not insult other members.
1.2 Nobody may publish the home address of another person.

## 2. Trade

2.1 It is forbidden to sell living animals.

## 3. Spam

Do not post the same advertisement more than once in a day.

## Penalties

${table}
`;

const table = `| Violation | Member, first time | Member, second time | Sellers, first time | Sellers, second time |
|---|---|---|---|---|
| 1.1, 1.2 | Warning | Posting suspended for 7 days | Warning | Account suspended for 30 days |
| 2.1 | Content removed and account suspended for 14 days | Account closed permanently | Account closed permanently | Account closed permanently |
| 3 | Content removed | Posting suspended for 3 days | Content removed | Shop closed for 30 days |`;

const given = (text: string) => ({
  format: "markdown" as const,
  name: "rules.md",
  bytes: new TextEncoder().encode(text),
});

async function fileOf(text: string): Promise<VersionFile> {
  const made = await createDraft(ana, { platform, from: { kind: "document", ...given(text) } }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return VersionFile.parse((await draftRow(opened().db, made.value.draftId)).file);
}

function answer(file: VersionFile, role: string, clause: string, earlier: string[] = []): string[] {
  const pack = packOfVersion(file);
  const priors = earlier.map((ref) => ({ clause: ref, status: "confirmed" as const, contentDate: "2026-02-01" }));
  const { recommended } = recommend(pack, { platform, role, clause, contentDate: "2026-03-01", priors }, now);
  return (recommended ?? []).map((id) => pack.sanctions.actions.find((action) => action.id === id)?.label ?? id);
}

test("what an imported table says of a clause, a role and a time is what the engine answers, word for word", async () => {
  const file = await fileOf(rules(table));
  const ref = (cite: string) => file.clauses.find((clause) => clause.ref.endsWith(` ${cite}`))?.ref ?? cite;
  expect(answer(file, "seller", ref("2.1"))).toEqual(["Account closed permanently"]);
  expect(answer(file, "member", ref("2.1"))).toEqual(["Content removed", "account suspended for 14 days"]);
  expect(answer(file, "member", ref("1.2"), [ref("1.1")])).toEqual(["Posting suspended for 7 days"]);
  expect(answer(file, "seller", ref("1.2"), [ref("1.1")])).toEqual(["Account suspended for 30 days"]);
  expect(answer(file, "seller", ref("3"))).toEqual(["Content removed"]);
  expect(file.clauses.map(({ kind }) => kind)).not.toContain("penalty-row");
  const [warning] = file.sanctions.actions.filter(({ label }) => label === "Warning");
  expect(warning).toMatchObject({ effect: "warn", needsStatement: false });
});

async function proposalOf(text: string) {
  const proposed = await proposalFor(opened().db, ana, { platform, ...given(text) });
  if (!proposed.ok) throw new Error(JSON.stringify(proposed));
  return proposed.value;
}

test("a column for somebody the platform does not know, and a clause that is not there, are left for a person and named", async () => {
  const odd = `| Violation | Pirate, first time | Seller, first time |
|---|---|---|
| 1.1; 9.9 | Ship sunk | Warning |
| 2.1 | Ship sunk | Account closed permanently |`;
  const proposal = await proposalOf(rules(odd));
  expect(proposal.problems).toEqual(
    expect.arrayContaining([
      { code: "role_unknown", lines: [18, 18], values: { heading: "Pirate", roles: "member, seller" } },
      { code: "cited_missing", lines: [20, 20], values: { ref: "9.9" } },
    ]),
  );
  const pirates = proposal.rows.filter(({ actions }) => actions.includes("Ship sunk"));
  expect(new Set(pirates.map(({ role }) => role))).toEqual(new Set(["pirate"]));
  expect(pirates.every(({ confidence }) => confidence < 0.5)).toBe(true);
});

test("a document that gives one reference to two clauses is shown with both, and no draft is made of it", async () => {
  const text = rules(table).replace("1.2 Nobody", "1.1 Nobody");
  const proposal = await proposalOf(text);
  expect(proposal.problems).toContainEqual(
    expect.objectContaining({
      code: "reference_twice",
      lines: [5, 6],
      values: expect.objectContaining({ ref: "1.1" }),
    }),
  );
  const drafts = await opened().db.$count(policyDrafts);
  const made = await createDraft(ana, { platform, from: { kind: "document", ...given(text) } }, now);
  expect(made).toMatchObject({
    ok: false,
    reason: "import_duplicate_ref",
    phrases: { place: { list: [{ key: "importPlace.twice", values: { ref: "1.1", first: 5, again: 6 } }] } },
  });
  expect(await opened().db.$count(policyDrafts)).toBe(drafts);
});

test("a column of the penalty table is for a role of the platform or for everybody: another word is refused with those there are", async () => {
  const made = await createDraft(ana, { platform, from: { kind: "document", ...given(rules(table)) } }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const { draftId, rev } = made.value;
  const adding = (role: string) => editDraft(ana, { draftId, rev, operations: [{ do: "role.add", role }] }, now);
  expect(await adding("pirate")).toMatchObject({
    ok: false,
    fields: [{ field: "table › role", reason: "role_unknown", values: { role: "pirate", roles: "member, seller" } }],
  });
  expect(await adding("any")).toMatchObject({ ok: true });
});

test("a draft whose table has a role that the platform does not know says so and is not handed over", async () => {
  const odd = "| Violation | Pirate, first time |\n|---|---|\n| 2.1 | Ship sunk |";
  const made = await createDraft(ana, { platform, from: { kind: "document", ...given(rules(odd)) } }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const view = await draftView(opened().db, ana, made.value.draftId, now);
  expect(view.ok && view.value.problems.filter(({ code }) => code === "roleUnknown")).toEqual([
    {
      of: "draft",
      code: "roleUnknown",
      place: ["rows", "1"],
      values: { role: "pirate", items: "1", count: 1, roles: "member, seller" },
    },
  ]);
  expect(view.ok && view.value.source?.problems?.map(({ code }) => code)).toEqual(["role_unknown"]);
});

test.each([
  ["1.1 and 1.2", ["1.1", "1.2"]],
  ["1.1 / 1.2", ["1.1", "1.2"]],
  ["Rules 1.1–1.2", ["1.1", "1.2"]],
  ["1.1、1.2；2.1", ["1.1", "1.2", "2.1"]],
  ["1", ["1.1", "1.2"]],
])("a row that cites %s is tied to the rules of that name, and a section stands for its rules", async (cited, refs) => {
  const proposal = await proposalOf(rules(`| Rule | Seller, first time |\n|---|---|\n| ${cited} | Warning |`));
  expect(proposal.rows.map(({ ref }) => ref.replace(/^\S+ /, ""))).toEqual(refs);
  expect(proposal.problems).toEqual([]);
});

test("what a cell plainly says is proposed with how sure it is, and becomes the sanction; other words stay words and are named", async () => {
  const odd = rules(
    "| Violation | Seller, first time | Seller, second time |\n|---|---|---|\n" +
      "| 2.1 | Suspend the account for 7 days | 永久关闭账号 |\n| 3 | 扣6分 | Ship sunk |",
  );
  const { measures } = await proposalOf(odd);
  expect(measures.map(({ words }) => words)).toEqual([
    "Suspend the account for 7 days",
    "永久关闭账号",
    "扣6分",
    "Ship sunk",
  ]);
  expect(measures[0]?.reading).toMatchObject({ effect: "suspend", target: "account", durationDays: 7 });
  expect(measures[0]?.reading?.confidence).toBeGreaterThan(0.8);
  expect(measures[3]?.reading).toBeNull();
  const { sanctions } = await fileOf(odd);
  expect(sanctions.actions).toMatchObject([
    { label: "Suspend the account for 7 days", effect: "suspend", target: "account", durationDays: 7, dsa: [] },
    { label: "永久关闭账号", effect: "close", target: "account", permanent: true, needsStatement: true },
    { label: "扣6分", effect: "point", points: 6, needsStatement: false },
    { label: "Ship sunk", effect: "other", needsStatement: true },
  ]);
  const made = await createDraft(ana, { platform, from: { kind: "document", ...given(odd) } }, now);
  const view = await draftView(opened().db, ana, made.ok ? made.value.draftId : "", now);
  if (!view.ok) throw new Error(JSON.stringify(view));
  const worded = view.value.warnings.filter(({ code }) => code === "actionWordsOnly");
  expect(worded.map(({ values }) => values.action)).toEqual([sanctions.actions[3]?.id]);
});

test("an exported version is proposed with its steps in words, a document with none of its own", async () => {
  const text = `${rules(table)}`;
  expect((await proposalOf(text)).exported).toBeNull();
  const file = await fileOf(text);
  const bytes = new TextEncoder().encode(versionText(file));
  const proposed = await proposalFor(opened().db, ana, { platform, format: "auto", name: "version.json", bytes });
  if (!proposed.ok) throw new Error(JSON.stringify(proposed));
  expect(proposed.value.exported?.sanctions.table?.steps).toContainEqual(
    expect.objectContaining({ label: "Ordinary" }),
  );
  expect(proposed.value.rows.flatMap(({ actions }) => actions)).toContain("Account closed permanently");
});

test("what a document lists as exceptions stands in the draft as exceptions, and as no condition", async () => {
  const except = "2.1 It is forbidden to sell living animals. This does not apply to:\n\n(i) bait worms;\n\n(ii) bees.";
  const file = await fileOf(rules(table).replace("2.1 It is forbidden to sell living animals.", except));
  expect(file.clauses.find(({ ref }) => ref.endsWith("2.1"))).toMatchObject({
    conditions: [],
    exceptions: [
      { letter: "i", text: "bait worms;" },
      { letter: "ii", text: "bees." },
    ],
  });
});
