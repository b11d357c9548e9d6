import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = {
  from: string;
  to: string[];
  headers: Map<string, string>;
  body: string;
  html: string;
  raw: string;
};
/** What the server answers to a recipient or to the mail itself; undefined takes it. */
export type Refusal = { code: number; text: string } | undefined;

const words = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, coded: string) =>
      kind.toUpperCase() === "B" ? Buffer.from(coded, "base64").toString("latin1") : quoted(coded.replaceAll("_", " ")),
    );
const quoted = (text: string) =>
  text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const utf8 = (latin: string) => Buffer.from(latin, "latin1").toString("utf8");

/** A mail as its reader's program shows it: encoded words and transfer encodings undone, the text and the HTML of two parts. */
function readMail(raw: string): Pick<ReceivedMail, "headers" | "body" | "html"> {
  const whole = readPart(raw);
  const type = whole.headers.get("content-type") ?? "";
  const boundary = /^multipart\/alternative;.*boundary="?([^";]+)/.exec(type)?.[1];
  if (!boundary) return { ...whole, html: "" };
  const between = raw.split(`\r\n--${boundary}`).slice(1, -1);
  const parts = between.map((part) => readPart(part.replace(/^\r\n/, "")));
  const of = (kind: string) => parts.find(({ headers }) => headers.get("content-type")?.startsWith(kind))?.body ?? "";
  return { headers: whole.headers, body: of("text/plain"), html: of("text/html") };
}

function readPart(raw: string): Pick<ReceivedMail, "headers" | "body"> {
  const at = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), utf8(words(line.slice(colon + 1).trim())));
  }
  const text = raw.slice(at + 4);
  const encoding = headers.get("content-transfer-encoding")?.toLowerCase() ?? "7bit";
  const body =
    encoding === "base64"
      ? Buffer.from(text, "base64").toString("utf8")
      : encoding === "quoted-printable"
        ? utf8(quoted(text))
        : text;
  return { headers, body: body.replace(/\r\n/g, "\n").replace(/\n$/, "") };
}

const refused = ({ code, text }: NonNullable<Refusal>) => Object.assign(new Error(text), { responseCode: code });

/** A mail server on a free port of this machine; `answer` decides on each recipient, `atEnd` on the mail when it is whole. */
export async function aMailServer({
  answer,
  atEnd,
  hold,
  password,
}: {
  answer?: (to: string) => Refusal;
  atEnd?: () => Refusal;
  /** Takes each mail at once, and gives its own yes only after this. */
  hold?: Promise<void>;
  /** Asks for one when given. */
  password?: string;
} = {}): Promise<{ url: string; received: ReceivedMail[]; close: () => Promise<void> }> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: password === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    onAuth: (given, _session, done) =>
      given.password === password ? done(null, { user: given.username ?? "" }) : done(new Error("wrong password")),
    onRcptTo({ address }, _session, done) {
      const refusal = answer?.(address);
      done(refusal ? refused(refusal) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const refusal = atEnd?.();
        if (refusal) return done(refused(refusal));
        const raw = Buffer.concat(parts).toString("latin1");
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw,
          ...readMail(raw),
        });
        void (hold ?? Promise.resolve()).then(() => done());
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}
