import { expect, test } from 'vitest'
import { readTar } from '../../../pipelines/report/untar.ts'

test('gives files with their bytes and leaves out folders and links', () => {
  const archive = tar([
    { path: 'lib/', type: '5' },
    { path: 'lib/a.so', data: 'x'.repeat(700) },
    { path: 'link', type: '2' },
    { path: 'empty', data: '' },
    { path: 'b', data: 'end' },
  ])
  const files = [...readTar(archive)]
  expect(files.map((file) => [file.path, file.data.length])).toEqual([
    ['lib/a.so', 700],
    ['empty', 0],
    ['b', 3],
  ])
})

test.each(['../x', 'a/../../x', '/etc/x'])('refuses %s', (path) => {
  expect(() => [...readTar(tar([{ path, data: 'x' }]))]).toThrow('unsafe path')
})

function tar(entries: { path: string; type?: string; data?: string }[]): Buffer {
  const blocks = entries.map(({ path, type = '0', data = '' }) => {
    const header = Buffer.alloc(512)
    header.write(path, 0)
    header.write(data.length.toString(8).padStart(11, '0'), 124)
    header.write(type, 156)
    const body = Buffer.alloc(Math.ceil(data.length / 512) * 512)
    body.write(data)
    return Buffer.concat([header, body])
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}
