import { factsOf } from './catalogue.ts'
import type { Complaint } from './complaint.ts'
import { dashedText, type LocalTime, slashedText } from './local-time.ts'
import { recordColumns, recordMoments } from './record-columns.ts'
import { oldStatusWeeks, slashedDateWeeks } from './stories.ts'

/** A complaint as the complaint system shows it in the export of a week. */
export interface Sight {
  complaint: Complaint
  week: number
  /** Moment of the export: what happens later is not there yet. */
  until: LocalTime
}

type Column = readonly [header: string, value: (sight: Sight) => string]

/** The columns of `complaints_*.csv` in order. */
export const complaintColumns: readonly Column[] = [
  ['投诉编号', ({ complaint }) => complaint.id],
  ['客户编号', ({ complaint }) => complaint.customer.id],
  ['客户姓名', ({ complaint }) => complaint.customer.name],
  ['联系电话', ({ complaint }) => complaint.customer.phone],
  ['客户等级', ({ complaint }) => complaint.customer.tier],
  ['投诉渠道', ({ complaint }) => complaint.channelName],
  ['投诉来源地区', ({ complaint }) => complaint.region],
  ['门店', ({ complaint }) => complaint.shop],
  ['投诉时间', (sight) => time(sight, sight.complaint.timeline.received)],
  ['登记时间', (sight) => time(sight, sight.complaint.timeline.registered)],
  ['受理时间', (sight) => time(sight, sight.complaint.timeline.accepted)],
  ['首次响应时间', (sight) => time(sight, sight.complaint.timeline.firstResponse)],
  ['启动处理时间', (sight) => time(sight, sight.complaint.timeline.started)],
  ['评估完成时间', (sight) => time(sight, sight.complaint.timeline.assessed)],
  ['正式通知时间', (sight) => time(sight, sight.complaint.timeline.notified)],
  ['解决时间', (sight) => time(sight, sight.complaint.timeline.resolved)],
  ['反馈时间', (sight) => time(sight, sight.complaint.timeline.fedBack)],
  ['确认函发送时间', (sight) => time(sight, sight.complaint.timeline.confirmationSent)],
  ['客户确认时间', (sight) => time(sight, sight.complaint.timeline.confirmed)],
  ['结案时间', (sight) => time(sight, closing(sight))],
  ['重开时间', (sight) => time(sight, sight.complaint.timeline.reopened)],
  ['状态', status],
  ['投诉性质', ({ complaint }) => factsOf(complaint.category).nature],
  ['问题类别', ({ complaint }) => complaint.category],
  ['产品线', ({ complaint }) => complaint.product?.line ?? ''],
  ['批次号', ({ complaint }) => complaint.lot],
  ['等级', ({ complaint }) => complaint.level],
  ['是否重大', ({ complaint }) => yesNo(complaint.major)],
  ['原因大类', (sight) => cause(sight)[0]],
  ['原因', (sight) => cause(sight)[1]],
  ['服务阶段', ({ complaint }) => complaint.stage],
  ['责任部门', (sight) => transfers(sight).at(-1)?.to ?? factsOf(sight.complaint.category).department],
  ['处理人', (sight) => handler(sight).name],
  ['处理人角色', (sight) => handler(sight).role],
  ['难度', ({ complaint }) => (complaint.complex ? '复杂' : '简单')],
  ['转派次数', (sight) => String(transfers(sight).length)],
  ['是否升级', (sight) => yesNo(seen(sight, sight.complaint.escalated))],
  ['处理方式', (sight) => (seen(sight, sight.complaint.timeline.resolved) ? sight.complaint.remedy : '')],
  ['涉及金额', ({ complaint }) => complaint.amount],
  ['诉求', ({ complaint }) => complaint.demand],
  ['投诉内容', ({ complaint }) => complaint.text],
  ...recordColumns,
  ...recordMoments.map(([header, moment]): Column => [header, (sight) => time(sight, moment(sight))]),
]

/** Writes a moment as the complaint system did in that week. */
export function writeMoment(week: number, moment: LocalTime): string {
  return slashedDateWeeks.includes(week) ? slashedText(moment) : dashedText(moment)
}

/** Every moment at which something about the case changes. */
export function changesOf({ timeline, transfers, escalated, cause, causeKnown }: Complaint): LocalTime[] {
  const known = cause === undefined ? undefined : causeKnown
  const moments = [...Object.values(timeline), ...transfers.map(({ at }) => at), escalated, known]
  return moments.filter((moment) => moment !== undefined)
}

function seen({ until }: Sight, moment: LocalTime | undefined): moment is LocalTime {
  return moment !== undefined && moment <= until
}

function time(sight: Sight, moment: LocalTime | undefined): string {
  return seen(sight, moment) ? writeMoment(sight.week, moment) : ''
}

/** Reopening takes the closing time away until the case is closed again. */
function closing(sight: Sight): LocalTime | undefined {
  const { closed, reopened, closedAgain } = sight.complaint.timeline
  return seen(sight, reopened) ? closedAgain : closed
}

function status(sight: Sight): string {
  const { accepted, started, waitingForCustomer, resolved, reopened } = sight.complaint.timeline
  if (seen(sight, closing(sight))) {
    return resolved === undefined ? '不予受理' : sight.week <= oldStatusWeeks ? '结案' : '已结案'
  }
  if (seen(sight, reopened)) return '重开'
  if (seen(sight, resolved)) return '已解决'
  if (seen(sight, waitingForCustomer)) return '待客户'
  if (seen(sight, started)) return '处理中'
  return seen(sight, accepted) ? '已受理' : '新建'
}

function cause(sight: Sight): readonly [group: string, cause: string] {
  const { cause, causeKnown } = sight.complaint
  return cause !== undefined && seen(sight, causeKnown) ? cause : ['', '']
}

function transfers(sight: Sight) {
  return sight.complaint.transfers.filter(({ at }) => at <= sight.until)
}

function handler(sight: Sight) {
  const { escalated, firstHandler, secondHandler } = sight.complaint
  return seen(sight, escalated) ? secondHandler : firstHandler
}

function yesNo(yes: boolean): string {
  return yes ? '是' : '否'
}
