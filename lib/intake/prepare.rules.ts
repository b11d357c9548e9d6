import type { FlaggerStanding, NoticeClaims } from "@/db/schema";
import { type FieldFailure, fail, ok, type Result } from "@/lib/platform/result";
import { parseDayOrInstant, startOfDay } from "@/lib/platform/time.rules";
import { goodFaithWording, type NoticeContent, type SubmitNotice } from "./contract";
import { languageOf } from "./language.rules";
import { cleanLocation, locationKey } from "./location.rules";
import { type KnownPictures, nameFailures, pictureFailures, senderFailures } from "./may-say.rules";
import { mediaIdOf, type NamedMedia } from "./named-media.rules";
import type { Targets } from "./rank.rules";
import { referenceFrom, secretHash } from "./reference.rules";
import { canonicalText, isBlank, type Seen, snapshotHash } from "./snapshot.rules";

/** A platform as far as intake needs it. */
export type IntakePlatform = {
  id: string;
  prefix: string;
  zone: string;
  /** Where content appears, and in which roles it is made (lib/policy/names.rules.ts); empty: not known, and any is taken. */
  surfaces: readonly string[];
  roles: readonly string[];
  targets: Targets;
};

/** Who sends, and what their word is worth. */
export type Sender = {
  channel: "form" | "api" | "cli" | "desk";
  apiKeyId: string | null;
  /** May state where a notice comes from (`notice.import`). */
  mayStateSource: boolean;
  /**
   * A program of the platform, or the desk itself. Only these may say who made the content, when, where and in which role:
   * a visitor could put words in anyone's mouth, or choose the version and the row of the penalty table.
   */
  isTrusted: boolean;
};

/** Randomness and clock are arguments. `id` makes row ids that rise with time. */
export type Making = {
  now: Date;
  id: () => string;
  random: (bytes: number) => Uint8Array;
  secretFor: (noticeId: string) => string;
};

export type PreparedAccount = NonNullable<NoticeContent["account"]>;

export type PreparedItem = {
  /** As the sender wrote it. */
  typed: string;
  /** Without what tells of the person who shared it. */
  location: string;
  locationKey: string;
  detail: string;
  account: PreparedAccount | null;
  role: string | null;
  surface: string | null;
  /** What an untrusted sender said of these; null when nothing. */
  claims: NoticeClaims | null;
  /** Null when the report holds no copy of the content. */
  seen: (Seen & { sha256: string }) | null;
  /** What the copy names by its address: to be fetched. */
  named: NamedMedia[];
};

/** `id` is null where a program says "trusted flagger" and no entity of the list is bound to it. */
export type SentByFlagger = { id: string | null; name: string; standing: FlaggerStanding };

export type PreparedNotice = {
  id: string;
  platform: IntakePlatform;
  reference: string;
  secret: string;
  secretHash: string;
  /** Of all that was sent; null without an external id, by which alone a notice can come again. */
  bodyHash: string | null;
  sender: Sender;
  input: SubmitNotice;
  source: NonNullable<SubmitNotice["source"]>;
  /** The entity of the public list that sent it; null: none, as far as anybody vouches (flagger.store.ts). */
  flagger: SentByFlagger | null;
  language: string;
  contact: { name: string | null; email: string | null; language: string; zone: string } | null;
  goodFaithWording: string;
  items: PreparedItem[];
};

/** Value of `copiedBy` in a snapshot's context when a visitor typed the copy, and not the platform. */
export const copiedByNotifier = "notifier";

/** The web began in 1989; an earlier day is a slip of the pen. */
const firstDay = "1990-01-01";
/** Clocks differ, and a day has begun in Auckland before it does elsewhere. */
const clockToleranceMs = 26 * 3_600_000;

/**
 * A checked notice made ready to be stored: rights of its sender, dates in the platform's zone, keys, hashes, language.
 * Answers `invalid` with every failing field named as the sender wrote it.
 */
export function prepareNotice(
  input: SubmitNotice,
  platform: IntakePlatform,
  sender: Sender,
  making: Making,
  pictures: KnownPictures,
): Result<PreparedNotice> {
  const failures = [
    ...senderFailures(input, sender),
    ...dateFailures(input, platform, making.now),
    ...(sender.isTrusted ? pictureFailures(input, platform, pictures) : []),
    // Records about an account, which the desk itself makes, are of no place where people publish.
    ...(sender.channel === "desk" ? [] : nameFailures(input, platform)),
  ];
  if (failures.length > 0) return fail("invalid", "invalid", { fields: failures });
  const id = making.id();
  const secret = making.secretFor(id);
  const language = input.language ?? notUnknown(languageOf(input.explanation)) ?? "en";
  return ok({
    id,
    platform,
    reference: referenceFrom(making.random(5)),
    secret,
    secretHash: secretHash(secret),
    bodyHash: input.externalId === undefined ? null : bodyHash(input, secret),
    sender,
    input,
    source: input.source ?? (sender.apiKeyId === null ? "guest" : "registered"),
    flagger: null,
    language,
    contact: contactOf(input, language, platform.zone),
    goodFaithWording,
    items: distinctItems(input, platform, sender),
  });
}

/**
 * Tells a repeat of a notice from another one under the same external id. With the notice's own secret in it: a hash of
 * the words alone would confirm a guess of who reported after their contact was erased.
 */
