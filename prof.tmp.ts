import { readBuiltInPack } from "@/db/packs/read";
import { readLexicon } from "@/db/lexicon/read";
import { buildMatcher } from "@/lib/matching/build.rules";
let t=performance.now(); const lap=(n:string)=>{console.log(n,(performance.now()-t).toFixed(0)); t=performance.now();};
for (const s of ["wechat","aliexpress","taobao-weitao","alibaba","wechat"]) { const p=readBuiltInPack(s as never); lap(s+" pack"); const l=readLexicon(s); lap("lexicon"); const m=buildMatcher(p,l); lap("build"); console.log(m.scanner.surfaces.size, m.scanner.phrases.size, m.scanner.han.size, m.scanner.sounds.size);}
import { readTerm } from "@/lib/matching/terms.rules";
{ const {shared}=readLexicon("wechat"); let n=0,a=0; const worst:[number,string][]=[]; for (const g of Object.values(shared.groups)) for (const s of [...g.en,...g.zh,...g.guards]) { a++; const k=readTerm(s).length; n+=k; worst.push([k,s]); } console.log(a,n, worst.sort((x,y)=>y[0]-x[0]).slice(0,30).map(([k,v])=>`${k} ${v}`)); }
