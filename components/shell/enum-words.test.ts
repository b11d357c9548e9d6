import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as schema from "@/db/schema";
import { locales } from "@/i18n/locales";
import { outboxViews } from "@/lib/administration/contract";
import { keyPermissions } from "@/lib/administration/rules";
import { settingFacts } from "@/lib/administration/settings.rules";
import { outboxHandlers } from "@/lib/boot/handlers";
import { crimeAddressees, offences } from "@/lib/crime/referral.rules";
import { deviationCodes } from "@/lib/decisions/choice.contract";
import { overrideCodes } from "@/lib/decisions/override.rules";
import { referralAddressees } from "@/lib/decisions/referral.rules";
import { noticeCategories, noticeRelations, noticeSources, noticeTags } from "@/lib/intake/contract";
import { misuseMoves } from "@/lib/misuse/misuse.rules";
import { letterStates } from "@/lib/platform/letter-state.rules";
import { permissions, permissionTable, roles } from "@/lib/platform/permissions.rules";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { FindingName } from "@/lib/policy/pack.contract";
import { EscalateCase, queueOrders, queueStates } from "@/lib/queue/contract";
import { retentionClasses, retentionNeeds } from "@/lib/retention/retention.rules";
import { translatorFor } from "@/messages/load";

const packs = builtInPlatforms.map(readBuiltInPack);
const clauses = packs.flatMap((pack) => pack.clauses);
const known = (codes: readonly (string | null)[]) => [...new Set(codes)].filter((code) => code !== null);

/** The verbs of commands and of entries that are written without one, as they stand in the source. */
function verbsInSource(): string[] {
  const files = readdirSync(join(process.cwd(), "lib"), { recursive: true, encoding: "utf8" });
  const source = files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(process.cwd(), "lib", file), "utf8"))
    .join("\n");
  return known([...source.matchAll(/\b(?:name|verb): "([a-z]+\.[a-z_]+)"/g)].map(([, verb]) => verb ?? null));
}

const settingKeys = Object.keys(settingFacts);

const flat = (code: string) => code.replaceAll(/[^A-Za-z0-9]+/g, "_");

/** Where the words of each set of codes stand: namespace and path, then the codes. */
const sets: [path: string, codes: readonly string[]][] = [
  ["audit.verbs", verbsInSource()],
  ["audit.filter.outcomes", ["done", "refused", "viewed"]],
  ["audit.actors", ["person", "key", "public", "system"]],
  ["settings.kinds", Object.keys(outboxHandlers)],
  ["settings.keys.may", keyPermissions],
  ["settings.names", settingKeys],
  ["settings.purposes", settingKeys],
  ["settings.outbox.states", outboxViews],
  ["people.permissions.labels", permissions.filter((permission) => permissionTable[permission].length > 0)],
  ["common.roles", roles],
  ["queue.views", queueStates],
  ["queue.orders", queueOrders],
  ["queue.names.state", schema.caseStateEnum.enumValues],
  ["queue.names.source", noticeSources],
  ["queue.names.category", noticeCategories],
  ["queue.names.tag", noticeTags],
  ["queue.names.relation", noticeRelations],
  ["queue.names.outcome", schema.decisionOutcomeEnum.enumValues],
  ["queue.names.escalatedTo", EscalateCase.shape.to.options],
  ["queue.names.role", known(packs.flatMap((pack) => pack.versions.flatMap((version) => version.roles ?? [])))],
  ["queue.names.surface", known(clauses.flatMap((clause) => clause.appliesTo.surfaces ?? []))],
  ["queue.names.severity", known(clauses.map((clause) => clause.editorial.severity))],
  ["library.names.kind", known(clauses.map((clause) => clause.kind))],
  ["library.names.category", known(clauses.map((clause) => clause.editorial.dsaCategory))],
  ["library.names.category", known(clauses.flatMap((clause) => clause.editorial.dsaCategoryAddition))],
  ["library.names.keyword", known(clauses.flatMap((clause) => clause.editorial.dsaKeywords))],
  ["library.names.finding", FindingName.options],
  ["library.names.state", schema.versionStateEnum.enumValues],
  ["case.findings", FindingName.options],
  ["case.deviation.codes", deviationCodes],
  ["case.override.codes", overrideCodes],
  ["case.setAside.referTo", referralAddressees],
  ["crime.offences", offences],
  ["crime.addressees", crimeAddressees],
  ["misuse.states", Object.keys(misuseMoves)],
  ["retention.kinds", retentionClasses],
  ["retention.what", retentionClasses],
  ["retention.needs", retentionNeeds],
  ["case.account.states", ["standing", "undone", "reversed", "superseded"]],
  ["made.states", ["standing", "undone", "reversed", "superseded"]],
  ["made.sanctionStates", schema.sanctionStateEnum.enumValues],
  ["made.letterStates", letterStates],
  ["made.appealStates", [...schema.appealStateEnum.enumValues, ...schema.appealOutcomeEnum.enumValues]],
  ["appeal.states", schema.appealStateEnum.enumValues],
  ["appeal.outcomes", schema.appealOutcomeEnum.enumValues],
  ["appeal.answered.states", schema.remedyStateEnum.enumValues],
];

test.each(locales)("no code of ours is shown to anybody in %s: each has its words", (locale) => {
  const words = translatorFor(locale);
  const without = sets.flatMap(([path, codes]) =>
    codes.map((code) => `${path}.${flat(code)}`).filter((key) => !words.has(key)),
  );
  expect(without).toEqual([]);
});

test("the verbs are really found in the source, so that a new one without words is found too", () => {
  expect(verbsInSource()).toEqual(expect.arrayContaining(["case.decide", "session.open", "setting.change"]));
  expect(sets.every(([, codes]) => codes.length > 0)).toBe(true);
});
