import "server-only";
import type { z } from "zod";
import { database, type Tx } from "@/db/client";
import { type AuditSubject, appendAudit } from "./audit";
import { fieldFailures } from "./field-failures";
import { wakeOutbox } from "./outbox";
import { type Actor, can, type Permission } from "./permissions.rules";
import { withoutParameters } from "./plain-error.rules";
import { type Failure, fail, type Result } from "./result";

export type CommandContext = { tx: Tx; actor: Actor; now: Date };

type Spec<Input extends z.ZodType, Value> = {
  /** The audit verb: `case.decide`. */
  name: string;
  permission: Permission;
  input: Input;
  /** What the audit entry is about; `value` is missing when the attempt was refused. Ids and codes only. */
  subject: (input: z.infer<Input>, value?: Value) => AuditSubject;
  run: (context: CommandContext, input: z.infer<Input>) => Promise<Result<Value>>;
};

/** Carries a returned failure out of the transaction, so that it rolls back. */
class Rollback extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason);
  }
}

/**
 * The only way to write: permission, input, one transaction, one audit entry, a typed result.
 * A returned failure rolls everything back. Attempts without permission, and refusals by a rule, are logged on their own.
 * @throws what is no rule's answer, after rolling back; without the parameters of the query that failed
 */
export function command<Input extends z.ZodType, Value>(spec: Spec<Input, Value>) {
  return async (actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<Value>> => {
    const db = await database();
    if (!can(actor, spec.permission)) {
      const about = { kind: "command", id: spec.name };
      await appendAudit(db, {
        actor,
        verb: spec.name,
        outcome: "refused",
        subject: { ...about, detail: { reason: "forbidden" } },
        now,
      });
      return fail(actor.kind === "public" ? "signed_out" : "forbidden");
    }
    const parsed = spec.input.safeParse(raw, { reportInput: true });
    if (!parsed.success) return fail("invalid", "invalid", { fields: fieldFailures(parsed.error) });
    try {
      const result = await db.transaction(async (tx) => {
        const answer = await spec.run({ tx, actor, now }, parsed.data);
        if (!answer.ok) throw new Rollback(answer);
        await appendAudit(tx, {
          actor,
          verb: spec.name,
          outcome: "done",
          subject: spec.subject(parsed.data, answer.value),
          now,
        });
        return answer;
      });
      wakeOutbox();
      return result;
    } catch (error) {
      if (!(error instanceof Rollback)) throw withoutParameters(error);
      const subject = spec.subject(parsed.data);
      if (actor.kind === "person") {
        const detail = { ...subject.detail, reason: error.failure.reason };
        await appendAudit(db, { actor, verb: spec.name, outcome: "refused", subject: { ...subject, detail }, now });
      }
      return error.failure;
    }
  };
}
