import "server-only";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { people, policyDraftEdits, policyDrafts } from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "../contract";
import { checksOf } from "../edit/checks.rules";
import type { VersionFile } from "../import/version.contract";
import { readingOn, shownVersion } from "../library.rules";
import { packFor } from "../store";
import { replacedBy } from "./begin.rules";
import type { DraftSource, DraftState } from "./contract";
import { isAuthor, type Written } from "./history.rules";
import { publishProblems, surroundings } from "./publish-checks.rules";
import { draftOf, platformOf, type StoredDraft, writesOf } from "./store";
import type { DraftView, ListedDraft, ShownNotice } from "./view.contract";

/** Drafts that are still on the way, newest first, of one platform or of all; published ones are versions by then. */
export async function openDrafts(db: Db, platformId?: string): Promise<ListedDraft[]> {
  return draftsIn(db, ["draft", "in_review"], platformId);
}

/** Those of a platform that were given up and can be taken up again, newest first. */
export async function givenUpDrafts(db: Db, platformId: string): Promise<ListedDraft[]> {
  return draftsIn(db, ["withdrawn"], platformId);
}

async function draftsIn(db: Db, states: DraftState[], platformId?: string): Promise<ListedDraft[]> {
  const label = sql<string>`${policyDrafts.file} -> 'version' ->> 'label'`;
  const rows = await db
    .select({
      ...{ id: policyDrafts.id, platform: policyDrafts.platformId, ref: policyDrafts.ref, label },
      ...{ state: policyDrafts.state, baseRef: policyDrafts.baseRef, effectiveFrom: policyDrafts.effectiveFrom },
      ...{ changedAt: policyDrafts.changedAt, changedBy: people.name },
    })
    .from(policyDrafts)
    .leftJoin(people, eq(people.id, policyDrafts.changedBy))
    .where(
      and(
        inArray(policyDrafts.state, states),
        platformId === undefined ? undefined : eq(policyDrafts.platformId, platformId),
      ),
    )
    .orderBy(desc(policyDrafts.changedAt));
  return rows.map(({ changedAt, ...row }) => ({
    ...row,
    changedAt: changedAt.toISOString(),
  }));
}

const longestHistory = 50;

/** One draft with its read view, what stands against it and what may be done with it. */
export async function draftView(db: Db, actor: Actor, draftId: string, now: Date): Promise<Result<DraftView>> {
  if (!can(actor, "policy.view")) return fail("forbidden");
  const draft = await draftOf(db, draftId);
  if (!draft || !mayOn(actor, draft.platformId)) return fail("not_found", "draft_not_here");
  const [platform, pack] = [await platformOf(db, draft.platformId), await packFor(db, draft.platformId)];
  if (!platform || !pack) return fail("not_found", "platform_not_here");
  const { file, state, rev } = draft;
  const today = dayIn(now, platform.zone);
  const isOpen = state === "draft" || state === "in_review";
  const person = actor.kind === "person" ? actor.id : "";
  const { twoPersonPublish } = await settingsFor(db, platform.id);
  const mayEdit = can(actor, "policy.edit");
  const mayPublish = can(actor, "policy.publish") && isOpen;
  const isSigned = twoPersonPublish && isOpen;
  const writes = isSigned ? await writesOf(db, draftId) : [];
  return ok({
    ...{ id: draft.id, ref: draft.ref, label: file.version.label, state, rev, baseRef: draft.baseRef, file },
    platform: { id: platform.id, name: platform.name, zone: platform.zone },
    ...{ effectiveFrom: file.version.effectiveFrom, announced: file.version.announced, notice: draft.notice },
    replaces: replacedBy(pack, file.version, today),
    people: await namesOn(db, draftId),
    ...{ changedAt: draft.changedAt.toISOString(), sentBackWhy: draft.sentBackWhy },
    documents: readDraft(file, today),
    problems: isOpen ? publishProblems(pack, file, { today, named: platform }) : [],
    warnings: isOpen
      ? checksOf(file, surroundings(pack, file, platform)).filter(({ severity }) => severity === "warns")
      : [],
    source: await sourceOf(db, draftId),
    history: await historyOf(db, draftId),
    may: { edit: mayEdit && state === "draft", publish: mayPublish, takeUp: mayEdit && state === "withdrawn" },
    unsigned: isSigned ? whyUnsigned(draft, writes, { id: person, mayPublish }) : null,
    signers: isSigned ? await signersOf(db, draft, writes, mayEdit ? person : "") : null,
    published: state === "published" ? publishedAs(pack, draft.ref, today) : null,
  });
}

