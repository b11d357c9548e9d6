import { afterAll } from "vitest";
import { tidy } from "./tidy";

// Run again for each file of tests, also where files share their modules.
afterAll(tidy);
