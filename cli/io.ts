import type { Readable, Writable } from "node:stream";

/**
 * Where a command reads and writes. `output` carries NDJSON and nothing else; progress and problems go to `errors`.
 * A command is `run(args, io): Promise<number>` in cli/<noun>-<verb>.ts and returns the exit code: 0 done, 1 some line
 * failed, 2 bad usage.
 */
export type Io = { input: Readable; output: Writable; errors: Writable };
