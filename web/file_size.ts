const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/** A number of bytes for people: `"1.5 MB"`. */
export function formatSize(bytes: number): string {
  if (bytes === 1) return "1 byte";
  let unit = 0;
  while (bytes >= 1000 && unit < UNITS.length - 1) {
    bytes /= 1024;
    unit++;
  }
  const digits = unit === 0 || bytes >= 100 ? 0 : 1;
  return `${Number(bytes.toFixed(digits))} ${UNITS[unit]}`;
}
