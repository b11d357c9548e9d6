import { buildIfNeeded } from "./build.mjs";
import { requireFreePort, requireNode, settleEnvironment, stop } from "./environment.mjs";
import { runServer } from "./server.mjs";

requireNode();
settleEnvironment();
await requireFreePort();
try {
  buildIfNeeded();
} catch (error) {
  stop(error.message);
}
console.log("Starting …");
runServer("start", { NODE_ENV: "production" });
