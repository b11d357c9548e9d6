import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import type { Localised } from "./contract";

/** A letter on an order as a program of its platform reads it; instants are ISO strings. */
export const ApiOrderLetter = z.object({
  id: z.uuid(),
  platform: z.string(),
  /** The decision on the ordered item; null: an order for information. */
  decisionId: z.uuid().nullable(),
  /** The platform's own id of the account whose person is told. */
  account: z.string(),
  language: z.string(),
  composedAt: z.iso.datetime({ offset: true }),
  sentAt: z.iso.datetime({ offset: true }).nullable(),
  readAt: z.iso.datetime({ offset: true }).nullable(),
  /** Where the person concerned reads it. */
  link: z.string(),
});
export type ApiOrderLetter = z.infer<typeof ApiOrderLetter>;

/** What the link of a letter on an order opens, as it was sent. */
export type OrderLetterView = {
  id: string;
  language: string;
  subject: string;
  parts: StatementPart[];
  /** The authority's own number, else its name. */
  reference: string;
  platform: Localised;
  isRead: boolean;
};
