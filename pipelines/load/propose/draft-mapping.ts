import type { ExportChoice } from './choose-export.ts'
import { choosePeriod } from './choose-period.ts'
import type { ScaleChoice } from './choose-scale.ts'
import { chooseNulls, type ValueChoices } from './choose-values.ts'
import { chooseZone } from './choose-zone.ts'
import type { ColumnMatch } from './column-match.ts'
import { filePattern } from './file-name.ts'
import type { Parts } from './parts.ts'
import type { MappingDraft } from './proposal.ts'

export interface DraftChoices {
  readonly source: string
  readonly values: ValueChoices
  readonly scales: readonly ScaleChoice[]
  readonly exported: ExportChoice | undefined
}

/** The mapping with everything that is sure or was chosen; keys with their default value are left out. */
export function draftMapping(parts: Parts, choices: DraftChoices): MappingDraft {
  const { look, entity, matched, dates, answers } = parts
  const { encoding, delimiter, sheets, sheet } = look.sample
  const formats = dates.formats.map((choice) => choice.format)
  const nulls = chooseNulls(matched.sure)
  const constants = constantsOf(parts, choices.scales)
  const timezone = chooseZone(matched.sure)
  const exported = exportedAt(choices.exported, answers.get('export'))
  return {
    source: choices.source,
    entity: entity.name,
    files: [filePattern(look.name)],
    ...(encoding === 'utf-8' ? {} : { encoding }),
    ...(delimiter === ',' ? {} : { delimiter }),
    ...(sheet !== undefined && sheets.length > 1 ? { sheet } : {}),
    ...(timezone === undefined ? {} : { timezone }),
    ...(exported === undefined ? {} : { exported_at: exported }),
    ...(formats.length === 0 ? {} : { dates: formats }),
    ...(nulls.length === 0 ? {} : { nulls }),
    ...(entity.key !== undefined && !matched.sure.has(entity.key) ? { key: 'content' as const } : {}),
    ...(answers.get('short_rows') === 'pad' ? { short_rows: 'pad' as const } : {}),
    ...(look.isNumbered ? { header: 'none' as const } : {}),
    ...(answers.get('extra_cells') === 'drop_blank' ? { extra_cells: 'drop_blank' as const } : {}),
    columns: columnsOf(parts, choices.values),
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
  }
}

/** In the order of the entity's fields. */
function columnsOf({ entity, matched }: Parts, { values }: ValueChoices): MappingDraft['columns'] {
  return Object.fromEntries(
    entity.fields.flatMap(({ name }): [string, MappingDraft['columns'][string]][] => {
      const match = matched.sure.get(name)
      if (match === undefined) return []
      const from = match.column.name
      const entries = values.get(name)
      const personal = classOf(match)
      const time = matched.times.get(name)?.name
      if (entries === undefined && personal === undefined && time === undefined) return [[name, from]]
      const known = entries === undefined ? {} : { values: Object.fromEntries(entries) }
      return [
        [
          name,
          {
            from,
            ...(time === undefined ? {} : { time }),
            ...(personal === undefined ? {} : { class: personal }),
            ...known,
          },
        ],
      ]
    }),
  )
}

/** The class of a column whose values tell more of a person than its field is meant for. */
function classOf({ field, column }: ColumnMatch): 'direct_identifier' | 'quasi_identifier' | undefined {
  if (field.privacy !== 'public' || field.kind !== 'text' || column.personalValues === undefined) return undefined
  return column.personalValues === 'quasi' ? 'quasi_identifier' : 'direct_identifier'
}

function constantsOf({ entity, matched, answers }: Parts, scales: readonly ScaleChoice[]) {
  const period = choosePeriod(entity, matched.sure)
  const points = scales.flatMap(({ field, points: found }): [string, number][] => {
    const chosen = Number(answers.get(`scale:${field}`) ?? found)
    return Number.isInteger(chosen) && chosen > 0 ? [[field, chosen]] : []
  })
  return Object.fromEntries([...(period === undefined ? [] : [['period_unit', period] as const]), ...points])
}

function exportedAt(found: ExportChoice | undefined, answer: string | undefined): MappingDraft['exported_at'] {
  if (found === undefined || !(found.isSure || answer === 'yes')) return undefined
  return { filename: found.pattern, ...(found.time === undefined ? {} : { time: found.time }) }
}
