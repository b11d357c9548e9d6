import type { FieldFailure } from "@/lib/platform/result";
import type { Choice } from "./choice.rules";
import type { DecideCase } from "./contract";
import { detectionSaid, isDetectionUnsaid } from "./detection.rules";
import { consider, type Words } from "./letter.rules";
import { languageFor } from "./letter-facts.rules";
import { labelOf } from "./localised.rules";
import type { CaseMaterial, PriorStrike } from "./material.rules";
import type { PlannedSanction } from "./plan.rules";
import type { Difference, MemberEvidence, WaveChoice, WaveGroup, WavePlan } from "./wave.contract";
import type { Barred } from "./wave-barred.rules";

type Violation = Extract<WaveChoice, { outcome: "violation" }>;
export type Telling = { appealUrl: string; deciderName: string; words: Words };

/** What one item's decision would be. `alike`: items with the same key are decided alike. */
export type PlannedMember = {
  material: CaseMaterial;
  input: DecideCase;
  alike: string;
  role: string | null;
  version: string | null;
  language: string;
  count: number | null;
  sanctions: PlannedSanction[];
  /** With law alone as the ground: what could be imposed. */
  allowed: WavePlan["allowed"];
  problems: FieldFailure[];
  /** The strike it will leave, for the next item of the same account. */
  strike: PriorStrike | null;
};

/** Marked words of the content, or all of it where nothing is marked: each person's letter quotes their own words. */
export function evidenceOf({ snapshot }: CaseMaterial, marked: MemberEvidence): MemberEvidence {
  const kept = marked.filter((span) => {
    const whole = span.in === "title" ? snapshot.title : span.in === "text" ? snapshot.text : null;
    return whole !== null && whole.slice(span.start, span.end) === span.text;
  });
  if (kept.length > 0) return kept;
  const where = snapshot.text === "" ? "title" : "text";
  const text = (where === "text" ? snapshot.text : snapshot.title).slice(0, 2000).replace(/[\ud800-\udbff]$/, "");
  return text === "" ? [] : [{ in: where, start: 0, end: text.length, text, element: "" }];
}

/** What follows for one item: the table's own sanctions for this person, by the same engine as on the case screen. */
export function planMember(
  material: CaseMaterial,
  choice: WaveChoice,
  { marked, telling }: { marked: MemberEvidence; telling: Telling },
  now: Date,
): PlannedMember {
  const as = { caseId: material.caseId, version: material.version };
  const language = languageFor(material.account?.language, material.snapshot.language, material.letterLanguage);
  if (choice.outcome === "no_violation")
    return {
      material,
      input: { ...as, ...choice, exceptionsConsidered: [], tags: [] },
      alike: keyOf(["no_violation", language]),
      role: material.item.role,
      version: null,
      language,
      count: null,
      sanctions: [],
      allowed: [],
      problems: [],
      strike: null,
    };
  return planViolation(material, choice, { evidence: evidenceOf(material, marked), telling, language }, now);
}

function planViolation(
  material: CaseMaterial,
  choice: Violation,
  about: { evidence: MemberEvidence; telling: Telling; language: string },
  now: Date,
): PlannedMember {
  const { outcome } = choice;
  const { evidence, telling, language } = about;
  const found =
    choice.ground === "law"
      ? byLaw(material, choice, { evidence, telling }, now)
      : byTable(material, choice, { evidence, telling }, now);
  const { asked, sanctions, assessment, problems: all } = found;
  const version = assessment.version?.id ?? null;
  const count = assessment.recommendation?.count ?? null;
  return {
    material,
    input: { caseId: material.caseId, version: material.version, outcome, ...asked, sanctions, tags: [] },
    alike: keyOf([
      assessment.role,
      version,
      language,
      assessment.sanctions.map(({ action, days, points, isFollowOn }) => [action, days, points, isFollowOn]),
      sanctions,
      all.map(({ field, reason }) => [field, reason]),
    ]),
    role: assessment.role,
    version,
    language,
    count,
    sanctions: assessment.sanctions,
    allowed:
      choice.ground === "law"
        ? assessment.allowed.map((action) => ({ action: action.id, label: labelOf(action) }))
        : [],
    problems: all,
    strike: all.length === 0 && version ? strikeOf(material, assessment, now) : null,
  };
}

type About = { evidence: MemberEvidence; telling: Telling };

/** One word for all items of which the source does not say how they were found; what a source says stands. */
function foundHow({ notices }: CaseMaterial, { automatedDetection }: Violation): Pick<Choice, "automatedDetection"> {
  const isAsked = isDetectionUnsaid(notices) && detectionSaid(notices) === null;
  return automatedDetection !== undefined && isAsked ? { automatedDetection } : {};
}

/** What the table says for this person, with the terms that it leaves open as they were chosen for all. */
function byTable(material: CaseMaterial, choice: Violation, { evidence, telling }: About, now: Date) {
  const { terms, outcome: _outcome, sanctions: _imposed, automatedDetection: _found, ...rest } = choice;
  const asked: Choice = { ...rest, ...foundHow(material, choice), evidence, territories: [] };
  const asTable = consider(material, asked, telling, now);
  const recommended = asTable.assessment.recommendation?.recommended ?? null;
  const sanctions = (recommended ?? []).map((action) => terms.find((term) => term.action === action) ?? { action });
  const isTermed = sanctions.some((sanction) => Object.keys(sanction).length > 1);
  const { assessment, problems } = isTermed ? consider(material, { ...asked, sanctions }, telling, now) : asTable;
  const undecided: FieldFailure[] =
    recommended === null && problems.length === 0 ? [{ field: "sanctions", reason: "wave_no_recommendation" }] : [];
  return { asked, sanctions, assessment, problems: [...problems, ...undecided] };
}

