import "server-only";

/** A file as a download and as nothing else: no browser shows it under our address, guesses what it is, or keeps it. */
export function downloadAnswer({ name, mime, bytes }: { name: string; mime: string; bytes: Uint8Array }): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mime,
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", "%27")}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    },
  });
}
