/** A picture by what it looks like: 64 bits each, as 16 hex digits. Made of a matrix of greys, so that it is pure. */
export type PictureHash = {
  /** Of its lowest frequencies (DCT): what hash lists hold. */
  phash: string;
  /** Of the steps from left to right: a second opinion, so that two pictures are not the same by one chance. */
  dhash: string;
};

/** The matrix that is hashed has this many points an edge. */
export const hashEdge = 32;
export const hashBits = 64;
/** The most bits that two hashes of "the same picture" may differ in; a list may be stricter, or go up to this. */
export const farthest = 8;
/** What is the same picture where nobody set anything: copies encoded anew, in another size or brightness, cut a little. */
export const usualDistance = 8;
/** The second hash is coarser: it only has to agree roughly. */
const farthestSteps = 14;
/** A step of less than this many greys is none: in an even ground it would be the noise of whoever encoded it. */
const leastStep = 1.5;

/** Below these a picture is of one colour, or has the same line again and again: its hash would be noise. */
const leastDeviation = 4;
const leastEnergy = 3;

/** Rows of cosines for the frequencies 1 to 8: those of the mean and of plain lines are left out. */
const cosines = Array.from({ length: 8 }, (_, frequency) =>
  Array.from({ length: hashEdge }, (_, at) => Math.cos(((2 * at + 1) * (frequency + 1) * Math.PI) / (2 * hashEdge))),
);

function hexOf(bits: readonly boolean[]): string {
  let hex = "";
  for (let at = 0; at < bits.length; at += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit += 1) digit = digit * 2 + (bits[at + bit] ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}

function frequenciesOf(greys: ArrayLike<number>): number[] {
  const rows = Array.from({ length: hashEdge }, (_, y) =>
    cosines.map((wave) => wave.reduce((sum, cosine, x) => sum + cosine * (greys[y * hashEdge + x] ?? 0), 0)),
  );
  const scale = 2 / hashEdge;
  return cosines.flatMap((wave) =>
    cosines.map((_, across) => scale * wave.reduce((sum, cosine, y) => sum + cosine * (rows[y]?.[across] ?? 0), 0)),
  );
}

function deviationOf(greys: ArrayLike<number>): number {
  const all = Array.from(greys);
  const mean = all.reduce((sum, grey) => sum + grey, 0) / all.length;
  return Math.sqrt(all.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / all.length);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The mean grey of a square of four points an edge. */
function squareAt(greys: ArrayLike<number>, left: number, top: number): number {
  let sum = 0;
  for (let y = 0; y < 4; y += 1) for (let x = 0; x < 4; x += 1) sum += greys[(top + y) * hashEdge + left + x] ?? 0;
  return sum / 16;
}

function stepsOf(greys: ArrayLike<number>): boolean[] {
  const left = (column: number) => Math.floor(column * 3.5);
  return Array.from({ length: hashBits }, (_, bit) => {
    const [row, column] = [bit >> 3, bit & 7];
    return squareAt(greys, left(column + 1), row * 4) > squareAt(greys, left(column), row * 4) + leastStep;
  });
}

/**
 * The hashes of a picture, or null where it shows nothing to compare (one colour, plain stripes): such a picture is like
 * no other, or it would be like thousands.
 * @param greys 32 by 32 points, row by row, 0..255
 */
export function hashOfGreys(greys: ArrayLike<number>): PictureHash | null {
  if (greys.length !== hashEdge * hashEdge) throw new RangeError("a matrix of 32 by 32 greys is hashed");
  if (deviationOf(greys) < leastDeviation) return null;
  const frequencies = frequenciesOf(greys);
  const energy = Math.sqrt(frequencies.reduce((sum, each) => sum + each * each, 0) / frequencies.length);
  if (energy < leastEnergy) return null;
  const middle = median(frequencies);
  return { phash: hexOf(frequencies.map((each) => each > middle)), dhash: hexOf(stepsOf(greys)) };
}

const ones = Array.from({ length: 16 }, (_, digit) => digit.toString(2).replaceAll("0", "").length);

/** In how many of their 64 bits two hashes differ. */
export function distanceOf(a: string, b: string): number {
  let distance = 0;
  for (let at = 0; at < 16; at += 1)
    distance += ones[Number.parseInt(a.charAt(at), 16) ^ Number.parseInt(b.charAt(at), 16)] ?? 0;
  return distance;
}

/** How alike two pictures with this distance are said to be, of a hundred. */
export function likenessAt(distance: number): number {
  return Math.round(100 * (1 - distance / hashBits));
}

/** The likeness of two pictures, of a hundred, or null where they are not the same picture. */
export function samePicture(a: PictureHash, b: PictureHash): number | null {
  const distance = distanceOf(a.phash, b.phash);
  if (distance > usualDistance || distanceOf(a.dhash, b.dhash) > farthestSteps) return null;
  return likenessAt(distance);
}

/** The three pieces that a hash is found by: 22, 21 and 21 bits. */
const pieces = [
  { from: 0n, width: 22n },
  { from: 22n, width: 21n },
  { from: 43n, width: 21n },
] as const;

/**
 * The keys under which a hash is kept, one a piece. Two hashes that differ in d bits differ in at most d / 3 (rounded
 * down) bits of one of the three pieces, so that `probesOf` finds every one of them.
 */
export function keysOfHash(phash: string): number[] {
  const bits = BigInt(`0x${phash}`);
  return pieces.map(({ from, width }, at) => Number((bits >> from) & ((1n << width) - 1n)) + (at << 22));
}

/**
 * The keys that are looked up for a hash: 3 for a distance up to 2, 67 up to 5, 718 up to 8. Whatever is within
 * `distance` is under one of them; what is found is compared in full. Of a million others some thirty are found by
 * chance up to 5, some three hundred up to 8: the cost hardly depends on how many there are.
 */
export function probesOf(phash: string, distance: number): number[] {
  const flips = Math.floor(Math.min(distance, farthest) / pieces.length);
  return keysOfHash(phash).flatMap((key, at) => around(key, Number(pieces[at]?.width ?? 0n), flips));
}

/** A key, and those that differ from it in at most `flips` (0, 1 or 2) of its bits. */
function around(key: number, width: number, flips: number): number[] {
  const found = [key];
  if (flips < 1) return found;
  for (let one = 0; one < width; one += 1) {
    found.push(key ^ (1 << one));
    if (flips < 2) continue;
    for (let two = one + 1; two < width; two += 1) found.push(key ^ (1 << one) ^ (1 << two));
  }
  return found;
}
