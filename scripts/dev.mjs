import { runDevelopment } from "./development.mjs";
import { requireFreePort, requireNode, settleEnvironment } from "./environment.mjs";

requireNode();
settleEnvironment();
await requireFreePort();
runDevelopment();
