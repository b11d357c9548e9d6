/** One file of an archive; `name` in ASCII, at most 100 characters. */
export type ArchiveFile = { name: string; bytes: Uint8Array };

const block = 512;
const text = new TextEncoder();

const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, "0")}\0`;

function headerOf({ name, bytes }: ArchiveFile, at: Date): Uint8Array {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new Error("a name in an archive is short and plain");
  const header = new Uint8Array(block);
  const put = (words: string, from: number) => header.set(text.encode(words), from);
  put(name, 0);
  put(octal(0o644, 8) + octal(0, 8) + octal(0, 8), 100);
  put(octal(bytes.byteLength, 12) + octal(Math.floor(at.getTime() / 1000), 12), 124);
  // The sum is taken with spaces in its own place.
  put("        0", 148);
  put("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** Files in one archive of the POSIX format ustar, as every system opens it; `at` is the date of each. */
export function tarOf(files: readonly ArchiveFile[], at: Date): Uint8Array {
  const pieces = files.flatMap((file) => {
    const rest = (block - (file.bytes.byteLength % block)) % block;
    return [headerOf(file, at), file.bytes, new Uint8Array(rest)];
  });
  pieces.push(new Uint8Array(2 * block));
  const whole = new Uint8Array(pieces.reduce((total, piece) => total + piece.byteLength, 0));
  let from = 0;
  for (const piece of pieces) {
    whole.set(piece, from);
    from += piece.byteLength;
  }
  return whole;
}
