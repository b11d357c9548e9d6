import { benchDesk } from "./desk";
import { benchDisguises } from "./disguises";
import { benchLearning } from "./learning";
import { benchAfterLearning, benchMatch } from "./match";
import { matchSets } from "./match-cases";
import { benchDatasets } from "./match-datasets";
import { benchMemory } from "./match-memory";
import { benchReadOnce } from "./match-twice";
import { benchSearch } from "./search";

const usage = `usage: npm run bench -- match [cases-a … cases-j]         the clause matcher on cases written for it, then on datasets/
       npm run bench -- match FOLDER                the same on labelled texts in another folder alone
       npm run bench -- disguises                   plain keywords, disguised in one way after the other
       npm run bench -- learning FOLDER             the cold ranker, then the learned model beside a baseline, on labelled texts
       npm run bench -- desk [N] [keys]             key to next case painted in a browser, with N cases (100000) loaded; 0: the database as it
                                                    is, but for the few hundred reports for the sanction in three keys; keys: that alone
       npm run bench -- search [N]                  the search on N documents of cases; adds them to DATABASE_URL
       npm run bench -- wave [1000]                 a wave gathered, planned, decided and taken back
       npm run bench -- try-out [100000]            a version of rules run over so many decisions
       npm run bench -- report [100000]             the transparency report of so many decisions; adds them to DATABASE_URL
`;

async function main([what, which, part]: string[]): Promise<number> {
  const set = matchSets.find((name) => name === which);
  if (what === "match" && which !== undefined && !set) {
    await benchDatasets(which);
    return 0;
  }
  if (what === "match") {
    benchMatch(set ? [set] : matchSets);
    if (set === undefined || set === "cases-b") benchAfterLearning();
    if (set === undefined) await benchDatasets("datasets");
    benchReadOnce();
    benchMemory();
    return 0;
  }
  if (what === "disguises") {
    benchDisguises();
    return 0;
  }
  if (what === "learning" && which) {
    await benchLearning(which);
    return 0;
  }
  if (what === "desk" && /^\d{1,8}$/.test(which ?? "100000") && (part === undefined || part === "keys")) {
    await benchDesk(Number(which ?? 100_000), part === "keys");
    return 0;
  }
  if (what === "search" && (which === undefined || /^\d+$/.test(which))) {
    await benchSearch(which === undefined ? 0 : Number(which));
    return 0;
  }
  if (what === "wave") {
    // Here, because it opens a database and the others need none.
    const { benchWave } = await import("./wave");
    await benchWave(Number(which ?? 1000));
    return 0;
  }
  if (what === "try-out" && (which === undefined || /^[1-9]\d{0,6}$/.test(which))) {
    const { benchTryOut } = await import("./try-out");
    await benchTryOut(Number(which ?? 100_000));
    return 0;
  }
  if (what === "report" && (which === undefined || /^[1-9]\d{2,6}$/.test(which))) {
    const { benchReport } = await import("./report");
    await benchReport(Number(which ?? 100_000));
    return 0;
  }
  process.stderr.write(usage);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
