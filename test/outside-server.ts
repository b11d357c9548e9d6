import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type OutsideRequest = { url: string; headers: IncomingHttpHeaders; body: string };

/** Stands in for a model or classifier elsewhere. `answer` says what it does with each request, well or badly. */
export async function anOutsideServer() {
  const got: OutsideRequest[] = [];
  let answer: (response: ServerResponse, request: OutsideRequest) => void = (response) => response.end();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const one = {
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(parts).toString("utf8"),
      };
      got.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    got,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers(how: typeof answer) {
      answer = how;
    },
    /** As an OpenAI-compatible server does; `said` is the model's own answer. */
    says(said: unknown) {
      const content = typeof said === "string" ? said : JSON.stringify(said);
      answer = (response) => response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The content that a model was shown. */
export function shownTo({ body }: OutsideRequest): { title: string; text: string } {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return JSON.parse(messages.at(-1)?.content.split("\n")[1] ?? "null");
}
