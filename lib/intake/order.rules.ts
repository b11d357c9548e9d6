import type { InformationKind, InformationWay, OrderElement } from "@/db/schema";

export type OrderFacts = {
  kind: "act" | "information";
  legalBasis: string;
  reasons: string;
  locations: readonly string[];
  redress: string;
  /** Whom an order to provide information is about. */
  accountId: string | null;
};

/**
 * What an order must hold and this one does not (DSA Art. 9(2), 10(2); DSA.md O4): legal basis, reasons, the exact
 * location (or, for information, whose it is), redress. Which authority ordered it is known, or it is no order.
 */
export function missingIn(order: OrderFacts): OrderElement[] {
  const isThere: Record<OrderElement, boolean> = {
    legalBasis: order.legalBasis.trim() !== "",
    reasons: order.reasons.trim() !== "",
    locations: order.locations.length > 0 || (order.kind === "information" && order.accountId !== null),
    redress: order.redress.trim() !== "",
  };
  return (["legalBasis", "reasons", "locations", "redress"] as const).filter((element) => !isThere[element]);
}

export type OrderEffect = "given" | "partly" | "not_given";
/** Kinds of information that an authority may be given (Art. 10(1)), in the order in which they are offered. */
export const informationKinds = [
  "identity",
  "contact",
  "registration",
  "access",
  "payment",
  "trade",
  "content",
  "messages",
  "other",
] as const satisfies readonly InformationKind[];
/** Ways by which it reaches the authority. */
export const informationWays = [
  "portal",
  "encrypted_mail",
  "mail",
  "post",
  "in_person",
  "other",
] as const satisfies readonly InformationWay[];

/** Fewer signs than this are no reason that an authority could answer. */
const refusalWhyLeast = 15;

type Provided = {
  effect: OrderEffect;
  note: string;
  kinds: readonly InformationKind[];
  description: string;
  way: InformationWay | null;
  providedAt: Date;
};

/**
 * What the answer to an order for information lacks (Art. 10(1), O2): what was given is on record by its kind, its way and
 * its moment, and what was not given has a reason; the clock of the order stops with nothing less.
 */
export function answerProblems(
  { effect, note, kinds, description, way, providedAt }: Provided,
  { receivedAt, now }: { receivedAt: Date; now: Date },
): { field: string; reason: string }[] {
  const isRefused = effect === "not_given";
  const unsaid = effect !== "given" && note.trim().length < refusalWhyLeast;
  const given = [
    ...(kinds.length === 0 ? [{ field: "kinds", reason: "order_kinds_needed" }] : []),
    ...(kinds.includes("other") && description.trim() === ""
      ? [{ field: "description", reason: "order_kind_in_words" }]
      : []),
    ...(way === null ? [{ field: "way", reason: "order_way_needed" }] : []),
    ...(providedAt > now ? [{ field: "providedAt", reason: "date_in_future" }] : []),
    ...(providedAt < receivedAt ? [{ field: "providedAt", reason: "order_before_receipt" }] : []),
  ];
  const something = kinds.length > 0 || description.trim() !== "";
  return [
    ...(isRefused ? (something ? [{ field: "kinds", reason: "order_nothing_given" }] : []) : given),
    ...(unsaid ? [{ field: "note", reason: "order_refusal_why" }] : []),
  ];
}

export type OrderState = "clarification_asked" | "open" | OrderEffect;

/** Where an order stands. Effect may be given while the authority still owes a part of its order. */
export function orderState(order: {
  effect: OrderEffect | null;
  clarificationAskedAt: Date | null;
  clarifiedAt: Date | null;
}): OrderState {
  if (order.effect) return order.effect;
  return order.clarificationAskedAt && !order.clarifiedAt ? "clarification_asked" : "open";
}

/** What was found on each item of an order to act; null where that can still be taken back, or nobody has decided. */
export type ItemFinding = "violation" | "no_violation" | null;

/** How an order to act ended, once its last item is decided; null before. */
export function effectOf(items: readonly ItemFinding[]): OrderEffect | null {
  if (items.length === 0 || items.includes(null)) return null;
  const acted = items.filter((item) => item === "violation").length;
  if (acted === items.length) return "given";
  return acted === 0 ? "not_given" : "partly";
}

/** The first moment at which the person concerned may be told: with the effect, or when the authority allows it (O3). */
export function userToldFrom(holdUntil: Date | null, effectAt: Date): Date {
  return holdUntil !== null && holdUntil > effectAt ? holdUntil : effectAt;
}

/** Fewer signs than this say nothing that a colleague could check. */
export const holdWhyLeast = 15;

/** Whether setting `until` lets people be told sooner than an authority was promised. */
export function endsHoldEarlier(holdUntil: Date | null, until: Date | null, now: Date): boolean {
  return holdUntil !== null && holdUntil > now && (until === null || until < holdUntil);
}

/** Whether the person may not be told yet: the authority's moment is to come, and nobody was told. */
export function holdStands(order: { holdUntil: Date | null; userToldAt: Date | null }, now: Date): boolean {
  return order.holdUntil !== null && order.holdUntil > now && order.userToldAt === null;
}

type Clocked = {
  kind: "act" | "information";
  receivedAt: Date;
  acknowledgedAt: Date | null;
  effectAt: Date | null;
  items: number;
};
/** Medians are hours from `receivedAt`; null where there is nothing to take one of. */
export type OrderClocks = { count: number; items: number; toConfirm: number | null; toEffect: number | null };

/** The numbers of part 3 of the transparency report (O1, O2): how many, and the median hours to confirm and to give effect. */
export function orderClocks(orders: readonly Clocked[], kind: Clocked["kind"]): OrderClocks {
  const some = orders.filter((order) => order.kind === kind);
  const hours = (end: (order: Clocked) => Date | null) =>
    median(
      some.flatMap((order) => {
        const at = end(order);
        return at === null ? [] : [(at.getTime() - order.receivedAt.getTime()) / 3_600_000];
      }),
    );
  return {
    count: some.length,
    items: some.reduce((sum, { items }) => sum + items, 0),
    toConfirm: hours(({ acknowledgedAt }) => acknowledgedAt),
    toEffect: hours(({ effectAt }) => effectAt),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

type OrderLetterFacts = {
  delivery: "held" | "sent" | "bounced" | "not_deliverable" | "cancelled";
  sentAt: Date | null;
  readAt: Date | null;
  closedAt: Date | null;
};

/**
 * When the duty to tell one person of an order ended: their letter left, they opened its link, or somebody told them in
 * another way or wrote down why nobody can; null while it runs. A letter that came back told nobody by leaving.
 */
export function letterDoneAt({ delivery, sentAt, readAt, closedAt }: OrderLetterFacts): Date | null {
  const ends = [delivery === "sent" ? sentAt : null, readAt, closedAt].filter((at) => at !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((at) => at.getTime())));
}

/**
 * When everybody concerned by an order had been told, or null while one of them is not, or while it has no effect that
 * there would be to tell of (Art. 9(5), 10(5)). Each has a letter of their own; null stands for one that is not written.
 */
export function everybodyToldAt(effectAt: Date | null, letters: readonly (OrderLetterFacts | null)[]): Date | null {
  const ends = letters.map((letter) => letter && letterDoneAt(letter));
  const done = ends.filter((at) => at !== null);
  if (effectAt === null || done.length === 0 || done.length < ends.length) return null;
  return new Date(Math.max(...done.map((at) => at.getTime())));
}
