import { z } from "zod";
import type { InformationKind, InformationWay, OrderElement, OrderLetterClosed } from "@/db/schema";
import type { LetterState } from "@/lib/platform/letter-state.rules";
import { Location, limits } from "./contract";
import { areas } from "./flagger.rules";
import { informationKinds, informationWays, type OrderClocks, type OrderState } from "./order.rules";
import { Country, LanguageTag, neededLine, typedLine, typedText } from "./text.rules";

const empty = z.literal("").transform(() => undefined);
const Moment = z.iso.datetime({ offset: true });
/** One location a line, as a form sends them; a program sends a list. */
const Locations = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(/\r\n|\n|\r/))])
  .transform((lines) => lines.map((line) => line.trim()).filter((line) => line !== ""))
  .pipe(z.array(Location).max(limits.items));
/** What an order must hold besides its authority; a part that is missing is asked for. */
const elements = {
  legalBasis: typedLine(1000).default(""),
  reasons: typedText(limits.explanation).default(""),
  locations: Locations.default([]),
  redress: typedText(2000).default(""),
};

/** An order as it came (DSA Art. 9, 10). `receivedAt` starts its clocks. */
export const RecordOrder = z.object({
  platform: typedLine(60),
  kind: z.enum(["act", "information"]),
  authority: neededLine(200),
  country: Country,
  email: z.email().max(254),
  /** In which the authority is answered. */
  language: LanguageTag.default("en"),
  authorityReference: typedLine(200).default(""),
  ...elements,
  territories: z.union([z.array(Country), empty]).optional(),
  category: z.union([z.enum(areas), empty]).optional(),
  /** The platform's own id of the account that an order for information is about. */
  account: z.union([neededLine(200), empty]).optional(),
  receivedAt: Moment,
  /** Nobody concerned may be told before. */
  holdUntil: z.union([Moment, empty]).optional(),
});

/** What the authority added; a part that is left empty stays as it is. */
export const CompleteOrder = z.object({ orderId: z.uuid(), ...elements });
/** `holdUntil: null` or empty: the authority allows that the person is told. */
/** `why`: what lets it end earlier than it was set; needed where it does. */
export const HoldOrder = z.object({
  orderId: z.uuid(),
  holdUntil: z.union([Moment, z.null(), empty]).optional(),
  why: typedText(2000).trim().default(""),
});
/**
 * How an order for information ended; an order to act ends by the decisions on its items. `kinds`, `description`, `way` and
 * `providedAt` (now, where it is left out) say what the authority was given, never the information itself; `note` is told
 * to the authority.
 */
export const AnswerOrder = z.object({
  orderId: z.uuid(),
  effect: z.enum(["given", "partly", "not_given"]),
  note: typedText(2000).default(""),
  kinds: z.array(z.enum(informationKinds)).max(informationKinds.length).default([]),
  description: typedText(1000).trim().default(""),
  way: z.union([z.enum(informationWays), empty]).optional(),
  providedAt: z.union([Moment, empty]).optional(),
});

export type OrderRecorded = { orderId: string; missing: OrderElement[] };

/** An order as the screens show it; instants are ISO strings. */
export type OrderRow = {
  id: string;
  platform: string;
  kind: "act" | "information";
  authority: string;
  country: string;
  authorityReference: string;
  state: OrderState;
  missing: OrderElement[];
  items: number;
  receivedAt: string;
  acknowledgedAt: string | null;
  clarificationAskedAt: string | null;
  clarifiedAt: string | null;
  effectAt: string | null;
  holdUntil: string | null;
  /** When the last of those whom it concerns had been told. */
  userToldAt: string | null;
  /** How many it concerns as far as it has effect, to how many of them the duty is done, and how many nobody could reach. */
  told: { of: number; done: number; unreachable: number };
};
export type OrderView = OrderRow & {
  /** The authority does not allow yet that the person is told. */
  isHeld: boolean;
  legalBasis: string;
  reasons: string;
  redress: string;
  email: string;
  category: string | null;
  effectNote: string;
  /** What the authority was given: never the information itself; null: nothing, or not yet. */
  given: {
    kinds: InformationKind[];
    description: string;
    way: InformationWay;
    at: string;
    by: string;
    recordedAt: string;
  } | null;
  /** Whose data an order for information is about, by their handle or the platform's own id. */
  account: { id: string; name: string } | null;
  /** Each location with its case, where it is one's to see. */
  places: { location: string; caseId: string | null; case: string | null }[];
  /** Letters that left or wait: to whom, which, when. */
  letters: { letter: string; at: string; state: string }[];
  /** What the people concerned were told, as it is kept; empty while the authority does not allow it. */
  kept: {
    id: string;
    subject: string;
    /** Whom it is for: an account, by its handle where it has one. */
    to: string | null;
    accountId: string;
    state: LetterState;
    at: string | null;
    mayHandLink: boolean;
    /** Whoever sees to it that they are told, and whether this reader may say that they were. */
    takenBy: { id: string; name: string } | null;
    maySettle: boolean;
    /** How the duty ended where no mail and no link told them. */
    closed: { at: string; how: OrderLetterClosed; why: string; by: string } | null;
  }[];
};
export type OrderPage = { orders: OrderRow[]; clocks: Record<"act" | "information", OrderClocks>; platforms: string[] };
