import { type DirtyAnswer, dirtyAnswers } from './dirt.ts'
import { dashedText, type LocalTime } from './local-time.ts'
import { openRandom } from './random.ts'
import { exportMoment } from './simulate.ts'
import { textDateWeeks } from './stories.ts'
import type { Invitation } from './survey.ts'
import type { Cell } from './write-xlsx.ts'

export const surveyHeaders = [
  '问卷编号',
  '投诉编号',
  '发送时间',
  '发送方式',
  '送达状态',
  '回答时间',
  '总体满意度',
  '推荐意愿',
  '处理时效评分',
  '处理质量评分',
  '结果满意评分',
  '意见',
]

/** The records of `survey_*.xlsx`: invitations sent or answered since the last export, in order of sending. */
export function exportSurvey(seed: number, week: number, invitations: readonly Invitation[]): Cell[][] {
  const until = exportMoment(week)
  const since = exportMoment(week - 1)
  const isNew = (moment: LocalTime | undefined) => moment !== undefined && moment > since && moment <= until
  const shown = invitations
    .filter(({ sent, answer }) => isNew(sent) || isNew(answer?.at))
    .sort((one, other) => one.sent - other.sent || (one.id < other.id ? -1 : 1))
  const odd = oddAnswers(
    seed,
    week,
    shown.filter(({ answer }) => isNew(answer?.at)),
  )
  return shown.map((invitation) => surveyRow(invitation, week, until, odd.get(invitation.id)))
}

/** Title and time of export above the header, as the survey tool writes them. */
export function surveyPreamble(week: number): Cell[][] {
  return [['云岭优选 客户满意度调查导出'], ['导出时间', dashedText(exportMoment(week))]]
}

function surveyRow(invitation: Invitation, week: number, until: LocalTime, odd: DirtyAnswer | undefined): Cell[] {
  const { id, complaintId, sent, mode, delivered, answer } = invitation
  const date = (moment: LocalTime): Cell => (textDateWeeks.includes(week) ? dashedText(moment) : { moment })
  const known = [id, complaintId, date(sent), mode, delivered ? '成功' : '失败']
  if (answer === undefined || answer.at > until) return [...known, '', '', '', '', '', '', '']
  const { at, overall, recommend, speed, quality, outcome, comment } = answer
  return [...known, date(at), writeScore(odd) ?? overall, recommend, speed, quality, outcome, comment]
}

/** The impossible 6 is a true number, as the tool wrote it; the others are text. */
function writeScore(odd: DirtyAnswer | undefined): Cell | undefined {
  return odd === '6' ? 6 : odd
}

/** Which of the newly answered invitations carry one of the declared odd answers. */
function oddAnswers(seed: number, week: number, answered: readonly Invitation[]): Map<string, DirtyAnswer> {
  const random = openRandom(seed, 'odd-answers', week)
  const chosen = new Map<string, DirtyAnswer>()
  for (const task of dirtyAnswers.filter((each) => each.week === week)) {
    const goal = chosen.size + task.count
    while (chosen.size < goal) {
      const { id } = random.pick(answered)
      if (!chosen.has(id)) chosen.set(id, task.answer)
    }
  }
  return chosen
}
