import { z } from "zod";
import { type HarmClass, harmClasses } from "@/lib/platform/harm.rules";

const perShift = z.number().int().min(0).max(10_000);

/** What somebody asks for themselves. `giveBack`: cases of those classes that they hold go back to the queue. */
export const ChangeCare = z.object({
  optedOut: z.array(z.enum(harmClasses)).max(harmClasses.length),
  limits: z.partialRecord(z.enum(harmClasses), perShift),
  giveBack: z.boolean().default(true),
});
/** A break begins and ends; a shift is begun or ended by hand. */
export const Work = z.object({ do: z.enum(["begin_shift", "end_shift", "begin_break", "end_break", "give_back"]) });

/** One class of a person's own day. */
export type MyClass = {
  harm: HarmClass;
  /** Cases that were before them in this shift, and of those the ones whose pictures they looked at. */
  opened: number;
  looked: number;
  /** What these took from the budget, the budget, and what the desk's own is. */
  spent: number;
  limit: number;
  deskLimit: number;
  ownLimit: number | null;
  isOptedOut: boolean;
  isGiven: boolean;
};
/** A person's own day; nobody else is ever answered it. Instants are ISO strings. */
export type MyDay = {
  shift: { startedAt: string } | null;
  breakDueAt: string | null;
  breakSince: string | null;
  classes: MyClass[];
  notGiven: HarmClass[];
  /** The case that came out of turn because it is lighter. */
  lighterCaseId: string | null;
  /** Cases that they opened in this shift although they are not given such: not asked about again. */
  openedCaseIds: string[];
  held: number;
};
/** What there is for somebody who was given nothing under a filter of the queue. */
export type Left = {
  isNarrowed: boolean;
  /** Without the filter something is free that they would be given. */
  elsewhere: boolean;
  /** Of the classes they are not given now, those of which something is free in the filter. */
  waiting: HarmClass[];
};
export type Worked = { isOnBreak: boolean; isAtWork: boolean };
