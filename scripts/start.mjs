import { buildIfNeeded } from "./build.mjs";
import { requireFreePort, requireNode, settleEnvironment, stop } from "./environment.mjs";

requireNode();
settleEnvironment();
await requireFreePort();
try {
  buildIfNeeded();
} catch (error) {
  stop(error.message);
}
console.log("Starting …");
// Next and React look at it while they are loaded.
process.env.NODE_ENV = "production";
const { serve } = await import("./serve.mjs");
try {
  await serve();
} catch (error) {
  stop(`The server could not be started: ${error.message}`);
}
