import { z } from "zod";

/** The header in which a program says for whom it acts. */
export const actingForHeader = "Acting-For";

export const ConsentToKey = z.object({ keyId: z.uuid() });

/** Instants are ISO strings. `endedAt` is null while the key may act for the person. */
export type Consent = { keyId: string; personId: string; givenAt: string; endedAt: string | null };

/** A program as a person sees it who may let it act for them. */
export type ActingProgram = {
  keyId: string;
  name: string;
  /** Empty: every platform. */
  platformIds: string[];
  /** The name of who made the key; null when nobody of the desk did. */
  madeBy: string | null;
  lastUsedAt: Date | null;
  /** When this person allowed it; null: it may not act for them. */
  allowedAt: Date | null;
};
