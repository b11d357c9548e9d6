import "server-only";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { writeTerms } from "@/lib/policy/terms.command";
import { readTermsSummaries } from "./data";
import { demoActor } from "./flaggers";

/** The terms of one platform in short, in languages of the town's people (DSA Art. 14(5)), as its admin publishes them. */
export async function settleTerms(people: readonly DemoPersonThere[], at: Date): Promise<void> {
  const admin = demoActor(people, "admin");
  for (const summary of readTermsSummaries()) {
    const written = await writeTerms(admin, summary, at);
    if (!written.ok) throw new Error(`the town's terms were refused: ${JSON.stringify(written)}`);
  }
}
