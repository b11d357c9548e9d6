/** What a snapshot's surface showed around its text. Everything is optional: each platform tells what it has. */
export type ContentContext = {
  stars: number | null;
  product: { title: string; seller: string; price: string; category: string; url: string } | null;
  listing: { price: string; seller: string; category: string; stock: string } | null;
  /** The comment's own thread, oldest first; `isThis` is where the reported one stands. */
  thread: { author: string; text: string; at: string; isThis: boolean }[];
  /** Times in a stream that somebody pointed at. */
  marks: { at: string; text: string }[];
  /** To whom a message was sent, in the platform's words. */
  recipient: string;
  advertiser: string;
  payer: string;
  author: string;
  bio: string;
  /** Whatever else the platform told, as name and value. */
  others: { name: string; value: string }[];
  /** A visitor typed this copy into the report; the platform never said so. */
  isCopiedByNotifier: boolean;
};

const deepest = 4;
const mostOthers = 40;

const known = [
  "stars",
  "rating",
  "product",
  "price",
  "currency",
  "seller",
  "category",
  "stock",
  "thread",
  "marks",
  "timeMarks",
  "recipient",
  "advertiser",
  "payer",
  "author",
  "bio",
  "copiedBy",
];

/** Reads what came with a snapshot of `text`, which is not told twice; wrong types and unknown names are shown as text or left out, never thrown. */
export function contextOf(raw: Record<string, unknown>, text = ""): ContentContext {
  const bio = textOf(raw.bio);
  const product = recordOf(raw.product);
  const productTitle = typeof raw.product === "string" ? raw.product : textOf(product.title ?? product.name);
  const price = priceOf(raw);
  const listing = { price, seller: textOf(raw.seller), category: textOf(raw.category), stock: textOf(raw.stock) };
  const hasProduct = productTitle !== "";
  return {
    stars: starsOf(raw.stars ?? raw.rating),
    product: hasProduct
      ? {
          title: productTitle,
          seller: textOf(product.seller) || listing.seller,
          price: priceOf(product) || price,
          category: textOf(product.category) || listing.category,
          url: textOf(product.url),
        }
      : null,
    listing: !hasProduct && Object.values(listing).some(Boolean) ? listing : null,
    thread: listOf(typeof raw.thread === "string" ? [raw.thread] : raw.thread).map((entry) => ({
      author: textOf(entry.author ?? entry.by),
      text: textOf(entry.text),
      at: textOf(entry.at),
      isThis: entry.isThis === true || entry.reported === true,
    })),
    marks: listOf(raw.marks ?? raw.timeMarks).map((entry) =>
      // A bare text is the time itself.
      Object.keys(entry).length === 1 && "text" in entry
        ? { at: textOf(entry.text), text: "" }
        : { at: textOf(entry.at), text: textOf(entry.text ?? entry.label) },
    ),
    recipient: textOf(raw.recipient),
    advertiser: textOf(raw.advertiser),
    payer: textOf(raw.payer),
    author: textOf(raw.author),
    bio: bio.trim() === text.trim() ? "" : bio,
    others: Object.entries(raw)
      .filter(([name]) => !known.includes(name))
      .slice(0, mostOthers)
      .map(([name, value]) => ({ name, value: textOf(value) }))
      .filter(({ value }) => value !== ""),
    isCopiedByNotifier: raw.copiedBy === "notifier",
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.slice(0, 200).map((entry) => (typeof entry === "string" ? { text: entry } : recordOf(entry)))
    : [];
}

/** @param depth how far lists and records are followed: one that was built to be endless says nothing further in */
function textOf(value: unknown, depth = 0): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (depth >= deepest) return "";
  if (Array.isArray(value))
    return value
      .map((entry) => textOf(entry, depth + 1))
      .filter(Boolean)
      .join(", ");
  // A name or a handle is what people know something by.
  const record = recordOf(value);
  return textOf(record.name ?? record.handle ?? record.title ?? "", depth + 1);
}

function priceOf(raw: Record<string, unknown>): string {
  const amount = textOf(raw.price);
  const currency = textOf(raw.currency);
  return amount !== "" && currency !== "" && !amount.includes(currency) ? `${amount} ${currency}` : amount;
}

function starsOf(value: unknown): number | null {
  const stars = typeof value === "string" ? Number(value) : value;
  return typeof stars === "number" && stars >= 0 && stars <= 5 ? stars : null;
}
