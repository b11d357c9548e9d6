import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import next from "next";

/** How long requests that are under way may take once the process was told to end, in milliseconds. */
const patience = 10_000;

/** A number that a proxy in front gave the request, when it is one; nothing a stranger wrote goes into the log. */
const known = /^[\w-]{8,64}$/;

/**
 * What only the server knows of a request: who is at the other end of the connection, and a number by which the log
 * and the answer speak of it. Both replace whatever the caller sent under these names.
 */
function tell(request, response) {
  const given = String(request.headers["x-request-id"] ?? "");
  const id = known.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = id;
  request.headers["x-recourse-peer"] = request.socket.remoteAddress ?? "";
  response.setHeader("x-request-id", id);
}

/** Takes no more connections, and waits for the answers that are being given, but not for ever. */
function closing(server) {
  return () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), patience).unref();
    });
}

/**
 * Serves the built app in this process. The app itself ends the process when it is told to (lib/boot/signals.ts): it
 * closes this server first, then what it sends and the database.
 */
export async function serve() {
  const { HOST, PORT } = process.env;
  process.env.RECOURSE_PEER = "told";
  const app = next({ dev: false, quiet: true, hostname: HOST, port: Number(PORT) });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    tell(request, response);
    handle(request, response).catch(() => {
      // Next has logged it and could give no page.
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  globalThis.recourseServer = { close: closing(server) };
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(Number(PORT), HOST, listening);
  });
}
