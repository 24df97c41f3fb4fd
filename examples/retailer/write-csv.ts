/** UTF-8 with byte order mark, commas, CRLF; a field is quoted when it holds a comma, a quote or a line break. */
export function csvBytes(records: readonly (readonly string[])[]): Buffer {
  return Buffer.from(`\uFEFF${records.map((fields) => `${fields.map(quote).join(',')}\r\n`).join('')}`, 'utf8')
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
