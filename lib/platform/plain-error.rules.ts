/** One line about a failure for a log or for the Outbox page. Errors of queries carry no parameters (db/query-failed.ts). */
export function plainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection on two addresses comes as an error without a message.
  const said = error.message || ("code" in error ? String(error.code) : error.name);
  return said.split("\n")[0] ?? said;
}
