/** What a file is by what is in it; its name and what a server calls it count for nothing. */
export type MediaKind =
  | { kind: "image" }
  | { kind: "video"; mime: "video/mp4" | "video/webm" | "video/quicktime"; width: number; height: number };

const text = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString("latin1");
const begins = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte);

function isPicture(bytes: Uint8Array): boolean {
  return (
    begins(bytes, 0xff, 0xd8, 0xff) ||
    begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ||
    /^GIF8[79]a$/.test(text(bytes, 0, 6)) ||
    (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP")
  );
}

type Box = { name: string; from: number; to: number };

/** The boxes between two places (ISO/IEC 14496-12, 4.2), or null where one is longer than its place: a cut or made-up file. */
function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    if (at + 8 > to || boxes.length > 10_000) return null;
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    if (at + head > to) return null;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    if (size < head || at + size > to) return null;
    boxes.push({ name: text(bytes, at + 4, at + 8), from: at + head, to: at + size });
    at += size;
  }
  return boxes;
}

/** The width and height of the first track that shows pictures; null where there is none. */
function trackSize(bytes: Uint8Array, moov: Box): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const track of (boxesIn(bytes, moov.from, moov.to) ?? []).filter(({ name }) => name === "trak")) {
    const parts = boxesIn(bytes, track.from, track.to) ?? [];
    const head = parts.find(({ name }) => name === "tkhd");
    const inside = parts.find(({ name }) => name === "mdia");
    const handler = inside && boxesIn(bytes, inside.from, inside.to)?.find(({ name }) => name === "hdlr");
    if (!head || !handler || head.to - head.from < 8 || text(bytes, handler.from + 8, handler.from + 12) !== "vide")
      continue;
    // The last two numbers of the header, 16.16.
    return { width: view.getUint32(head.to - 8) >>> 16, height: view.getUint32(head.to - 4) >>> 16 };
  }
  return null;
}

/** Brands of pictures in the same container (HEIC, AVIF), which are no videos. */
const stillBrands = /^(heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif|avis|jxl )$/;

function boxedVideo(bytes: Uint8Array): MediaKind | null {
  if (text(bytes, 4, 8) !== "ftyp") return null;
  const brand = text(bytes, 8, 12);
  const boxes = boxesIn(bytes, 0, bytes.byteLength);
  const moov = boxes?.find(({ name }) => name === "moov");
  const hasFrames = boxes?.some(({ name }) => name === "mdat" || name === "moof");
  const size = moov && hasFrames && !stillBrands.test(brand) ? trackSize(bytes, moov) : null;
  return size && { kind: "video", mime: brand === "qt  " ? "video/quicktime" : "video/mp4", ...size };
}

/** EBML with the document type `webm`, and a segment behind its head (RFC 8794, RFC 9559). */
function webVideo(bytes: Uint8Array): MediaKind | null {
  if (!begins(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return null;
  const head = text(bytes, 0, 256);
  const isWeb = head.includes("\x42\x82\x84webm");
  const hasSegment = head.includes("\x18\x53\x80\x67") && text(bytes, 0, 65_536).includes("\x16\x54\xae\x6b");
  return isWeb && hasSegment ? { kind: "video", mime: "video/webm", width: 0, height: 0 } : null;
}

/**
 * JPEG, PNG, GIF, WebP; MP4, QuickTime and WebM with pictures in them. Null for everything else: SVG and HTML, which can
 * run, archives, and what only begins like one of these.
 */
export function mediaKind(bytes: Uint8Array): MediaKind | null {
  if (isPicture(bytes)) return { kind: "image" };
  return boxedVideo(bytes) ?? webVideo(bytes);
}
