import { simplified } from '../../core/simplified.ts'

/** What a column that looks like personal data holds; `quasi` identifies a person together with others of its kind. */
export type PersonalKind = 'name' | 'phone' | 'email' | 'id_number' | 'address' | 'account' | 'ip_address' | 'quasi'

const BY_NAME: readonly (readonly [PersonalKind, RegExp])[] = [
  ['email', /邮箱|邮件地址|信箱|^电子邮件$|e-?mail/i],
  ['phone', /电话|手机|联系方式|联络方式|主叫|传真|phone|mobile|\btel\b|\bfax\b|caller ?(id|number)/i],
  ['id_number', /身份证|证件号|护照|统一编号|id ?card|passport|\bssn\b|national ?id|identity ?n/i],
  ['address', /地址|住址|门牌|\baddress|street/i],
  ['ip_address', /\bip\b|来自ip/i],
  [
    'account',
    /微信号|微信id|openid|unionid|\bqq|银行卡|卡号|账号|\biban\b|bank ?account|card ?number|licen[sc]e ?plate|车牌/i,
  ],
  [
    'name',
    /姓名|联系人|投诉人|来电人|收货人|收件人|申诉人|反映人|(first|last|full|customer|client|contact|caller|requester|complainant|reporter|agent|assignee|consumer|user)[ _]?name|^(caller|requester|complainant|reporter|submitter)$/i,
  ],
  [
    'quasi',
    /邮编|邮政编码|经度|纬度|坐标|生日|出生|年龄|性别|\bzip|postal|postcode|latitude|longitude|coordinate|birth|\bage\b|gender|\bsex\b/i,
  ],
]
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const BY_VALUE: readonly (readonly [PersonalKind, (value: string) => boolean])[] = [
  ['email', (value) => /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(value)],
  ['id_number', isIdentityNumber],
  ['phone', isPhone],
  ['address', isAddress],
  ['ip_address', (value) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value)],
]
const ENOUGH = 0.5
const NAMES_ENOUGH = 0.8
const NAMES_AT_LEAST = 8

/** What personal data a column looks like, by its name or by most of its values. */
export function personalKind(name: string, values: ReadonlyMap<string, number>): PersonalKind | undefined {
  const words = simplified(name).replaceAll(/[_.-]+/g, ' ')
  return personalByValue(values) ?? BY_NAME.find(([, pattern]) => pattern.test(words))?.[0]
}

/** The same by the values alone. */
export function personalByValue(values: ReadonlyMap<string, number>): PersonalKind | undefined {
  const all = [...values.keys()]
  if (all.length === 0) return undefined
  const share = (test: (value: string) => boolean) => all.filter(test).length / all.length
  const found = BY_VALUE.find(([, test]) => share(test) >= ENOUGH)?.[0]
  if (found !== undefined) return found
  return all.length >= NAMES_AT_LEAST && share(isChineseName) >= NAMES_ENOUGH ? 'name' : undefined
}

/** Whether a single value must not be shown: it looks like a way to reach or identify a person. */
export function isTelling(value: string): boolean {
  return BY_VALUE.some(([, test]) => test(value)) || /\d{6}|@/.test(value)
}

function isPhone(value: string): boolean {
  const digits = value.replaceAll(/[\s().-]/g, '')
  return (
    /^(?:\+?86)?1[3-9]\d[\d*]{8}$/.test(digits) ||
    /^09\d{2}[\d*]{6}$/.test(digits) ||
    (/^0\d{1,3}[-\s)]/.test(value) && /^0\d{8,11}$/.test(digits)) ||
    /^\+\d{8,15}$/.test(digits) ||
    /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(value)
  )
}

/** Identity numbers of the mainland and of Taiwan, by their check digits. */
function isIdentityNumber(value: string): boolean {
  if (/^\d{17}[\dXx]$/.test(value)) {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const sum = weights.reduce((total, weight, index) => total + weight * Number(value[index]), 0)
    return '10X98765432'[sum % 11] === value[17]?.toUpperCase()
  }
  if (!/^[A-Z][12]\d{8}$/.test(value)) return false
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(value[0] ?? '') + 10
  const digits = [Math.floor(letter / 10), letter % 10, ...[...value.slice(1)].map(Number)]
  return (
    digits.reduce((total, digit, index) => total + digit * ([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][index] ?? 0), 0) % 10 ===
    0
  )
}

function isAddress(value: string): boolean {
  const text = simplified(value)
  const parts = text.match(/[省市区县镇乡村路街道巷弄号楼栋室]/g)?.length ?? 0
  if (parts >= 3 && /\d/.test(text)) return true
  return /^\d+\s.*\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|lane|ln|drive|dr|way|court|ct|place|pl)\b/i.test(
    value,
  )
}

function isChineseName(value: string): boolean {
  return /^[\u4e00-\u9fff]{2,4}$/.test(value) && SURNAMES.includes(simplified(value)[0] ?? ' ')
}
