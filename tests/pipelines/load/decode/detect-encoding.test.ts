import { existsSync, globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detectEncoding } from '../../../../pipelines/load/decode/detect-encoding.ts'
import { needsRewriting } from '../../../../pipelines/load/decode/needs-rewriting.ts'
import { encodeText } from './encode-text.ts'
import { temporaryFile } from './temporary-file.ts'

const shared = resolve(import.meta.dirname, '../../../../../shared/data')

describe('detectEncoding', () => {
  test('judges a file, with and without a declaration', async () => {
    const path = await temporaryFile(encodeText('编号,客户姓名,投诉内容\r\n', 'gb18030'))
    expect(await detectEncoding(path)).toMatchObject({ encoding: 'gb18030', declaration: 'none', bom: false })
    expect(await detectEncoding(path, { declared: 'gb18030' })).toMatchObject({ declaration: 'fits' })
    expect(await detectEncoding(path, { declared: 'utf-8' })).toMatchObject({
      encoding: 'gb18030',
      declaration: 'wrong',
      evidence: {
        en: expect.stringMatching(/^Declared utf-8, but byte 0 is malformed as such\. gb18030: 3 different words/),
      },
      candidates: expect.arrayContaining([{ encoding: 'gb18030', score: expect.any(Number), errors: 0 }]),
    })
  })

  test('a missing file is an error', async () => {
    await expect(detectEncoding('no-such-file')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe.runIf(existsSync(shared))('real exports', () => {
  const files = globSync(['*/*.csv', 'csv-spectrum/csvs/*.csv', 'pollock/csv/file_*.csv'], { cwd: shared })

  test.each(files)('%s is UTF-8 and read as it is', async (file) => {
    const path = resolve(shared, file)
    const finding = await detectEncoding(path)
    expect(finding).toMatchObject({ encoding: 'utf-8', declaration: 'none', badAt: null })
    expect(await needsRewriting(finding, path)).toBe(finding.bom)
  })
})
