import { answerRecommend, type PackShelf } from "@/lib/policy/answer.rules";
import { builtInPlatforms, isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { Io } from "./io";
import { answerLines } from "./ndjson";

const shelf: PackShelf = {
  slugs: builtInPlatforms,
  packOf: (slug) => (isBuiltIn(slug) ? readBuiltInPack(slug) : null),
};

/** `policy recommend`: what follows from breaking a clause, by the built-in packs; needs no database (DESIGN.md section 5). */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- policy recommend < cases.ndjson\n");
    return 2;
  }
  return answerLines(io, (line) => answerRecommend(line, shelf, new Date()));
}
