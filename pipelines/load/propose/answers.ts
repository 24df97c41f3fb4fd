import type { Answers } from './proposal.ts'

/** `column:<index>` → field or '', and `required:<field>` → index, as index → field. */
export function columnAnswers(answers: Answers): Map<number, string> {
  const chosen = new Map<number, string>()
  for (const [id, value] of answers) {
    const [kind, rest = ''] = split(id)
    if (kind === 'column') chosen.set(Number(rest), value)
    if ((kind === 'required' || kind === 'key') && /^\d+$/.test(value)) chosen.set(Number(value), rest)
  }
  return chosen
}

/** `value:<field>:<value>` → code or '', as field → value → code. */
export function valueAnswers(answers: Answers): Map<string, Map<string, string>> {
  const chosen = new Map<string, Map<string, string>>()
  for (const [id, code] of answers) {
    const [kind, rest = ''] = split(id)
    if (kind !== 'value') continue
    const [field = '', value = ''] = split(rest)
    chosen.set(field, (chosen.get(field) ?? new Map<string, string>()).set(value, code))
  }
  return chosen
}

function split(text: string): [string, string] | [string] {
  const at = text.indexOf(':')
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
