import "server-only";
import type { z } from "zod";
import { type Db, database, type Tx } from "@/db/client";
import { type AuditSubject, appendAudits } from "./audit";
import { fieldFailures } from "./field-failures";
import { wakeOutbox } from "./outbox";
import { type Actor, can, type Permission } from "./permissions.rules";
import { appendRefusal } from "./refusals";
import { type Failure, fail, type Result } from "./result";

export type CommandContext = {
  tx: Tx;
  actor: Actor;
  now: Date;
  /** Says whose rows these are, once they are found: the entry, also of a refusal, goes into that platform's chain. */
  onPlatform: (platformId: string) => void;
  /**
   * Adds to the entry about the subject of this id what only the transaction knows: ids, codes and hashes, never a text.
   * Where the command has no subject of this id, it throws at the end, and nothing is written.
   */
  alsoLogged: (subjectId: string, detail: Record<string, unknown>) => void;
};

type Spec<Input extends z.ZodType, Value, Prepared> = {
  /** The audit verb: `case.decide`. */
  name: string;
  permission: Permission;
  input: Input;
  /**
   * What the audit entry is about; `value` is missing when the attempt was refused. Ids and codes only. Null: nothing
   * was done, and there is nothing to write down. Several: one act on each, with an entry of its own.
   */
  subject: (input: z.infer<Input>, value?: Value) => AuditSubject | readonly AuditSubject[] | null;
  /**
   * What is slow, or must stand whatever becomes of the rest: before the transaction, so that nobody waits for it at a
   * lock. `run` finds what it answers as its third argument, and must look again at what it was made from.
   */
  prepare?: (context: { db: Db; actor: Actor; now: Date }, input: z.infer<Input>) => Promise<Result<Prepared>>;
  run: (context: CommandContext, input: z.infer<Input>, prepared: Prepared) => Promise<Result<Value>>;
};

/** Carries a returned failure out of the transaction, so that it rolls back. */
class Rollback extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason);
  }
}

/** PostgreSQL's codes for "do all of it again": a deadlock, and no order in which both could have happened. */
const retryable = new Set(["40P01", "40001"]);
const mostTries = 4;

function isWorthAgain(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && retryable.has(error.code);
}

async function again<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= mostTries || !isWorthAgain(error)) throw error;
    }
  }
}

/** One attempt: who asks, and of which platform the rows turned out to be. */
type Attempt = { db: Db; actor: Actor; now: Date; platformId?: string };

/** A subject without a platform of its own is of the platform whose rows were found. */
function placed({ platformId }: Attempt, subject: AuditSubject): AuditSubject {
  const chain = subject.platformId ?? platformId;
  return chain === undefined ? subject : { ...subject, platformId: chain };
}

function listed(subject: AuditSubject | readonly AuditSubject[] | null): readonly AuditSubject[] {
  if (subject === null) return [];
  return "kind" in subject ? [subject] : subject;
}

type More = Map<string, Record<string, unknown>>;

/** The subjects with what `run` added to each. Something that was to be in the log and has no entry is a fault of the command. */
function withMore(name: string, subjects: readonly AuditSubject[], more: More): AuditSubject[] {
  const known = new Set(subjects.map(({ id }) => id));
  for (const id of more.keys())
    if (!known.has(id)) throw new Error(`${name} has something to log about ${id}, which is no subject of it`);
  return subjects.map((subject) => ({ ...subject, detail: { ...subject.detail, ...more.get(subject.id) } }));
}

async function perform<Input extends z.ZodType, Value, Prepared>(
  spec: Spec<Input, Value, Prepared>,
  attempt: Attempt,
  input: z.infer<Input>,
): Promise<Result<Value>> {
  const { db, actor, now } = attempt;
  const prepared = spec.prepare ? await spec.prepare({ db, actor, now }, input) : undefined;
  if (prepared?.ok === false) return prepared;
  const onPlatform = (platformId: string) => {
    attempt.platformId = platformId;
  };
  const work = async (tx: Tx) => {
    const more: More = new Map();
    const alsoLogged = (id: string, detail: Record<string, unknown>) =>
      void more.set(id, { ...more.get(id), ...detail });
    const answer = await spec.run({ tx, actor, now, onPlatform, alsoLogged }, input, prepared?.value as Prepared);
    if (!answer.ok) throw new Rollback(answer);
    const subjects = listed(spec.subject(input, answer.value)).map((subject) => placed(attempt, subject));
    const entry = { actor, verb: spec.name, outcome: "done", now } as const;
    await appendAudits(tx, entry, withMore(spec.name, subjects, more));
    return answer;
  };
  try {
    return await again(() => db.transaction(work));
  } catch (error) {
    if (error instanceof Rollback) return error.failure;
    throw error;
  }
}

/**
 * The only way to write: permission, input, one transaction, one audit entry, a typed result.
 * A returned failure rolls everything back. Attempts without permission, and refusals by a rule, are logged on their own
 * (lib/platform/refusals.ts). A transaction that the database ended for another's sake is done again, a few times.
 * @throws what is no rule's answer, and where something was to be logged about what is no subject, after rolling back; without the parameters of the query that failed
 */
export function command<Input extends z.ZodType, Value, Prepared = undefined>(spec: Spec<Input, Value, Prepared>) {
  const about = { kind: "command", id: spec.name };
  return async (actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<Value>> => {
    const db = await database();
    const refused = (subject: AuditSubject, reason: string) => {
      const detail = { ...subject.detail, reason };
      return appendRefusal(db, { actor, verb: spec.name, subject: { ...subject, detail }, now });
    };
    if (!can(actor, spec.permission)) {
      await refused(about, "forbidden");
      return fail(actor.kind === "public" ? "signed_out" : "forbidden");
    }
    const parsed = spec.input.safeParse(raw, { reportInput: true });
    if (!parsed.success) return fail("invalid", "invalid", { fields: fieldFailures(parsed.error) });
    const attempt: Attempt = { db, actor, now };
    const result = await perform(spec, attempt, parsed.data);
    if (result.ok) wakeOutbox();
    else await refused(placed(attempt, listed(spec.subject(parsed.data))[0] ?? about), result.reason);
    return result;
  };
}
