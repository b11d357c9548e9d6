import { createHash } from "node:crypto";
import type { GoldenAccount } from "@/db/schema";
import type { AccountStanding, DecisionOnAccount } from "@/lib/decisions/account.contract";
import { idWithin } from "./golden.rules";

/** What stands in for a letter or digit of its kind, so that a made-up name looks like the platform's others. */
const alike = ["aeiou", "bcdfghklmnprstvz", "AEIOU", "BCDFGHKLMNPRSTVZ", "0123456789", "晓明芳丽云海林雨春秋月星安宁"];
const kinds = [/[aeiouy]/, /[a-z]/, /[AEIOUY]/, /[A-Z]/, /[0-9]/, /\p{Script=Han}/u];

/**
 * A name that nobody has, in the shape of one that somebody has: every letter, digit and Chinese character is another one,
 * which follow from `seed`; signs stay where they are. Whoever calls it looks whether an account has it all the same.
 */
export function madeUpName(like: string, seed: string): string {
  return [...like]
    .map((letter, at) => {
      const kind = kinds.findIndex((one) => one.test(letter));
      const place = createHash("sha256").update(`golden name ${seed} ${at}`).digest().readUInt32BE(0);
      const others = [...(alike[kind] ?? "")].filter((other) => other !== letter);
      return others[place % Math.max(1, others.length)] ?? letter;
    })
    .join("");
}

/** The id under which a turn shows its account; it is the account of no person, and of this turn alone. */
export const accountIdOf = (turnId: string): string => idWithin(turnId, "account");

/** How the account of a golden item stands: like one that was reported at most, and never found to have broken a rule. */
export function goldenStanding(
  account: GoldenAccount,
  { turnId, role, decisions }: { turnId: string; role: string | null; decisions: DecisionOnAccount[] },
): AccountStanding {
  const { handle, externalId, kind, jurisdiction, language } = account;
  return {
    id: accountIdOf(turnId),
    handle,
    externalId,
    kind,
    jurisdiction,
    language,
    facts: {},
    role,
    confirmedStrikes: 0,
    points: 0,
    counters: [],
    running: [],
    trader: null,
    affiliate: null,
    reEntryBarred: false,
    decisions,
  };
}
