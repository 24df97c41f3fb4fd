import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { normRegister } from '../../../pipelines/norms/register.ts'
import { readSqlFolder } from '../../../pipelines/warehouse/sql-file.ts'

const { requirements, sections } = await normRegister()

describe('the register of norms', () => {
  test('has R001 to R273 once each, in their order, in sections A to N', () => {
    expect(requirements.map(({ id }) => id)).toEqual(
      Array.from({ length: 273 }, (_, index) => `R${String(index + 1).padStart(3, '0')}`),
    )
    expect(sections.map(({ section }) => section).join('')).toBe('ABCDEFGHIJKLMN')
  })

  test('says everything in three languages that differ', () => {
    for (const { id, title, content } of requirements) {
      expect(Object.keys(title), id).toEqual([...LOCALES])
      expect(content.en, id).not.toMatch(/\p{Script=Han}/u)
      expect(content['zh-CN'], id).toMatch(/\p{Script=Han}/u)
    }
  })

  test('writes traditional characters and the words of Taiwan in zh-TW', () => {
    const simplified = /[诉处户响应级时间题记录检务问报结终满调查质门]/g
    const sameInBoth = new Set('查間'.split(''))
    for (const { id, title, content, attested } of requirements) {
      for (const text of [title['zh-TW'], content['zh-TW'], attested?.['zh-TW'] ?? '']) {
        const found = (text.match(simplified) ?? []).filter((character) => !sameInBoth.has(character))
        expect(found, `${id} ${text}`).toEqual([])
        expect(text, id).not.toMatch(/質量|信息|渠道|反饋|響應|數據|在線|默認|短信|軟件|文檔/)
      }
    }
  })

  test('names no standard and no law', () => {
    for (const { id, title, content } of requirements)
      expect(JSON.stringify([title, content]), id).not.toMatch(/GB\/?T|ISO|第.{1,4}[条條]|《|[Aa]rticle \d/)
  })

  test('leaves no row without something that shows it or the reason why nothing does', async () => {
    const { metricCatalogue } = await import('../../../pipelines/metrics/catalogue.ts')
    const tied = new Set([...metricCatalogue().values()].flatMap((metric) => metric.requirements))
    const silent = requirements.filter(
      ({ id, measured_by: by, attested, not_measurable: lacks, needs }) =>
        !tied.has(id) &&
        Object.values(by).flat().length === 0 &&
        attested === undefined &&
        lacks === undefined &&
        needs.length === 0,
    )
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  test('names fields of the canonical model, and checks that exist', () => {
    const staged = new Set(
      [...readSqlFolder('1_staging'), ...readSqlFolder('2_facts')].flatMap((file) =>
        file.columns.map((column) => `${file.name.replace(/^\w+\./, '')}.${column.name}`),
      ),
    )
    const checks = new Set(readSqlFolder('5_checks').map((file) => file.name.replace('checks.', '')))
    for (const { id, needs, measured_by: by } of requirements) {
      const fields = [...needs, ...by.complete, ...by.breakdown].flatMap((field) => field.split('|'))
      expect(
        fields.filter((field) => !staged.has(field)),
        id,
      ).toEqual([])
      expect(
        by.checks.filter((check) => !checks.has(check)),
        id,
      ).toEqual([])
    }
  })

  test('ties each metric to requirements that there are', async () => {
    const { metricCatalogue } = await import('../../../pipelines/metrics/catalogue.ts')
    const ids = new Set(requirements.map(({ id }) => id))
    for (const { metric, requirements: tied } of metricCatalogue().values())
      expect(
        tied.filter((id) => !ids.has(id)),
        metric,
      ).toEqual([])
  })
})
