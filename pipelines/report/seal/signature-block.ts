import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import type { OpenedBrowser } from '../browser.ts'
import type { Certificate } from './certificate.ts'
import { printBox } from './printed-box.ts'
import type { Role } from './roles.ts'

interface Block {
  readonly certificate: Certificate
  readonly role: Role
  readonly now: Date
  readonly locale: Locale
  /** Of the field, in points. */
  readonly width: number
  readonly height: number
  readonly browser: OpenedBrowser | undefined
}

const STYLE = `
  .seal { display: flex; gap: 10pt; align-items: center; height: 100%; box-sizing: border-box;
    border-left: 2pt solid #1f4e79; padding-left: 6pt; line-height: 1.35; }
  .name { font-size: 10pt; font-weight: 700; color: #1f4e79; }
  .by, .proof { font-size: 6.5pt; color: #444; }
  .who { flex: 0 0 34%; }`

/** What a reader sees in the place of a signature: who signed as what and when, and which certificate proves it. */
export async function signatureBlock(block: Block): Promise<Uint8Array> {
  const { certificate, role, now, locale } = block
  const say = (key: string, values = {}) => escapeHtml(message(locale, 'seal', key, values))
  const digits = certificate.fingerprint.slice(0, 32).match(/.{4}/g)?.join(' ') ?? ''
  const html = [
    `<style>${STYLE}</style><div class="seal">`,
    `<div class="who"><div class="name">${escapeHtml(certificate.name)}</div>`,
    `<div class="by">${escapeHtml(certificate.organisation ?? '')}</div></div>`,
    `<div class="proof"><div>${say('block.signed', { role: message(locale, 'seal', `roles.${role}`) })}</div>`,
    `<div>${say('block.at', { instant: `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC` })}</div>`,
    `<div>${say('block.certificate', { digits })}</div></div></div>`,
  ].join('')
  return await printBox({ html, width: block.width, height: block.height, locale, browser: block.browser })
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
