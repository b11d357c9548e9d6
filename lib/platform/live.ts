import "server-only";
import type { OpenDatabase } from "@/db/client";

type Heard = (payload: string) => void;
type Channel = { heard: Set<Heard>; ends: Set<() => void>; listening: Promise<unknown> };

// One connection a process: Next bundles routes apart, each with its own copy of this module. By database, because tests
// open several.
const place = globalThis as typeof globalThis & { recourseLive?: WeakMap<OpenDatabase, Map<string, Channel>> };

/** Streams that one process keeps open, whoever they belong to; who comes later looks by the clock instead. */
const mostStreams = 1_000;

function channelOf(opened: OpenDatabase, name: string): Channel {
  place.recourseLive ??= new WeakMap();
  const channels = place.recourseLive.get(opened) ?? new Map<string, Channel>();
  place.recourseLive.set(opened, channels);
  const known = channels.get(name);
  if (known) return known;
  const heard = new Set<Heard>();
  const listening = opened.listen(name, (payload) => {
    for (const each of heard) each(payload);
  });
  // A server that cannot be reached now is asked again by whoever comes next.
  listening.catch(() => channels.delete(name));
  const made = { heard, ends: new Set<() => void>(), listening };
  channels.set(name, made);
  return made;
}

/** Ends every stream of this process, so that a server that is told to end need not wait for them. */
export function endStreams(opened: OpenDatabase): void {
  for (const { ends } of place.recourseLive?.get(opened)?.values() ?? []) for (const end of [...ends]) end();
}

const line = (text: string) => new TextEncoder().encode(text);

type Stream = {
  channel: string;
  /** Asked at each beat; false ends the stream: the session is over, or its person may no longer see this. */
  stillMay: () => Promise<boolean>;
  /** Often enough that no proxy in between takes the stream for dead, in milliseconds. */
  beatMs?: number;
  most?: number;
};

/**
 * Server-sent events of what a channel of the database tells: one event a payload, and a comment at each beat. All
 * streams of a process share one LISTEN. Null when the process has as many as it keeps.
 * @throws when the database cannot be listened to
 */
export async function streamOf(
  opened: OpenDatabase,
  { channel: name, stillMay, beatMs = 20_000, most = mostStreams }: Stream,
): Promise<ReadableStream<Uint8Array> | null> {
  const channel = channelOf(opened, name);
  await channel.listening;
  if (channel.heard.size >= most) return null;
  let end: () => void = () => undefined;
  let stop: () => void = () => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const heard = (payload: string) => controller.enqueue(line(`data: ${payload}\n\n`));
      const beat = setInterval(() => {
        stillMay()
          .then((may) => (may ? controller.enqueue(line(":\n\n")) : end()), end)
          .catch(end);
      }, beatMs);
      beat.unref();
      stop = () => {
        clearInterval(beat);
        channel.heard.delete(heard);
        channel.ends.delete(end);
      };
      end = () => {
        if (!channel.ends.has(end)) return;
        stop();
        controller.close();
      };
      channel.heard.add(heard);
      channel.ends.add(end);
      // At once, so that the browser knows that it is through.
      controller.enqueue(line("retry: 5000\n\n"));
    },
    // The reader went away: there is nothing to close any more, and closing what is cancelled is an error.
    cancel: () => stop(),
  });
}
