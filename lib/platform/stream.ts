import "server-only";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";

/** What is made piece by piece as the body of an answer: the next piece is made when the reader has room for it. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** The same pieces compressed (gzip), as they come: what reads them decides how fast they are made. */
export async function* packed(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  // A fault on either side ends both; the reader hears of it from what it reads.
  pipeline(Readable.from(pieces), gzip, () => undefined);
  for await (const piece of gzip) yield piece;
}
