import { Document, isMap, isScalar, type Node, type Pair, Scalar, type YAMLMap } from 'yaml'
import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import { isTelling } from './personal-data.ts'
import type { Proposal } from './proposal.ts'
import { evidenceText, percentText, questionText, unmappedTexts } from './proposal-text.ts'

const VALUES_SHOWN = 20
const VALUE_LENGTH = 30

/**
 * The mapping as YAML, with what speaks for each item as comments, and below it what is not mapped and what is to be
 * decided. No comment holds a value of the file, but for the unknown words of coded columns, where they tell no person.
 */
export function mappingYaml(proposal: Proposal, locale: Locale): string {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    message(locale, 'core', `say.map.${key}`, values)
  const document = new Document(proposal.mapping)
  const comment = (path: readonly string[], text: string) => setComment(document, path, text)
  comment(['files'], say('yaml.files'))
  const { exported, mapping } = proposal
  if (mapping.exported_at !== undefined) comment(['exported_at'], exportText(exported, say))
  if (mapping.dates !== undefined)
    for (const date of proposal.dates) comment(['dates', date.format], dateText(date, say))
  if (mapping.encoding !== undefined) comment(['encoding'], proposal.encodingEvidence?.[locale] ?? '')
  if (mapping.header !== undefined) comment(['header'], say('yaml.numbered'))
  if (mapping.nulls !== undefined) comment(['nulls'], say('yaml.nulls'))
  if (mapping.key === 'content') comment(['key'], say('yaml.content_key'))
  for (const column of proposal.columns)
    if (column.field !== null && column.evidence[0]?.kind !== 'time_of_day')
      comment(['columns', column.field], evidenceText(column.evidence, locale))
  for (const scale of proposal.scales)
    if (scale.points !== undefined) comment(['constants', scale.field], scaleText(scale, say))
  quoteTime(document)
  document.commentBefore = commentLines([
    say('yaml.head', { file: proposal.file, records: proposal.records, line: proposal.headerLine }),
    say('next', { source: mapping.source, file: proposal.file }),
  ])
  const unmapped = proposal.columns.filter(({ field }) => field === null)
  const open = questionLines(proposal, locale, say)
  document.comment = commentLines([
    ...(unmapped.length === 0 ? [] : [say('unmapped'), ...unmappedTexts(unmapped, locale).map((text) => `  ${text}`)]),
    ...(open.length === 0 ? [] : [say('open'), ...open.map((line) => `  ${line}`)]),
  ])
  return document.toString({ lineWidth: 0 })
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

function exportText(exported: Proposal['exported'], say: Say): string {
  if (exported?.time === undefined) return say('yaml.exported')
  return say(exported.isTimeStated ? 'yaml.exported_stated' : 'yaml.exported_time')
}

function dateText({ rows, share, settledBy }: Proposal['dates'][number], say: Say): string {
  const text = say('yaml.date', { rows, percent: percentText(share) })
  return settledBy === undefined ? text : `${text}${say('comma')}${say('yaml.settled', { column: settledBy })}`
}

function scaleText(scale: Proposal['scales'][number], say: Say): string {
  const { answers, highest, above, isByName } = scale
  return say(isByName ? 'yaml.scale_name' : 'yaml.scale', { answers, highest, above })
}

/** The questions that are left; those about values that may tell who someone is are only counted. */
function questionLines(proposal: Proposal, locale: Locale, say: Say): string[] {
  const personal = new Set(proposal.columns.filter((column) => column.personal !== null).map(({ field }) => field))
  const isShown = ({ details }: Proposal['questions'][number]) => {
    const value = String(details['value'] ?? '')
    return value.length <= VALUE_LENGTH && !isTelling(value) && !personal.has(String(details['field']))
  }
  const values = proposal.questions.filter(({ kind }) => kind === 'value')
  const shown = values.filter(isShown).slice(0, VALUES_SHOWN)
  const hidden = values.length - shown.length
  const others = proposal.questions.filter(({ kind }) => kind !== 'value')
  return [
    ...[...others, ...shown].map((question) => questionText(question, locale)),
    ...(hidden === 0 ? [] : [say('more', { more: hidden })]),
  ]
}

/** One line each, whatever the names of columns hold. */
function commentLines(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replaceAll(/[\s\u2028\u2029]/g, ' ')}`).join('\n')
}

/** A time of day in quotes: others read 06:00 as a number. */
function quoteTime(document: Document): void {
  const time = document.getIn(['exported_at', 'time'], true)
  if (isScalar(time)) time.type = Scalar.QUOTE_DOUBLE
}

/** Behind a plain value; before the key of a map or a list. An item of a list is found by its value. */
function setComment(document: Document, path: readonly string[], text: string): void {
  const [first = '', second] = path
  const parent = second === undefined ? document.contents : document.get(first, true)
  const name = second ?? first
  const comment = ` ${text.replaceAll(/[\s\u2028\u2029]/g, ' ')}`
  if (isMap(parent)) {
    const pair = (parent as YAMLMap<Node, Node>).items.find(({ key }) => isScalar(key) && key.value === name)
    if (pair !== undefined) commentPair(pair, comment)
  } else {
    const items = (parent as { items?: readonly Node[] } | undefined)?.items ?? []
    const item = items.find((node) => isScalar(node) && node.value === name)
    if (item !== undefined) item.comment = comment
  }
}

function commentPair(pair: Pair<Node, Node | null>, comment: string): void {
  if (isScalar(pair.value)) pair.value.comment = comment
  else pair.key.commentBefore = comment
}
