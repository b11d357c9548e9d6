import sharp from "sharp";

/** A picture that can be told from others by its colour. */
export const aPicture = (background = "#a03050", width = 90, height = 60) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: "12 Secret Street" } })
    .toBuffer();

function box(name: string, ...parts: Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.byteLength);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, inside]);
}

/** The boxes of a video of 320 by 180 points, as ISO/IEC 14496-12 has them, around frames that no player could show. */
export function aVideo(brand = "isom", handler = "vide"): Buffer {
  const header = Buffer.alloc(84);
  header.writeUInt32BE(320 << 16, 76);
  header.writeUInt32BE(180 << 16, 80);
  const kind = Buffer.alloc(25);
  kind.write(handler, 8, "latin1");
  const track = box("trak", box("tkhd", header), box("mdia", box("hdlr", kind)));
  return Buffer.concat([
    box("ftyp", Buffer.from(`${brand}\0\0\0\0`)),
    box("moov", track),
    box("mdat", Buffer.alloc(400, 7)),
  ]);
}

/** The head of a WebM file: EBML with its document type, a segment and tracks. */
export const aWebVideo = (type = "webm") =>
  Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x80 + type.length]),
    Buffer.from(type),
    Buffer.from([0x18, 0x53, 0x80, 0x67, 0x88, 0x16, 0x54, 0xae, 0x6b, 0x80]),
  ]);
