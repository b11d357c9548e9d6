import { eq } from "drizzle-orm";
import { type Db, database } from "@/db/client";
import { policyDrafts, policyVersions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { addPlatform } from "@/lib/policy/add-platform.command";
import { createDraft } from "@/lib/policy/drafts/create.command";
import { editDraft } from "@/lib/policy/drafts/edit.command";
import { askReview, planDraft } from "@/lib/policy/drafts/review.command";
import type { EditOperation } from "@/lib/policy/edit/contract";

export const lantern = {
  id: "lantern",
  prefix: "LN",
  name: { en: "Lantern House", hans: "灯笼屋", hant: "燈籠屋" },
  zone: "Europe/Berlin",
  roles: ["seller", "collector"],
  surfaces: ["listing", "comment"],
  tier: "online_platform",
};

export const remarks = {
  ...{
    severity: "medium" as const,
    dsaCategory: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD" as const,
    dsaCategoryAddition: [],
  },
  ...{ dsaKeywords: ["KEYWORD_PHISHING" as const], aim: "content" as const, remindOn: [] },
  keywords: { en: ["fake lantern", "counterfeit lantern"], zh: [], zhHant: [] },
};

type Clause = Extract<EditOperation, { do: "clause.add" }>["clause"];

export function aClause(ref: string, more: Partial<Clause> = {}): EditOperation {
  const clause = {
    ...{ ref, document: "RULES", kind: "prohibition" as const, enforceable: true, title: `Rule ${ref}` },
    ...{ summary: `What rule ${ref} forbids.`, appliesTo: { roles: ["any"], surfaces: ["any"], suggestTo: null } },
    ...{ source: { section: ref, lines: null }, editorial: remarks, refZh: null, titleZh: null, original: null },
    ...{ elements: [], conditions: [], needs: { malice: null, repeats: null, reporter: null }, exceptions: [] },
    ...{ exceptionsFrom: null, jurisdiction: null, rows: [], related: [], note: null, warning: null, zh: null },
    ...more,
  };
  return { do: "clause.add", clause, parent: null, after: null };
}

type Action = Extract<EditOperation, { do: "action.add" }>["action"];

export function anAction(id: string, label: string, more: Partial<Action> = {}): EditOperation {
  const action = {
    ...{ id, label, target: "content" as const, effect: "remove" as const, needsStatement: true },
    ...{ dsa: ["DECISION_VISIBILITY_CONTENT_REMOVED" as const], dsaDepends: false, editorial: { gravity: 1 } },
    ...{ ref: null, labelZh: null, zh: null, roles: null, jurisdictions: null, onlyFor: null, requires: null },
    ...{ durationDays: null, termNotStated: false, indefinite: false, permanent: false, reEntryBarred: false },
    ...{ points: null, perInfringement: false, triggers: [], penalty: true, note: null },
    ...more,
  };
  return { do: "action.add", action };
}

/** Two rules and one measure that follows from either: the least that can be published. */
export const smallRules: EditOperation[] = [
  aClause("1", { title: "No counterfeit lanterns" }),
  aClause("2", { title: "No threats" }),
  anAction("remove", "The post is removed."),
  {
    do: "set.add",
    set: {
      ...{ id: "follows", ref: null, trigger: "Whoever breaks a rule", mode: "mandatory", actions: ["remove"] },
      ...{ covers: { documents: [], clauses: ["1", "2"], roles: [], jurisdictions: [] } },
      ...{ requires: null, priorsRepeat: false, exclusive: false, legalBasis: null, zh: null },
    },
  },
];

export async function givenPlatform(admin: Person, more: Partial<typeof lantern> = {}, now?: Date): Promise<string> {
  const added = await addPlatform(admin, { ...lantern, ...more }, now);
  if (!added.ok) throw new Error(JSON.stringify(added));
  return added.value.platform;
}

/** A draft from nothing with the small rules in it. */
export async function givenDraft(admin: Person, platform: string, now?: Date): Promise<string> {
  const made = await createDraft(admin, { platform, from: { kind: "nothing" } }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const { draftId } = made.value;
  const written = await editDraft(admin, { draftId, rev: 0, operations: smallRules }, now);
  if (!written.ok) throw new Error(JSON.stringify(written));
  return draftId;
}

/** The same, handed over to a second person, to begin on `effectiveFrom`. */
export async function givenAsked(admin: Person, draftId: string, effectiveFrom: string, now?: Date): Promise<number> {
  const planned = await planDraft(
    admin,
    {
      draftId,
      rev: (await draftRow(await database(), draftId)).rev,
      effectiveFrom,
      announced: null,
      notice: { en: "Our rules change." },
    },
    now,
  );
  if (!planned.ok) throw new Error(JSON.stringify(planned));
  const asked = await askReview(admin, { draftId, rev: planned.value.rev }, now);
  if (!asked.ok) throw new Error(JSON.stringify(asked));
  return planned.value.rev;
}

export async function draftRow(db: Db, draftId: string) {
  const [row] = await db.select().from(policyDrafts).where(eq(policyDrafts.id, draftId));
  if (!row) throw new Error("no such draft");
  return row;
}

export async function versionsOf(db: Db, platformId: string) {
  const { ref, state, effectiveFrom, effectiveTo } = policyVersions;
  return db
    .select({ ref, state, effectiveFrom, effectiveTo })
    .from(policyVersions)
    .where(eq(policyVersions.platformId, platformId))
    .orderBy(policyVersions.publishedAt, policyVersions.ref);
}
