import { readBuiltInPack } from "@/db/packs/read";
import { readLexicon } from "@/db/lexicon/read";
import { buildMatcher } from "@/lib/matching/build.rules";
let t=performance.now(); const lap=(n:string)=>{console.log(n,(performance.now()-t).toFixed(0)); t=performance.now();};
for (const s of ["wechat","aliexpress","taobao-weitao","alibaba","wechat"]) { const p=readBuiltInPack(s as never); lap(s+" pack"); const l=readLexicon(s); lap("lexicon"); const m=buildMatcher(p,l); lap("build"); console.log(m.scanner.surfaces.size, m.scanner.phrases.size, m.scanner.han.size, m.scanner.sounds.size);}
