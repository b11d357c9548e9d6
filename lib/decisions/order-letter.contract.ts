import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import { neededText } from "@/lib/platform/text.rules";
import type { Localised } from "./contract";

/** How the duty to tell one person of an order ended, and in which way they were told, or why nobody can reach them. */
export const CloseOrderLetter = z.object({
  letterId: z.uuid(),
  how: z.enum(["told", "unreachable"]),
  why: neededText(500),
});

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
