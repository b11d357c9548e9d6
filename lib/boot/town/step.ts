import type { ReversalCause } from "@/lib/appeals/cause.rules";
import type { AppealOutcome } from "@/lib/appeals/rules";
import type { ChosenSanction, Findings } from "@/lib/decisions/choice.contract";
import type { DemoKey } from "@/lib/people/demo.rules";

/** One thing that somebody of the town did, so long before the seeding. `item` is a key of db/town/*.json. */
export type Step = { ago: string; item: string } & (
  | {
      does: "decide";
      by: DemoKey;
      clause: string;
      facts: string;
      findings?: Findings;
      sanctions?: ChosenSanction[];
      /** The law that is broken as well as the rule. */
      law?: { ground: string; explanation: string };
    }
  | { does: "clear"; by: DemoKey; rationale: string }
  | { does: "refer"; by: DemoKey; why: string; country: string }
  | { does: "undo"; by: DemoKey }
  | { does: "claim"; by: DemoKey }
  | { does: "escalate"; by: DemoKey; to: "supervisor" | "legal" | "policy"; why: string }
  | { does: "wait"; by: DemoKey; waitingFor: string }
  | { does: "note"; by: DemoKey; text: string; onAccount: boolean }
  | { does: "appeal"; side: "affected" | "notifier"; text: string }
  | { does: "take"; by: DemoKey }
  | {
      does: "answer";
      by: DemoKey;
      outcome: AppealOutcome;
      reasons: string;
      keepStrike?: boolean;
      liftLast?: boolean;
      found?: "a_clause";
      clause?: string;
      cause?: ReversalCause;
    }
  | { does: "reject"; by: DemoKey; reasons: string }
);
