import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export const s3Key = { keyId: "AKIDTEST", secret: "a-secret-of-the-test", region: "us-east-1" };

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

/** The signature as the service makes it (AWS Signature Version 4), from what came. */
function expectedSignature(request: IncomingMessage): { given: string; expected: string; bodyHash: string } {
  const authorization = request.headers.authorization ?? "";
  const [, scope = "", names = "", given = ""] =
    /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const bodyHash = String(request.headers["x-amz-content-sha256"] ?? "");
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name] ?? "").trim()}\n`);
  const canonical = [request.method, path, query, headers.join(""), names, bodyHash].join("\n");
  const date = String(request.headers["x-amz-date"] ?? "");
  const [day = "", region = "", service = "", end = ""] = scope.split("/");
  const key = [region, service, end].reduce(hmac, hmac(`AWS4${s3Key.secret}`, day));
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  return { given, expected: hmac(key, text).toString("hex"), bodyHash };
}

export type Fault = "down" | "other_bytes" | null;

/** Stands in for an S3-compatible service: path-style PUT, GET with ranges, HEAD and DELETE in the bucket `b`, signed. */
export async function anS3Server() {
  const objects = new Map<string, Buffer>();
  let fault: Fault = null;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const { given, expected, bodyHash } = expectedSignature(request);
      const end = (status: number, bytes?: Buffer) => {
        response.statusCode = status;
        response.end(bytes);
      };
      if (given === "" || given !== expected) return end(403);
      if (bodyHash !== "UNSIGNED-PAYLOAD" && bodyHash !== sha256(body)) return end(400);
      if (fault === "down") return end(503);
      const path = request.url ?? "";
      if (!path.startsWith("/b/")) return end(404);
      const there = objects.get(path);
      if (request.method === "PUT") {
        objects.set(path, body);
        return end(200);
      }
      if (request.method === "DELETE") {
        objects.delete(path);
        return end(204);
      }
      if (!there) return end(404);
      if (request.method === "HEAD") return end(200);
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
      const sent = fault === "other_bytes" ? Buffer.from("something else") : there;
      return first && last ? end(206, sent.subarray(Number(first), Number(last) + 1)) : end(200, sent);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/b`,
    objects,
    fails(how: Fault) {
      fault = how;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
