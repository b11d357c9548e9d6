import { v7 } from "uuid";

type Random = (bytes: number) => Uint8Array;

/** The same randomness in fewer calls to the system, which cost more than the rest of an id. Each byte is given once. */
export function pooled(random: Random, size = 8192): Random {
  let pool: Uint8Array = new Uint8Array();
  let at = 0;
  return (bytes) => {
    if (bytes > size) return random(bytes);
    if (at + bytes > pool.length) {
      pool = random(size);
      at = 0;
    }
    at += bytes;
    return pool.subarray(at - bytes, at);
  };
}

/** Row ids (UUID v7) of one moment, each larger than the one before: rows of one notice keep their order. */
export function idsAt(now: Date, random: Random): () => string {
  // Room above for as many ids as one moment may need.
  const start = new DataView(Uint8Array.from(random(4)).buffer).getUint32(0) >>> 2;
  let made = 0;
  return () => {
    made += 1;
    return v7({ msecs: now.getTime(), seq: start + made, random: random(16) });
  };
}