/** As `publishDraft` has it: who hands over does not sign, nor who wrote any of it. */
function whyUnsigned(
  draft: StoredDraft,
  writes: readonly Written[],
  reader: { id: string; mayPublish: boolean },
): DraftView["unsigned"] {
  if (!reader.mayPublish) return "not_admin";
  if (draft.state !== "in_review") return "not_asked";
  if (draft.askedBy === reader.id) return "asked_by_you";
  return isAuthor(draft, writes, reader.id) ? "wrote_in_it" : null;
}

/** Who may sign: admins who wrote none of it and do not hand it over. `handsOver`: who would ask while nobody has asked yet. */
async function signersOf(db: Db, draft: StoredDraft, writes: readonly Written[], handsOver: string): Promise<string[]> {
  const asks = draft.state === "in_review" ? draft.askedBy : handsOver;
  const admins = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.role, "admin"), isNull(people.disabledAt)))
    .orderBy(asc(people.name));
  return admins.filter(({ id }) => id !== asks && !isAuthor(draft, writes, id)).map(({ name }) => name);
}

function publishedAs(pack: PolicyPack, ref: string, today: string): DraftView["published"] {
  const version = pack.versions.find(({ id }) => id === ref);
  if (!version) return null;
  const { state, effectiveFrom, effectiveTo, dayToRead } = shownVersion(pack, version, today);
  return { state, from: effectiveFrom, to: effectiveTo, day: dayToRead };
}

/** The draft as it would be read on its first day. */
function readDraft(file: VersionFile, today: string): DraftView["documents"] {
  const { schema: _, version, ...shared } = file;
  const dated = { ...version, effectiveFrom: null, effectiveTo: null };
  const pack: PolicyPack = { ...shared, schema: "recourse-pack/1", revision: 1, versions: [dated], versionChanges: [] };
  return file.documents.map(({ id }) => {
    const { shown, clauses, table, beside } = readingOn(pack, { day: today, document: id }, today);
    return { id, title: shown.document.title, clauses, table, beside };
  });
}

const [creators, changers, askers, signers] = [
  alias(people, "creators"),
  alias(people, "changers"),
  alias(people, "askers"),
  alias(people, "signers"),
];

async function namesOn(db: Db, draftId: string): Promise<DraftView["people"]> {
  const [row] = await db
    .select({ createdBy: creators.name, changedBy: changers.name, askedBy: askers.name, signedBy: signers.name })
    .from(policyDrafts)
    .leftJoin(creators, eq(creators.id, policyDrafts.createdBy))
    .leftJoin(changers, eq(changers.id, policyDrafts.changedBy))
    .leftJoin(askers, eq(askers.id, policyDrafts.askedBy))
    .leftJoin(signers, eq(signers.id, policyDrafts.signedBy))
    .where(eq(policyDrafts.id, draftId));
  return row ?? { createdBy: null, changedBy: null, askedBy: null, signedBy: null };
}

async function sourceOf(db: Db, draftId: string): Promise<DraftSource | null> {
  const [row] = await db.select({ source: policyDrafts.source }).from(policyDrafts).where(eq(policyDrafts.id, draftId));
  return (row?.source ?? null) as DraftSource | null;
}

async function historyOf(db: Db, draftId: string): Promise<DraftView["history"]> {
  const { rev, kind, at, touched } = policyDraftEdits;
  const rows = await db
    .select({ rev, kind, at, touched, name: people.name })
    .from(policyDraftEdits)
    .leftJoin(people, eq(people.id, policyDraftEdits.personId))
    .where(eq(policyDraftEdits.draftId, draftId))
    .orderBy(desc(rev))
    .limit(longestHistory);
  return rows.map(({ at: when, touched: places, ...row }) => ({
    ...row,
    at: when.toISOString(),
    places,
  }));
}

/** What users of a platform are told of its last published change; null: nothing was written. Public. */
export async function changeNotice(db: Db, platformId: string, today: string): Promise<ShownNotice | null> {
  const rows = await db
    .select({
      ...{ version: policyDrafts.ref, effectiveFrom: policyDrafts.effectiveFrom },
      ...{ announcedOn: policyDrafts.announcedOn, texts: policyDrafts.notice },
    })
    .from(policyDrafts)
    .where(and(eq(policyDrafts.platformId, platformId), eq(policyDrafts.state, "published")))
    .orderBy(desc(policyDrafts.publishedAt))
    .limit(10);
  const told = rows.find(({ announcedOn, texts }) => Object.keys(texts).length > 0 && (announcedOn ?? "") <= today);
  return told ? { version: told.version, effectiveFrom: told.effectiveFrom, texts: told.texts } : null;
}
