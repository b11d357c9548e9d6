/**
 * Loaded before a server that only a test starts: its clock stands where the test has set it, or runs on from there. Told
 * by messages of its parent process: `{ at, stands }`, `at` in milliseconds since 1970.
 */
const Real = Date;
let place = null;

const now = () => {
  if (!place) return Real.now();
  return place.stands ? place.at : place.at + (Real.now() - place.since);
};

const Moved = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
Real.prototype.constructor = Moved;
globalThis.Date = Moved;

process.on("message", ({ at, stands }) => {
  place = { at, stands, since: Real.now() };
  process.send?.({ at });
});
// Whoever set it is gone, with or without a word: nobody else ends this server.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// A message to wait for keeps no server alive that was told to end.
process.channel?.unref();
