/** What Esc does on a case: closes what is open, warns once where something would be left behind, puts the case back. */
export type StepBack = "close" | "warn" | "release" | "nothing";

type At = {
  isOpen: boolean;
  mayDecide: boolean;
  /** Something was chosen, bound or typed. */
  isKept: boolean;
  /** It was said for exactly this that Esc once more puts the case back. */
  isWarned: boolean;
};

export function stepBackOf({ isOpen, mayDecide, isKept, isWarned }: At): StepBack {
  if (isOpen) return "close";
  if (!mayDecide) return "nothing";
  return isKept && !isWarned ? "warn" : "release";
}
