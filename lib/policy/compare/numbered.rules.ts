/** Things by a key that may come twice: the second of them is the second on the other side, too. */
export function numbered<Of>(list: readonly Of[], keyOf: (of: Of) => string): Map<string, Of> {
  const times = new Map<string, number>();
  return new Map(
    list.map((of) => {
      const key = keyOf(of);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [time === 1 ? key : `${key} #${time}`, of];
    }),
  );
}
