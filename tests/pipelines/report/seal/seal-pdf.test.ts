import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF, PdfDict } from '@libpdf/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finishPdf } from '../../../../pipelines/report/archive/finish-pdf.ts'
import { pageDigests } from '../../../../pipelines/report/archive/printed-pages.ts'
import { type OpenedBrowser, openBrowser } from '../../../../pipelines/report/browser.ts'
import { printPdf } from '../../../../pipelines/report/print-pdf.ts'
import { isVouchedFor } from '../../../../pipelines/report/seal/certificate.ts'
import { checkSignatures } from '../../../../pipelines/report/seal/check-signatures.ts'
import { markPages } from '../../../../pipelines/report/seal/draft-mark.ts'
import { printBox } from '../../../../pipelines/report/seal/printed-box.ts'
import { placeFor, ROLES, type Role } from '../../../../pipelines/report/seal/roles.ts'
import { type SealKey, sealPdf } from '../../../../pipelines/report/seal/seal-pdf.ts'
import { reserveFields } from '../../../../pipelines/report/seal/signature-fields.ts'
import { readPdf } from '../read-pdf.ts'
import { type Credentials, makeCredentials } from './test-credentials.ts'
import { startTimeStampServer } from './time-stamp-server.ts'

const NOW = new Date('2026-01-12T01:00:00Z')
const PASSWORD = 'correct horse'
const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined

