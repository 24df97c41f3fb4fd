import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HuiyinError } from '../../../../pipelines/core/errors.ts'
import { targetFile } from '../../../../pipelines/load/propose/target-file.ts'
import { makeTestWorkspace, PLAIN_SOURCE } from '../../../workspace.ts'

const workspace = await makeTestWorkspace({ sources: [{ ...PLAIN_SOURCE, files: ['plain*.csv'] }] })
const sources = join(workspace.folder, 'sources')
const target = (file: string, out?: string) => {
  try {
    return targetFile(workspace, `/inbox/${file}`, 'complaint', out)
  } catch (error) {
    return error instanceof HuiyinError ? error.code : error
  }
}

test.each([
  ['tickets_2026-03-01.csv', undefined, { path: join(sources, 'tickets.yaml'), source: 'tickets' }],
  ['投诉20260301.csv', undefined, { path: join(sources, 'complaint.yaml'), source: 'complaint' }],
  ['a1.csv', join(sources, 'desk.yaml'), { path: join(sources, 'desk.yaml'), source: 'desk' }],
  ['tickets.csv', '/elsewhere/My Desk.yaml', { path: '/elsewhere/My Desk.yaml', source: 'tickets' }],
  ['plain.csv', '/elsewhere/plain-2.yaml', { path: '/elsewhere/plain-2.yaml', source: 'plain-2' }],
])('%s to %s', (file, out, expected) => {
  expect(target(file, out)).toEqual(expected)
})

test('nothing is overwritten, no name is taken twice, and no second mapping may fit the file', () => {
  expect(target('0.csv', join(sources, '0.yaml'))).toBe('HY-C-005')
  expect(target('x.csv', join(sources, 'plain.yaml'))).toBe('HY-C-005')
  expect(target('plain-x.csv', join(sources, 'other.yaml'))).toBe('HY-L-005')
})

test('a file whose name tells none has the first free number behind the entity', async () => {
  const taken = await makeTestWorkspace({ sources: [{ ...PLAIN_SOURCE, source: 'complaint', files: ['a*.csv'] }] })
  const { source, path } = targetFile(taken, '/inbox/投诉20260301.csv', 'complaint', undefined)
  expect([source, path]).toEqual(['complaint-2', join(taken.folder, 'sources', 'complaint-2.yaml')])
})
