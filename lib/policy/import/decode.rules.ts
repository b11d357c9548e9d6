/** Bytes as text: UTF-8, or what the file's own mark says, or the usual encoding of old Chinese or western files. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const chinese = new TextDecoder("gb18030").decode(bytes);
    const han = chinese.slice(0, 20_000).match(/\p{Script=Han}/gu)?.length ?? 0;
    const lost = chinese.slice(0, 20_000).match(/\uFFFD/g)?.length ?? 0;
    return han > 20 && lost * 20 < han ? chinese : new TextDecoder("windows-1252").decode(bytes);
  }
}
