import { requireFreePort, requireNode, settleEnvironment } from "./environment.mjs";
import { runServer } from "./server.mjs";

requireNode();
settleEnvironment();
await requireFreePort();
runServer("dev", {});