let browser: OpenedBrowser
let draft: Uint8Array
let author: Credentials
let signed: Uint8Array
const folder = mkdtempSync(join(tmpdir(), 'huiyin-seal-'))
beforeAll(async () => {
  ;[browser, author] = await Promise.all([openBrowser(), makeCredentials({ name: '王编制', password: PASSWORD })])
  const places = ROLES.map((role) => `<p><a style="display:block;height:30pt" href="${placeFor(role)}"></a></p>`)
  const html = `<h1>报告</h1><p>12</p>${places.join('')}<p style="break-before:page">2</p>`
  const printed = await printPdf(html, { title: 't', locale: 'zh-CN', asOf: NOW, browser })
  const mark = await printBox({ html: '未签署草稿', width: 90, height: 14, locale: 'zh-CN', browser })
  draft = await finishPdf(printed, {
    files: [],
    facts: { title: 't', locale: 'zh-CN', author: 'a', creator: 'c', asOf: NOW },
    amend: async (document) => {
      reserveFields(document, (role) => role)
      await markPages(document, mark)
    },
  })
  signed = (await seal(draft, 'author')).pdf
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

const keyOf = (credentials: Credentials, more: Partial<SealKey> = {}): SealKey => ({
  p12: credentials.p12,
  path: 'a.p12',
  password: PASSWORD,
  ...more,
})
const seal = (pdf: Uint8Array, role: Role, key = keyOf(author)) =>
  sealPdf({ file: 'x.pdf', pdf, role, key, locale: 'zh-CN', now: NOW, browser })

describe('an unsigned draft', () => {
  test('says so on every page, and its pages read as printed', async () => {
    for (const page of (await readPdf(draft)).pages) expect(page).toContain('未签署草稿')
    expect(pageDigests(await PDF.load(draft)).texts).toEqual(['报告12', '2'])
  })

  test('has a field for each role, and no signature', async () => {
    const fields = (await PDF.load(draft)).getForm()?.getFields() ?? []
    expect(fields.map(({ name }) => name)).toEqual([...ROLES])
    expect(await checkSignatures(draft)).toEqual([])
  })
})

describe('a signature', () => {
  test('is appended, holds, names its signer, and takes the mark away', async () => {
    expect(Buffer.from(signed.subarray(0, draft.length)).equals(draft)).toBe(true)
    const [signature, ...others] = await checkSignatures(signed)
    expect(others).toEqual([])
    expect(signature).toMatchObject({ field: 'author', problem: null, covers: signed.length, timeStamp: undefined })
    expect(signature?.certificate).toMatchObject({ name: '王编制', organisation: '云岭优选' })
    for (const page of (await readPdf(signed)).pages) expect(page).not.toContain('未签署草稿')
    expect(pageDigests(await PDF.load(signed)).pages).toEqual(pageDigests(await PDF.load(draft)).pages)
  })

  test('by several in order: each is an update of its own, and all hold', async () => {
    const reviewer = await makeCredentials({ name: 'Reviewer', password: PASSWORD, kind: 'rsa' })
    const reviewed = await seal(signed, 'reviewer', keyOf(reviewer))
    const { pdf } = await seal(reviewed.pdf, 'audit_lead')
    const signatures = await checkSignatures(pdf)
    expect(signatures.map(({ field, problem }) => [field, problem])).toEqual(ROLES.map((role) => [role, null]))
    expect(signatures.map(({ covers }) => covers)).toEqual([signed.length, reviewed.pdf.length, pdf.length])
  })

  test('certifies the report where it is the first: later signatures are allowed, and nothing else', async () => {
    const { pdf } = await seal(signed, 'reviewer')
    const text = Buffer.from(pdf).toString('latin1')
    expect(text.match(/\/TransformMethod \/DocMDP/g)).toHaveLength(1)
    const document = await PDF.load(pdf)
    const certified = document.getCatalog().getDict('Perms')?.getRef('DocMDP')
    const signature = certified === undefined ? null : document.getObject(certified)
    if (!(signature instanceof PdfDict)) throw new Error('not certified')
    const reference = signature.getArray('Reference')?.at(0)
    expect(reference instanceof PdfDict && reference.getDict('TransformParams')?.getNumber('P')?.value).toBe(2)
    const [author] = document.getForm()?.getFields() ?? []
    expect(author?.name).toBe('author')
  })

  test('with a time stamp proves its time; with another one than asked for it does not come about', async () => {
    const authority = await makeCredentials({ name: 'Clock', password: PASSWORD, kind: 'rsa' })
    const at = new Date('2026-01-12T01:00:05Z')
    const server = await startTimeStampServer(authority, at)
    const liar = await startTimeStampServer(authority, at, true)
    try {
      const stamped = await seal(draft, 'author', keyOf(author, { timeStampUrl: server.url }))
      expect(stamped.signature).toMatchObject({ problem: null, timeStamp: { at, authority: { name: 'Clock' } } })
      const wrong = seal(draft, 'author', keyOf(author, { timeStampUrl: liar.url }))
      await expect(wrong).rejects.toMatchObject({ code: expect.stringMatching(/^HY-E-00[14]$/) })
    } finally {
      server.close()
      liar.close()
    }
    const gone = seal(draft, 'author', keyOf(author, { timeStampUrl: server.url }))
    await expect(gone).rejects.toMatchObject({ code: 'HY-E-004' })
  })

  test.each([
    ['a byte of what is signed', 5000, 'changed'],
    ['a byte behind the signature', -30, 'changed'],
  ] as const)('%s changed: it does not hold', async (_name, offset, problem) => {
    const bytes = Buffer.from(signed)
    const position = offset < 0 ? bytes.length + offset : offset
    bytes.writeUInt8((bytes[position] ?? 0) ^ 1, position)
    const found = await checkSignatures(bytes).catch(() => 'unreadable')
    if (found !== 'unreadable') expect(found).toMatchObject([{ problem }])
  })

  test('another value in its place is forged, and a range with a wider gap is none', async () => {
    const text = Buffer.from(signed).toString('latin1')
    const at = text.lastIndexOf('/Contents <') + '/Contents <'.length
    const length = Number.parseInt(text.slice(at + 4, at + 8), 16) + 4
    const value = Buffer.from(signed)
    const last = at + 2 * length - 1
    value.write(text[last] === '0' ? '1' : '0', last, 'latin1')
    expect((await checkSignatures(value))[0]?.problem).toBe('forged')
    const [head = '', position = ''] = /\/ByteRange \[0 (\d+)/.exec(text.slice(text.lastIndexOf('/ByteRange'))) ?? []
    const wider = text.replace(head, `/ByteRange [0 ${Number(position) - 1}`)
    expect((await checkSignatures(Buffer.from(wider, 'latin1')))[0]?.problem).toBe('structure')
  })

  test.runIf(hasPdfsig)('is valid to pdfsig too', async () => {
    const file = join(folder, 'signed.pdf')
    writeFileSync(file, (await seal(signed, 'reviewer')).pdf)
    const found = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
    expect(found.match(/Signature is Valid/g)).toHaveLength(2)
  })
})

describe('what cannot be signed is refused', () => {
  test.each([
    ['before the author', () => seal(draft, 'reviewer'), 'HY-E-002'],
    ['twice as the same', () => seal(signed, 'author'), 'HY-E-002'],
    ['a wrong password', () => seal(draft, 'author', keyOf(author, { password: 'no' })), 'HY-E-001'],
    ['no PKCS#12', () => seal(draft, 'author', keyOf(author, { p12: new Uint8Array(9) })), 'HY-E-001'],
  ])('%s', async (_name, work, code) => {
    await expect(work()).rejects.toMatchObject({ code })
  })

  test('a certificate that has expired', async () => {
    const old = await makeCredentials({ name: 'Old', password: PASSWORD, validTo: new Date('2025-01-01T00:00:00Z') })
    await expect(seal(draft, 'author', keyOf(old))).rejects.toMatchObject({ code: 'HY-E-001' })
  })
})

test('a certificate is vouched for by itself or its issuer, and by nobody else', async () => {
  const other = await makeCredentials({ name: 'Other', password: PASSWORD })
  const der = new Uint8Array(author.certificate.toSchema(true).toBER(false))
  expect(isVouchedFor(der, [other.pem, author.pem])).toBe(true)
  expect(isVouchedFor(der, [other.pem])).toBe(false)
})
