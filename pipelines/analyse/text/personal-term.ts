/** The commonest Chinese family names, simplified. */
const FAMILY_NAMES = new Set(
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常',
)

/**
 * Whether a term, folded, may be personal data: it holds a digit, a sign of an address, a single letter, or one of the
 * given names of customers and staff; or it is a family name with one or two characters that no dictionary knows
 * (`isGlued`: put together of single characters).
 */
export function looksPersonal(term: string, names: ReadonlySet<string>, isGlued: boolean): boolean {
  if (/[\d@_/\\.:]/.test(term) || names.has(term)) return true
  if (term.split(' ').some((word) => names.has(word))) return true
  return isGlued && term.length <= 3 && FAMILY_NAMES.has(term.charAt(0))
}
