import type { ReactNode } from "react";
import { Button } from "../ui/button";

type Props = {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  /** What its button says. */
  children: ReactNode;
};

/** Under a list with more to it: the next page, where there is one. */
export function ShowMore({ query, children }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <p className="p-3 text-center">
      <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {children}
      </Button>
    </p>
  );
}
