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

const isQueryError = (error: unknown): error is Error & { query: string; params: unknown } =>
  error instanceof Error && "query" in error && "params" in error;

/** The error as it may be thrown on and logged: drizzle's own names every parameter in its message. */
export function withoutParameters(error: unknown): unknown {
  if (!isQueryError(error)) return error;
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return new QueryFailed(`a query failed: ${cause instanceof Error ? cause.message : "unknown reason"}`, code);
}

/** One line about a failure for a log or for the Outbox page. */
export function plainError(error: unknown): string {
  const plain = withoutParameters(error);
  if (!(plain instanceof Error)) return String(plain);
  // A refused connection on two addresses comes as an error without a message.
  const said = plain.message || ("code" in plain ? String(plain.code) : plain.name);
  return said.split("\n")[0] ?? said;
}
