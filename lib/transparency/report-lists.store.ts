import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import type { Place as CursorPlace } from "@/lib/platform/cursor.rules";
import { type ColumnType, readRows, rowsAs } from "@/lib/platform/rows";
import { caseReference } from "@/lib/queue/row.rules";
import type { MeasureCount } from "./report.contract";
import type { CellSource, ListedThing, RowOf } from "./report-source.contract";
import {
  type Asked,
  actedOf,
  complaintParts,
  complaintsOf,
  disputeParts,
  disputesOf,
  handledOf,
  measuresOf,
  noticesOf,
  ordersOf,
  suspensionsOf,
  waitedOf,
} from "./report-sources.store";

type Listing = { kind: ListedThing["kind"]; rows: SQL };

const nothing = { hours: sql`null::float8`, caseId: sql`null::uuid`, reference: sql`null::text` };
type Columns = { count: SQL; clause?: SQL; value?: SQL } & Partial<Record<keyof typeof nothing, SQL>>;

/** The columns of every list; `from` is one of the sources, narrowed to what the number counts. */
function listed(from: SQL, where: SQL, columns: Columns): SQL {
  const {
    count,
    hours,
    caseId,
    reference,
    clause = sql`null::text`,
    value = sql`null::text`,
  } = {
    ...nothing,
    ...columns,
  };
  return sql`select id, at, ${count} as count, (${hours})::float8 as hours, ${caseId} as case_id, ${reference} as reference,
    ${clause} as clause, ${value} as value from (${from}) each_one where ${where}`;
}

const one = sql`1`;
const caseOfNotice = sql`(select i.case_id from notice_items i join cases k on k.id = i.case_id
  where i.notice_id = each_one.id order by k.child_safety desc, i.id limit 1)`;
const caseOfDecision = sql`(select d.case_id from decisions d where d.id = each_one.decision_id)`;

function inRow({ label, category, keyword, description }: RowOf): SQL {
  if (label === "TOTAL") return sql`true`;
  if (label === "category") return sql`category = ${category}`;
  return sql`(category = ${category} and keyword is not distinct from ${keyword}
    and description is not distinct from ${description})`;
}

const flaggedOnly = (isFlagged: boolean) => (isFlagged ? sql`flagged` : sql`true`);

const groupColumns = {
  ...{ category: "text", keyword: "text", description: "text", automated: "text", language: "text", value: "text" },
  ...{ isIllegal: "boolean", isOwn: "boolean", isComplaint: "boolean", isSolelyDetected: "boolean" },
} as const satisfies Partial<Record<keyof MeasureCount, ColumnType>>;

/** Restrictions of these groups: what was grouped for the number is told apart in the same way. */
function ofGroups(groups: readonly MeasureCount[]): SQL {
  const names = Object.keys(groupColumns).map((name) => sql.raw(`g."${name}" is not distinct from each_one."${name}"`));
  return sql`exists (select 1 from ${rowsAs("g", [...groups], groupColumns)} where ${sql.join(names, sql` and `)})`;
}

const orderHours = { orders: sql`null::float8`, items: sql`null::float8`, receipt: sql`receipt`, effect: sql`effect` };

function ordersBehind(asked: Asked, { row, state, kind, counts }: Extract<CellSource, { of: "orders" }>): SQL {
  const ofState = state === null ? sql`true` : sql`state = ${state}`;
  const hours = orderHours[counts];
  const isTimed = counts === "receipt" || counts === "effect";
  const where = sql`kind = ${kind} and ${ofState} and ${inRow(row)} and ${isTimed ? sql`${hours} is not null` : sql`true`}`;
  const reference = sql`nullif(reference, '')`;
  return listed(ordersOf(asked), where, { count: counts === "items" ? sql`items` : one, hours, reference });
}

const groundOf = ({ isLaw }: { isLaw: boolean }) => (isLaw ? sql`law` : sql`not law`);

