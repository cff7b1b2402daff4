const TYPES = {
  csv: "text/csv;charset=utf-8",
  html: "text/html;charset=utf-8",
  json: "application/json",
} as const;

/** Gives a file to the person; it goes nowhere else. */
export function download(name: string, kind: keyof typeof TYPES, text: string): string {
  const file = `${name}.${kind}`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: TYPES[kind] }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return file;
}

/** "roster-2026-03-02". */
export function datedName(what: string, date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${what}-${date}` : what;
}
