/** Lines of a CSV with their cells (RFC 4180); the separator is the one that the first line has most of. */
export function csvRows(text: string): { line: number; cells: string[] }[] {
  const [head = ""] = text.split(/\r?\n/, 1);
  const separator = [",", ";", "\t"].sort((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
  const rows: { line: number; cells: string[] }[] = [];
  let [cells, cell, isQuoted, line, startedAt]: [string[], string, boolean, number, number] = [[], "", false, 1, 1];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== "")) rows.push({ line: startedAt, cells });
    cells = [];
    cell = "";
    startedAt = line + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign === '"' && text.charAt(at + 1) === '"') at += 1;
      else if (sign === '"') {
        isQuoted = false;
        continue;
      }
      cell += sign;
    } else if (sign === '"' && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (sign === separator) {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
    if (sign === "\n") line += 1;
  }
  endRow();
  return rows;
}
