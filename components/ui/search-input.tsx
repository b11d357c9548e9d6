import type { ComponentProps } from "react";
import { Input } from "./input";

/** One line to look for something with: names and references are written as they are, so nothing corrects them. */
export function SearchInput(props: Omit<ComponentProps<typeof Input>, "type">) {
  return <Input type="search" autoComplete="off" autoCapitalize="none" spellCheck={false} {...props} />;
}
