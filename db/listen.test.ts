import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { listenOnPostgres } from "./listen";

let server: Server | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.close();
});

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`${type}....`);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const ready = message("Z", Buffer.from("I"));
const letIn = Buffer.concat([message("R", Buffer.alloc(4)), ready]);
const listening = Buffer.concat([message("C", Buffer.from("LISTEN\0")), ready]);
const refused = Buffer.concat([message("E", Buffer.from("SERROR\0C42601\0Mno such channel\0\0")), ready]);

/** As much of PostgreSQL as a listener speaks with: it lets everybody in, and answers the query as it is told. */
async function aPostgres(answer: (socket: Socket, nth: number) => void) {
  const open = new Set<Socket>();
  let count = 0;
  const made = createServer((socket) => {
    const nth = count;
    count += 1;
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(letIn);
      socket.on("data", (sent) => sent.toString("latin1").startsWith("Q") && answer(socket, nth));
    });
  });
  server = made;
  await new Promise<void>((resolve) => {
    made.listen(0, "127.0.0.1", resolve);
  });
  const address = made.address();
  const port = typeof address === "object" ? address?.port : "";
  return { url: `postgres://desk@127.0.0.1:${port}/desk`, open };
}

test("who ends while a lost connection is made again leaves no connection open, and hears nothing more", async () => {
  let asked: ((socket: Socket) => void) | undefined;
  const again = new Promise<Socket>((resolve) => {
    asked = resolve;
  });
  const { url, open } = await aPostgres((socket, nth) => (nth === 0 ? socket.write(listening) : asked?.(socket)));
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const heard = vi.fn();
  const end = await listenOnPostgres(url, "queue", heard);
  for (const socket of open) socket.destroy();
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  vi.runOnlyPendingTimers();
  const socket = await again;
  await end();
  socket.write(listening);
  await vi.waitUntil(() => open.size === 0);
  expect(heard).not.toHaveBeenCalled();
});

test("a channel that is refused leaves no connection open", async () => {
  const { url, open } = await aPostgres((socket) => socket.write(refused));
  await expect(listenOnPostgres(url, "no such", vi.fn())).rejects.toThrow("no such channel");
  await vi.waitUntil(() => open.size === 0);
});

test("a database that is not there is told as such", async () => {
  const { url } = await aPostgres(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  await expect(listenOnPostgres(url, "queue", vi.fn())).rejects.toThrow("ECONNREFUSED");
});
