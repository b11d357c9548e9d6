/**
 * What people type for what became of a case, in both languages of the desk; parted so that no word reaches into the next.
 * The keys are the ends of the values a sanction is reported with (lib/platform/statement-values.rules.ts).
 */
export const outcomeWords = {
  violation: "violation ; 违规",
  no_violation: "no violation ; 没有违规 ; 不违规 ; 未违规 ; 无违规",
  referred: "referred ; 已移交 ; 转交",
} as const;

export const sanctionWords = {
  REMOVED: "removed ; deleted ; taken down ; 删除 ; 移除 ; 下架",
  DISABLED: "disabled ; blocked ; 屏蔽 ; 禁用",
  DEMOTED: "demoted ; 降权",
  AGE_RESTRICTED: "age restricted ; 年龄限制",
  INTERACTION_RESTRICTED: "interaction restricted ; 限制互动",
  LABELLED: "labelled ; 标注",
  SUSPENSION: "suspended ; 暂停 ; 停用",
  SUSPENDED: "suspended ; 暂停 ; 停用",
  TERMINATION: "terminated ; closed ; 终止 ; 关闭",
  TERMINATED: "terminated ; closed ; 终止 ; 关闭",
} as const;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The words of an outcome, as a column is read. */
export function wordsOfOutcome(column: string): string {
  const cases = Object.entries(outcomeWords).map(([outcome, words]) => `when ${quoted(outcome)} then ${quoted(words)}`);
  return `case ${column}::text ${cases.join(" ")} end`;
}

/** The words of a sanction that is reported with this value. */
export function wordsOfSanction(column: string): string {
  const cases = Object.entries(sanctionWords).map(
    ([end, words]) => `when right(${column}, ${end.length + 1}) = ${quoted(`_${end}`)} then ${quoted(words)}`,
  );
  return `case ${cases.join(" ")} end`;
}