export function bodyHash(input: SubmitNotice, secret: string): string {
  return secretHash(`${secret}\n${canonicalText(input)}`);
}

function dateFailures(input: SubmitNotice, platform: IntakePlatform, now: Date): FieldFailure[] {
  return input.items.flatMap((item, index) => {
    const reason =
      item.content?.publishedAt === undefined ? null : dateProblem(item.content.publishedAt, platform.zone, now);
    return reason ? [{ field: `items.${index}.content.publishedAt`, reason }] : [];
  });
}

function dateProblem(text: string, zone: string, now: Date): string | null {
  const read = readDate(text, zone);
  if (!read) return "not_date";
  if (read.day < firstDay) return "date_too_old";
  return read.at.getTime() > now.getTime() + clockToleranceMs ? "date_in_future" : null;
}

/** Days repeat in bulk, and reading one costs more than the rest of a line. */
const readDays = new Map<string, { day: string; at: Date } | null>();

function readDate(text: string, zone: string): { day: string; at: Date } | null {
  const key = `${zone} ${text}`;
  const known = readDays.get(key);
  if (known !== undefined) return known;
  if (readDays.size > 2000) readDays.clear();
  const read = parseDate(text, zone);
  readDays.set(key, read);
  return read;
}

function parseDate(text: string, zone: string): { day: string; at: Date } | null {
  try {
    const { day, instant } = parseDayOrInstant(text, zone);
    return { day, at: instant ?? startOfDay(day, zone) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Name and e-mail are waived for child-abuse offences (Art. 16(2)(c)); what somebody gives all the same is kept for the answer. */
function contactOf(input: SubmitNotice, language: string, zone: string): PreparedNotice["contact"] {
  const name = input.name?.trim() || null;
  const email = input.email ?? null;
  return name || email ? { name, email, language, zone: input.zone ?? zone } : null;
}

/** One entry for each item: the same place written twice in one notice is one item, with both details. */
function distinctItems(input: SubmitNotice, platform: IntakePlatform, sender: Sender): PreparedItem[] {
  const byKey = new Map<string, PreparedItem>();
  for (const item of input.items) {
    const answer = locationKey(item.location);
    if (!answer.ok) throw new Error("the contract lets no location through that has no key");
    const before = byKey.get(answer.key);
    if (before) {
      before.detail = [before.detail, item.detail].filter(Boolean).join("; ");
      if (!before.seen) {
        before.seen = seenIn(item.content, { platform, locationKey: answer.key }, sender);
        before.named = namedIn(item.content, { platform, locationKey: answer.key });
      }
      before.claims ??= claimsOf(item.content, sender);
    } else {
      byKey.set(answer.key, {
        typed: item.location.trim(),
        location: cleanLocation(item.location),
        locationKey: answer.key,
        detail: item.detail,
        account: item.content?.account ?? null,
        role: (sender.isTrusted && item.content?.role) || null,
        surface: (sender.isTrusted && item.content?.surface) || null,
        claims: claimsOf(item.content, sender),
        seen: seenIn(item.content, { platform, locationKey: answer.key }, sender),
        named: namedIn(item.content, { platform, locationKey: answer.key }),
      });
    }
  }
  return [...byKey.values()];
}

/** What a sender who is not believed said of the content; the moderator sees whose words they are. */
function claimsOf(content: NoticeContent | undefined, sender: Sender): NoticeClaims | null {
  if (!content || sender.isTrusted) return null;
  const { role, surface, publishedAt } = content;
  const claims = {
    ...(role ? { role } : {}),
    ...(surface ? { surface } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  };
  return Object.keys(claims).length > 0 ? claims : null;
}

type Place = { platform: IntakePlatform; locationKey: string };

const idAt = ({ platform, locationKey }: Place, url: string) => mediaIdOf(platform.id, locationKey, url);

function namedIn(content: NoticeContent | undefined, place: Place): NamedMedia[] {
  return (content?.media ?? []).flatMap(({ url, kind }) =>
    url === undefined ? [] : [{ id: idAt(place, url), url, kind }],
  );
}

function seenIn(content: NoticeContent | undefined, place: Place, sender: Sender): PreparedItem["seen"] {
  if (!content) return null;
  const { zone } = place.platform;
  const seen: Seen = {
    title: content.title,
    text: content.text,
    language: content.language ?? languageOf(`${content.title}\n${content.text}`),
    media: content.media.flatMap(({ mediaId, url, kind, alt, sensitive }) => {
      const id = mediaId ?? (url === undefined ? null : idAt(place, url));
      return id === null
        ? []
        : [
            {
              mediaId: id,
              kind,
              alt,
              sensitive: sensitive ?? true,
              ...(sensitive === undefined && { isUnsaid: true }),
            },
          ];
    }),
    // A copy typed by a notifier is their word, not the platform's: the case screen says so.
    context: sender.isTrusted ? content.context : { ...content.context, copiedBy: copiedByNotifier },
    contentAt:
      content.publishedAt === undefined || !sender.isTrusted ? null : (readDate(content.publishedAt, zone)?.at ?? null),
  };
  if (isBlank(seen) && Object.keys(content.context).length === 0 && seen.contentAt === null) return null;
  return { ...seen, sha256: snapshotHash(seen) };
}

function notUnknown(language: string): string | null {
  return language === "und" ? null : language;
}
