import { z } from "zod";
import { hasHalfCharacter, hasUnkept } from "@/lib/platform/text.rules";

export {
  contentLine,
  contentText,
  hasHalfCharacter,
  hasUnkept,
  neededContent,
  neededLine,
  neededText,
  typedLine,
  typedText,
} from "@/lib/platform/text.rules";

const tag = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/;

/** A BCP 47 language tag: zh-Hans, en. */
export const LanguageTag = z
  .string()
  .max(35)
  .refine((value) => tag.test(value), "not_language");

/** An IANA time zone that this runtime knows. */
export const Zone = z.string().max(60).refine(isZone, "not_zone");

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A slug of the platform's: a surface, a role. */
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const Slug = z
  .string()
  .max(60)
  .refine((value) => slug.test(value), "not_slug");

/** ISO 3166 code of a country. */
export const Country = z.string().refine((value) => /^[A-Z]{2}$/.test(value), "not_country");

const contextLimit = 20_000;

const described = (description: string) => ({ description });
/** The names that the desk lays out, for the description of the API; nothing is refused for having others. */
const contextNames = {
  author: described("Who made it, as the surface names them: posts, profiles, advertisements."),
  audience: described("Of a post: who sees it."),
  group: described("Of a post: the group in which it stands."),
  album: described("Of a post: the album in which it stands."),
  likes: described("Of a post: how many like it."),
  stars: described("Of a review: 0 to 5."),
  product: described("What a review or a stream is about: a text, or title, price, currency, seller, category, url."),
  price: described("Of a listing: the price as it is shown, or an amount with `currency`."),
  currency: described("Of a listing: the currency of `price`."),
  seller: described("Of a listing: who sells it."),
  category: described("Of a listing: where it is filed."),
  stock: described("Of a listing: how many there are."),
  thread: described(
    "Of a comment or message: texts, or author, text, at, oldest first; the reported one has isThis: true.",
  ),
  bio: described("Of a profile: what it says of itself."),
  marks: described("Of a stream or video: times as texts, or at and text."),
  recipient: described("Of a message: to whom it was sent."),
  advertiser: described("For whom it advertises (DSA Article 26); makes an advertisement of anything."),
  payer: described("Who pays for it (DSA Article 26); makes an advertisement of anything."),
};
const contextDescription =
  "What stood around the words on their surface, as plain JSON of at most 20,000 characters. All of it is optional; wrong types are left out, other names are shown as they are.";

/** What a surface shows beside the text (docs/api.md lists the names); plain JSON, at most 20,000 characters of it. */
export const ContentContext = z
  .record(z.string().max(100), z.json())
  .refine((value) => JSON.stringify(value).length <= contextLimit, { error: "too_long", params: { max: contextLimit } })
  .refine((value) => everyText(value, (text) => !hasHalfCharacter(text)), "half_character")
  .refine((value) => everyText(value, (text) => !hasUnkept(text)), "control_characters")
  .meta({ description: contextDescription, properties: contextNames });

function everyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === "string") return holds(value);
  if (Array.isArray(value)) return value.every((one) => everyText(one, holds));
  if (value === null || typeof value !== "object") return true;
  return Object.entries(value).every(([name, one]) => holds(name) && everyText(one, holds));
}
