import { domainToASCII } from 'node:url'
import { HuiyinError } from '../core/errors.ts'

const LOCAL_PART = /^[A-Za-z0-9_][\w+=~&'#$-]*(?:\.[\w+=~&'#$-]+)*$/
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i
const UNICODE_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u

/**
 * A recipient as the one bare address that it must be, its domain in ASCII (例子.cn → xn--fsqu00a.cn).
 * Throws HY-S-003 for everything else: names, lists, comments, quotes, routes, white space, control characters.
 */
export function recipientAddress(recipient: string): string {
  const address = bareAddress(recipient)
  if (address === undefined) throw new HuiyinError('HY-S-003', { recipient: visible(recipient) })
  return address
}

/**
 * One `name@domain.tld` of allow-listed characters, or undefined. Stricter than the standard on purpose: whatever a mail
 * library could read as more than one address never reaches it.
 */
export function bareAddress(text: string): string | undefined {
  const [local = '', domain = '', ...rest] = text.split('@')
  if (rest.length > 0 || local.length > 64 || !LOCAL_PART.test(local)) return undefined
  const ascii = asciiDomain(domain)
  const address = `${local}@${ascii}`
  return DOMAIN.test(ascii) && address.length <= 254 ? address : undefined
}

function asciiDomain(domain: string): string {
  const isUnicode = [...domain].some((letter) => letter > '\u{7f}')
  return isUnicode && UNICODE_DOMAIN.test(domain) ? domainToASCII(domain) : domain
}

/** The text with characters that one cannot see written out, so that it can stand in a message or a log. */
function visible(text: string): string {
  const shown = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`)
  return shown === '' ? '(empty)' : shown.slice(0, 320)
}