/** What is behind a number, by its source: the same rows and the same conditions that counted it. */
function listingOf(asked: Asked, source: CellSource): Listing {
  const decided = { caseId: sql`case_id`, clause: sql`clause_ref` };
  switch (source.of) {
    case "measures":
      return {
        kind: "decision",
        rows: listed(measuresOf(asked), ofGroups(source.groups), { count: one, ...decided, value: sql`value` }),
      };
    case "notices":
    case "items": {
      const count = source.of === "items" ? sql`items` : one;
      const where = sql`${inRow(source.row)} and ${flaggedOnly(source.isFlagged)}`;
      const shown = { count, caseId: caseOfNotice, reference: sql`reference` };
      return { kind: "notice", rows: listed(noticesOf(asked), where, shown) };
    }
    case "waited": {
      const where = sql`${inRow(source.row)} and ${flaggedOnly(source.isFlagged)}`;
      const shown = { count: one, hours: sql`hours`, caseId: caseOfNotice, reference: sql`reference` };
      return { kind: "notice", rows: listed(waitedOf(asked), where, shown) };
    }
    case "actions": {
      const where = sql`${inRow(source.row)} and ${flaggedOnly(source.isFlagged)} and ${groundOf(source)}`;
      return { kind: "decision", rows: listed(actedOf(asked), where, { count: sql`count`, ...decided }) };
    }
    case "orders":
      return { kind: "order", rows: ordersBehind(asked, source) };
    case "complaints": {
      const where = sql`basis = ${source.basis} and ${complaintParts[source.which]}`;
      const hours = source.which === "hours" ? sql`hours` : nothing.hours;
      const shown = { count: one, hours, ...decided, reference: sql`reference` };
      return { kind: "appeal", rows: listed(complaintsOf(asked), where, shown) };
    }
    case "disputes": {
      const hours = source.which === "hours" ? sql`hours` : nothing.hours;
      const shown = { count: one, hours, caseId: caseOfDecision, reference: sql`reference` };
      return { kind: "dispute", rows: listed(disputesOf(asked), disputeParts[source.which], shown) };
    }
    case "suspensions":
      return {
        kind: "suspension",
        rows: listed(
          sql`select subject_id as id, at, side from (${suspensionsOf(asked)}) m`,
          sql`side = ${source.side}`,
          { count: one },
        ),
      };
    case "handled": {
      const where = sql`${sql.raw(source.how)} and ${flaggedOnly(source.isFlagged)}`;
      const shown = { count: one, caseId: caseOfNotice, reference: sql`reference` };
      return { kind: "notice", rows: listed(handledOf(asked), where, shown) };
    }
  }
}

const Row = z.object({
  id: z.string(),
  at: z.coerce.date(),
  count: z.coerce.number().int(),
  hours: z.number().nullable(),
  caseId: z.string().nullable(),
  reference: z.string().nullable(),
  clause: z.string().nullable(),
  value: z.string().nullable(),
  childSafety: z.boolean().nullable(),
  prefix: z.string().nullable(),
  number: z.coerce.number().nullable(),
  /** Whose suspension it is about, where no decision was complained of. */
  isOfMisuse: z.boolean(),
});

type Page = { after: CursorPlace | null; limit: number; isCleared: boolean };

/**
 * A page of what is behind one number, the earliest first. Cases that the reader may not see stand in it without anything
 * that tells of them, so that the list is as long as the number.
 */
export async function thingsBehind(
  db: Db,
  asked: Asked,
  { source, after, limit, isCleared }: { source: CellSource } & Page,
): Promise<ListedThing[]> {
  const { kind, rows } = listingOf(asked, source);
  const past = after ? sql`(at, id) > (${after.at.toISOString()}, ${after.id}::uuid)` : sql`true`;
  const answer = await db.execute(sql`select l.id, l.at, l.count, l.hours, l.case_id as "caseId", l.reference, l.clause,
      l.value, k.child_safety as "childSafety", f.prefix, k.number, u.id is not null as "isOfMisuse"
    from (select * from (${rows}) every_one where ${past} order by at, id limit ${limit}) l
    left join cases k on k.id = l.case_id left join platforms f on f.id = k.platform_id
    left join misuse_subjects u on u.id = l.id
    order by l.at, l.id`);
  return readRows(answer, Row).map(({ childSafety, prefix, number, isOfMisuse, ...row }) => {
    const isHidden = childSafety === true && !isCleared;
    const ofCase = prefix !== null && number !== null ? caseReference(prefix, number) : null;
    const shown = {
      ...row,
      reference: row.reference ?? ofCase,
      kind: isOfMisuse ? "suspension" : kind,
      isHidden,
    } as const;
    return isHidden ? { ...shown, caseId: null, reference: null, clause: null, value: null } : shown;
  });
}
