/** Words that say nothing about the matter of a complaint, folded: lowercase and simplified. */
const ENGLISH =
  'a about after again all also am an and any are as at be because been before being but by can could did do does ' +
  'doing done for from get got had has have having he her here him his how i if im in into is it its ive just like ' +
  'made make me more most my no nor not now of on one only or other our out over own please re said same she should ' +
  'since so some still such than thank thanks that the their them then there these they this those through time to ' +
  'told too under until up us very via want was we well were what when where which while who why will with would ' +
  'you your dear hello hi sir madam regards dont didnt doesnt cant wont isnt wasnt'
const CHINESE =
  '的 了 是 在 我 我们 你 你们 您 他 她 它 他们 这 那 这个 那个 这样 那样 这种 这些 那些 什么 怎么 为什么 哪里 谁 ' +
  '和 与 及 或 但 但是 而 而且 因为 所以 如果 就 都 也 还 又 再 才 只 很 太 更 最 不 没 没有 有 无 被 把 给 让 向 从 ' +
  '到 对 于 为 以 之 其 并 等 请 请问 您好 你好 谢谢 麻烦 希望 要求 需要 可以 能 不能 会 不会 要 不要 想 应该 必须 ' +
  '已经 一直 现在 今天 昨天 明天 上周 本周 后来 然后 之后 之前 以前 以后 时候 时间 一个 一次 一下 一些 几次 第二 ' +
  '自己 别人 大家 东西 事情 问题 情况 投诉 客诉 反映 处理 尽快 解决 说 问 看 去 来 做 用 买 过 着 得 地 吗 呢 吧 啊 ' +
  '到底 根本 真的 非常 还是 就是 不是 只是 只有 结果 起来 出来 下来 上 下 里 外 中 前 后 多 少 大 小 好 元 天 年 月 日'
const STOP_WORDS = new Set(`${ENGLISH} ${CHINESE}`.split(' '))

export function isStopWord(folded: string): boolean {
  return STOP_WORDS.has(folded)
}
