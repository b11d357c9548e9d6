import type { Step } from "./step";
import { appeals } from "./story-appeals";
import { decisions } from "./story-decisions";

/**
 * A named example of every state the product has. Two earlier strikes make 小叶子2016's next one the third; 林兰家居's
 * second decision counted a strike that fell on appeal, so it is flagged; 清风茶庄 got one measure back; and so on.
 */
export const story: readonly Step[] = [...decisions, ...appeals];
