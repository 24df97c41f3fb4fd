import { factsOf } from './catalogue.ts'
import type { Sight } from './complaint-columns.ts'
import type { LocalTime } from './local-time.ts'

type TextColumn = readonly [header: string, value: (sight: Sight) => string]
type TimeColumn = readonly [header: string, moment: (sight: Sight) => LocalTime | undefined]

const REGISTRARS = ['登记员一组', '登记员二组', '登记员三组']
const DETECTED = ['客户', '客户', '客户', '客户', '员工', '调查', '数据']
const LIFE_CYCLE = ['新客', '成长期', '成熟期', '成熟期', '衰退期']
const REMEDIES = ['无', '道歉', '道歉', '补偿', '优惠', '礼品']
const HANDLER_TIER: Readonly<Record<string, string>> = {
  一线客服: '一线',
  客服组长: '高级',
  投诉专员: '专家',
  客服主管: '管理层',
}

/**
 * What the record of a case says beside its flow: filled from the number of the case, so that it changes nothing of what
 * is drawn by chance, and at moments at which the case changes anyway.
 */
export const recordColumns: readonly TextColumn[] = [
  ['工单号', (sight) => on(sight, sight.complaint.timeline.accepted, `GD${sight.complaint.id.replace(/\D/g, '')}`)],
  ['登记人', (sight) => one(sight, REGISTRARS, 1)],
  ['首问责任人', ({ complaint }) => complaint.firstHandler.name],
  ['处理层级', (sight) => HANDLER_TIER[handlerRole(sight)] ?? ''],
  ['客户类型', (sight) => (remainder(sight, 11) === 0 ? '企业客户' : '个人客户')],
  ['客户生命周期', (sight) => one(sight, LIFE_CYCLE, 3)],
  ['发现方式', (sight) => one(sight, DETECTED, 2)],
  ['投诉范围', ({ complaint }) => (complaint.lot === 'LZ260518' ? '批量客户' : '单个客户')],
  [
    '联系地址',
    (sight) => (remainder(sight, 9) === 0 ? '' : `${sight.complaint.region}示例路${remainder(sight, 300) + 1}号`),
  ],
  ['期望结果', (sight) => (remainder(sight, 8) === 0 ? '' : sight.complaint.demand)],
  ['联系次数', (sight) => on(sight, sight.complaint.timeline.resolved, String(contacts(sight)))],
  ['问题分析', (sight) => filled(sight, 6, `${sight.complaint.category}：已核对订单与处理记录`)],
  ['原因分析', (sight) => filled(sight, 5, sight.complaint.cause?.[1] ?? '')],
  ['改进措施', (sight) => filled(sight, 4, `与${factsOf(sight.complaint.category).department}复盘并更新作业要点`)],
  ['处理结果', (sight) => filled(sight, 12, `${sight.complaint.remedy}，已完成`)],
  ['补救方式', (sight) => on(sight, sight.complaint.timeline.resolved, one(sight, REMEDIES, 5))],
  [
    '书面反馈',
    (sight) =>
      on(sight, sight.complaint.timeline.fedBack, seen(sight, sight.complaint.timeline.confirmationSent) ? '是' : '否'),
  ],
  ['客户确认结果', confirmation],
  ['符合期望', (sight) => on(sight, sight.complaint.timeline.confirmed, remainder(sight, 5) === 0 ? '否' : '是')],
  [
    '后续跟进',
    (sight) => (remainder(sight, 7) === 0 ? '' : on(sight, sight.complaint.timeline.closed, '已跟进，无新问题')),
  ],
  ['档案编号', (sight) => on(sight, sight.complaint.timeline.closed, `DA-${sight.complaint.id}`)],
  ['涉及人身安全', ({ complaint }) => (complaint.lot === 'LZ260518' ? '是' : '否')],
  ['涉及法律', (sight) => (remainder(sight, 97) === 0 ? '是' : '否')],
  ['涉及媒体', (sight) => (remainder(sight, 211) === 0 ? '是' : '否')],
]

/** Its moments; a major case is investigated and put right, every case that was told of is contacted and followed up. */
export const recordMoments: readonly TimeColumn[] = [
  ['调查完成时间', ({ complaint }) => (complaint.major || complaint.complex ? complaint.timeline.notified : undefined)],
  ['整改完成时间', ({ complaint }) => (complaint.major ? complaint.timeline.closed : undefined)],
  ['回访时间', (sight) => (remainder(sight, 13) === 0 ? undefined : sight.complaint.timeline.fedBack)],
  ['跟进时间', (sight) => (remainder(sight, 7) === 0 ? undefined : sight.complaint.timeline.closed)],
  ['复核时间', ({ complaint }) => (complaint.complex ? complaint.timeline.closed : undefined)],
]

function confirmation(sight: Sight): string {
  const { confirmed, fedBack } = sight.complaint.timeline
  if (!seen(sight, fedBack)) return ''
  return seen(sight, confirmed) ? '是' : '未回复'
}

function contacts(sight: Sight): number {
  const { complex, transfers, timeline } = sight.complaint
  return 1 + transfers.length + (complex ? 1 : 0) + (seen(sight, timeline.reopened) ? 1 : 0)
}

function handlerRole({ complaint, until }: Sight): string {
  const isUp = complaint.escalated !== undefined && complaint.escalated <= until
  return (isUp ? complaint.secondHandler : complaint.firstHandler).role
}

/** A text that stands once the case is resolved, but in one of `every` cases is left out. */
function filled(sight: Sight, every: number, text: string): string {
  return remainder(sight, every) === 0 ? '' : on(sight, sight.complaint.timeline.resolved, text)
}

function one(sight: Sight, values: readonly string[], shift: number): string {
  return values[(remainder(sight, 10_007) + shift) % values.length] ?? ''
}

function remainder({ complaint }: Sight, divisor: number): number {
  return Number(complaint.id.replace(/\D/g, '').slice(-9)) % divisor
}

function on(sight: Sight, moment: LocalTime | undefined, text: string): string {
  return seen(sight, moment) ? text : ''
}

function seen({ until }: Sight, moment: LocalTime | undefined): moment is LocalTime {
  return moment !== undefined && moment <= until
}