/** On the ground of law alone no clause is cited and no table asked: what is imposed was chosen for all. */
function byLaw(material: CaseMaterial, choice: Violation, { evidence, telling }: About, now: Date) {
  const { terms: _terms, outcome: _outcome, clause: _clause, automatedDetection: _found, ...rest } = choice;
  const asked: Choice = {
    ...{ ...rest, ...foundHow(material, choice) },
    ...{ exceptionsConsidered: [], evidence, territories: [] },
  };
  const { assessment, problems } = consider(material, asked, telling, now);
  const { sanctions } = choice;
  const undecided: FieldFailure[] = sanctions.length === 0 ? [{ field: "sanctions", reason: "sanctions_needed" }] : [];
  return { asked, sanctions, assessment, problems: [...problems, ...undecided] };
}

function keyOf(parts: unknown[]): string {
  return JSON.stringify(parts);
}

function strikeOf(
  { caseId }: CaseMaterial,
  { clause, version, role, contentDay, points }: ReturnType<typeof consider>["assessment"],
  now: Date,
): PriorStrike {
  return {
    id: caseId,
    decisionId: caseId,
    role,
    clauseRef: clause?.ref ?? "",
    versionRef: version?.id ?? "",
    contentDay,
    points: points?.added ?? 0,
    confirmedAt: now,
    overturnedAt: null,
  };
}

export type ForGroups = PlannedMember & { barred: Barred | null };

/**
 * Items by what would follow; the largest group that can be decided first, then what differs from it, and in what.
 * @param left items of the wave that are not among these: the next decision is about them
 */
export function groupsOf(members: readonly ForGroups[], left = 0): WavePlan {
  const lists = new Map<string, ForGroups[]>();
  for (const member of members) {
    const key = member.barred ? keyOf([member.barred.reason, member.barred.values]) : member.alike;
    lists.set(key, [...(lists.get(key) ?? []), member]);
  }
  const sorted = [...lists].sort(
    ([, [a, ...as]], [, [b, ...bs]]) => Number(canBe(b)) - Number(canBe(a)) || bs.length - as.length,
  );
  const main = sorted[0]?.[1][0];
  const allowed = new Map(
    sorted.flatMap(([, [one]]) => (one?.barred === null ? one.allowed : [])).map((each) => [each.action, each]),
  );
  return {
    total: members.length,
    left,
    groups: sorted.map(([key, list]) => groupOf(key, list, main)),
    allowed: [...allowed.values()],
  };
}

const canBe = (member: ForGroups | undefined) =>
  member !== undefined && member.barred === null && member.problems.length === 0;

function groupOf(key: string, list: readonly ForGroups[], main: ForGroups | undefined): WaveGroup {
  const [one] = list;
  if (!one) throw new Error("a group has an item");
  const counts = list.flatMap(({ count }) => count ?? []);
  return {
    key,
    size: list.length,
    examples: list.slice(0, 3).map(({ material }) => ({
      caseId: material.caseId,
      reference: material.reference,
      handle: material.account?.handle ?? null,
    })),
    differs: main && one !== main ? differences(one, main) : [],
    canBeDecided: canBe(one),
    role: one.role,
    version: one.version,
    language: one.language,
    count: counts.length > 0 ? { least: Math.min(...counts), most: Math.max(...counts) } : null,
    sanctions: one.barred ? [] : one.sanctions,
    problems: one.barred ? [{ field: "case", reason: one.barred.reason, values: one.barred.values }] : one.problems,
  };
}

function differences(one: ForGroups, main: ForGroups): Difference[] {
  if (one.barred) return [one.barred.why];
  const found: Difference[] = [];
  if (one.role !== main.role) found.push("role");
  if (one.version !== main.version) found.push("version");
  if (one.language !== main.language) found.push("language");
  const isSame =
    JSON.stringify(one.sanctions.map(({ action }) => action)) ===
    JSON.stringify(main.sanctions.map(({ action }) => action));
  // The same role under the same version: only what they did before is left to tell them apart.
  if (!isSame && one.role === main.role && one.version === main.version) found.push("standing");
  if (one.problems.length > 0) found.push("incomplete");
  return found;
}

/**
 * Plans items in the order in which they will be decided, one a call: a second item of one account already counts the
 * first. `isDecided` says whether an item, as it is planned, will be decided; one that is left out counts for nobody.
 */
export function planInOrder(plan: (material: CaseMaterial) => PlannedMember) {
  const added = new Map<string, PriorStrike[]>();
  return (material: CaseMaterial, isDecided: (planned: PlannedMember) => boolean): PlannedMember => {
    const account = material.account?.id ?? "";
    const earlier = added.get(account) ?? [];
    const planned = plan(earlier.length === 0 ? material : { ...material, priors: [...material.priors, ...earlier] });
    if (planned.strike && account !== "" && isDecided(planned)) added.set(account, [...earlier, planned.strike]);
    return planned;
  };
}
