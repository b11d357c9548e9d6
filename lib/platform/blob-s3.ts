import "server-only";
import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import type { BlobStore } from "./blob-store";

export type S3Place = { url: string; keyId: string; secret: string; region: string };

const timeoutMs = 30_000;
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/**
 * Files in a bucket of any S3-compatible service, by path-style addresses and signed requests (SigV4). A whole file that
 * is not what its name says is not handed out. What is tried again is tried by whoever called.
 */
export function s3Store({ url, keyId, secret, region }: S3Place): BlobStore {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: "s3", region, retries: 1 });
  const root = url.replace(/\/+$/, "");

  async function ask(method: string, sha256: string, init: { body?: Uint8Array<ArrayBuffer>; range?: string } = {}) {
    const signed = await client.sign(`${root}/${sha256}`, {
      method,
      headers: {
        ...(init.body ? { "x-amz-content-sha256": sha256, "content-type": "application/octet-stream" } : {}),
        ...(init.range ? { range: init.range } : {}),
      },
      ...(init.body ? { body: init.body } : {}),
    });
    return fetch(signed, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
  }

  /** Nothing of the body: what a store writes about a failure may hold a key's name. */
  async function refuse(method: string, answer: Response): Promise<never> {
    await answer.body?.cancel();
    throw new Error(`the media store answered ${method} with ${answer.status}`);
  }

  return {
    async put(sha256, bytes) {
      const answer = await ask("PUT", sha256, { body: new Uint8Array(bytes) });
      if (!answer.ok) return refuse("PUT", answer);
      await answer.body?.cancel();
    },
    async get(sha256, range) {
      const answer = await ask("GET", sha256, range ? { range: `bytes=${range.first}-${range.last}` } : {});
      if (answer.status === 404) {
        await answer.body?.cancel();
        return null;
      }
      if (!answer.ok) return refuse("GET", answer);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      // A service that knows no ranges sends all of it.
      if (range) return answer.status === 206 ? bytes : bytes.subarray(range.first, range.last + 1);
      if (hashOf(bytes) !== sha256) throw new Error("the media store sent other bytes than were put there");
      return bytes;
    },
    async has(sha256) {
      const answer = await ask("HEAD", sha256);
      if (answer.status === 404) return false;
      return answer.ok || refuse("HEAD", answer);
    },
    async remove(sha256) {
      const answer = await ask("DELETE", sha256);
      if (!answer.ok && answer.status !== 404) await refuse("DELETE", answer);
      else await answer.body?.cancel();
    },
  };
}
