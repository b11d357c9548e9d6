/** Words that stand in the addresses of the policy library; neither a platform nor a version can be called so. */
export const reservedWords: readonly string[] = [
  ...["new", "import", "drafts", "suggestions", "compare", "try", "try-out", "scratch", "scratch-pad", "health"],
  ...["search", "changes", "edit", "tier"],
];
