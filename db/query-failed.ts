import { PgPreparedQuery } from "drizzle-orm/pg-core";

/** A query failed. Says which error of the database it was, never the query's parameters: those hold people's words. */
export class QueryFailed extends Error {
  override name = "QueryFailed";
  constructor(
    message: string,
    /** PostgreSQL's error code, for whoever may try again. */
    readonly code: string,
  ) {
    super(message);
  }
}

/** Class 22 of PostgreSQL, "data exception": its messages quote the value that was wrong. */
const quotesItsValue = (code: string) => code.startsWith("22");

/** What may be told of an error of drizzle or of a driver: they name every parameter, in the message or beside it. */
export function queryFailed(error: unknown): QueryFailed {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const said = cause instanceof Error ? cause.message || code : "unknown reason";
  return new QueryFailed(`a query failed: ${quotesItsValue(code) ? `data exception ${code}` : said}`, code);
}

type Runs = { queryWithCache: (...args: unknown[]) => Promise<unknown> };
const done = new WeakSet<object>();

/**
 * Every query of a drizzle handle, inside and outside of transactions, runs through this one method: here the errors
 * lose their parameters before anybody can log them, answer with them or put them into an address.
 */
export function keepParametersOutOfErrors(): void {
  const runs = PgPreparedQuery.prototype as unknown as Runs;
  if (done.has(runs)) return;
  done.add(runs);
  const original = runs.queryWithCache;
  runs.queryWithCache = async function (this: Runs, ...args: unknown[]) {
    try {
      return await original.apply(this, args);
    } catch (error) {
      throw queryFailed(error);
    }
  };
}

/** PostgreSQL's classes for "not now": connection, order of transactions, resources, shutting down, the disk. */
const notNow = /^(08|40|53|57P|58)/;
const ofTheNetwork = /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT)/;

/** Whether nothing is wrong with what was asked: the database was not there, or not able, and may be at the next try. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // What the driver says by itself has no code.
  if (code === "") return /connect|not queryable|closed|terminated/i.test(error.message);
  return notNow.test(code) || ofTheNetwork.test(code);
}
