import { z } from "zod";
import { platformTiers, type Standing } from "./tier.rules";

/** What a platform's provider is by the DSA from a day on (YYYY-MM-DD in the platform's zone), and why. */
export const ChangeTier = z.object({
  platform: z.string().min(1).max(60),
  tier: z.enum(platformTiers),
  /** A box of a form is "on" or is not sent. */
  isMarketplace: z.preprocess((value) => (value === "on" ? true : value), z.boolean().default(false)),
  effectiveFrom: z.iso.date(),
  why: z.string().trim().min(1, "required").max(2000),
});

export type TierChange = {
  id: string;
  from: Standing;
  to: Standing;
  effectiveFrom: string;
  why: string;
  /** null: a command of the terminal. */
  by: string | null;
  at: Date;
  state: "waiting" | "applied" | "replaced";
};

export type TierView = {
  platform: { id: string; name: { en: string; hans: string; hant: string }; zone: string; today: string };
  now: Standing;
  /** Newest first. */
  changes: TierChange[];
};
