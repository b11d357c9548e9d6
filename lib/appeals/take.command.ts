import "server-only";
import { type CommandContext, command } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import { recordShown } from "@/lib/queue/care.store";
import { AssignAppeal, TakeAppeal } from "./contract";
import { heldAppeal, sidesOf } from "./held.store";
import { mayBeAssigned } from "./independence.rules";
import { moveAppeal } from "./move.store";
import { takeBeside } from "./one-hand.store";
import { reviewerOf } from "./store";

/** `beside`: the other appeals of the docket that went into the same hands. */
type Assigned = { appealId: string; version: number; beside: string[] };

async function assignTo(
  { tx, actor, now }: CommandContext,
  seen: { appealId: string; version: number },
  personId: string | undefined,
): Promise<Result<Assigned>> {
  const found = await heldAppeal(tx, actor, seen);
  if (!found.ok) return found;
  const person = await reviewerOf(tx, personId, actor.kind);
  const allowed = mayBeAssigned({ ...sidesOf(found.value), person }, now);
  if (!allowed.ok) return fail("refused", allowed.reason);
  const { appeal } = found.value;
  await moveAppeal(tx, appeal, "assigned", { assignedTo: person.id, assignedAt: now });
  // Whoever takes it on has its content before them from now on; whoever it was handed to, once they look.
  if (actor.kind === "person" && person.id === actor.id) await recordShown(tx, actor, found.value.decision.caseId, now);
  const beside = await takeBeside(tx, appeal, { person, before: appeal.assignedTo, now });
  return ok({ appealId: seen.appealId, version: seen.version + 1, beside });
}

const aboutAppeals = (input: { appealId: string }, assigned?: Assigned) =>
  [input.appealId, ...(assigned?.beside ?? [])].map((id) => ({ kind: "appeal", id }));

/** A supervisor takes an appeal on; refused to who made the decision (Art. 20(6), A9). */
export const takeAppeal = command({
  name: "appeal.take",
  permission: "appeal.decide",
  input: TakeAppeal,
  subject: aboutAppeals,
  async run(context, input) {
    const { tx, actor } = context;
    const found = await heldAppeal(tx, actor, input);
    // Somebody has it: taking it out of their hands is handing it over, and is asked for by name.
    const holder = found.ok ? found.value.appeal.assignedTo : null;
    if (holder && holder !== actor.id) return fail("conflict", "appeal_assigned_to_other");
    return found.ok ? assignTo(context, input, actor.id) : found;
  },
});

/** Hands an appeal to a named supervisor, by the same rule of independence. */
export const assignAppeal = command({
  name: "appeal.assign",
  permission: "appeal.assign",
  input: AssignAppeal,
  subject: (input, assigned?: Assigned) =>
    aboutAppeals(input, assigned).map((subject) => ({ ...subject, detail: { to: input.personId } })),
  run: (context, input) => assignTo(context, input, input.personId),
});
