import "server-only";
import type { Db } from "@/db/client";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { importDocument, isExport, linesOfDocument } from "../import/document.rules";
import { measuresRead } from "../import/measure-words.rules";
import { withRolesOf } from "../import/roles.rules";
import type { VersionFile } from "../import/version.contract";
import { GivenDocument } from "./contract";
import { importRefused } from "./import-refused.rules";
import { linesUsed } from "./imported.rules";
import { platformOf } from "./store";
import type { Proposal } from "./view.contract";

/** What a document would become (Q14, Q15). Nothing of it is stored. */
export async function proposalFor(db: Db, actor: Actor, raw: unknown): Promise<Result<Proposal>> {
  if (!can(actor, "policy.edit")) return fail("forbidden");
  const given = GivenDocument.safeParse(raw);
  if (!given.success) return fail("invalid", "invalid", { fields: fieldFailures(given.error) });
  const platform = await platformOf(db, given.data.platform);
  if (!platform || !mayOn(actor, platform.id)) return fail("not_found", "platform_not_here");
  const read = importDocument(given.data);
  if (!read.ok) return importRefused(read.refusal, given.data.bytes);
  const { document, clauses, rows, warnings, problems, commitments } = withRolesOf(read.value, platform.roles);
  const lines = linesUsed(linesOfDocument(given.data), read.value);
  const measures = read.value.version ? [] : measuresRead(rows);
  const exported = isExport(given.data) ? saidBy(read.value.version) : null;
  const count = commitments.length;
  return ok({ document, clauses, rows, measures, warnings, problems, lines, exported, commitments: count });
}

/** A whole pack is no one version: its rows are read as those of a document are. */
function saidBy(version: VersionFile | null): Proposal["exported"] {
  if (!version) return null;
  const { sanctions, documents, clauses } = version;
  return { sanctions, documents, clauses };
}
