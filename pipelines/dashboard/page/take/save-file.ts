/** Hands a file to the browser to be saved. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A file name that every system takes, from words of any language. */
export function fileName(words: readonly string[], ending: string): string {
  const text = words.join('_').replaceAll(/[\s/\\:*?"<>|.,;]+/g, '-')
  return `${text.slice(0, 120)}.${ending}`
}
