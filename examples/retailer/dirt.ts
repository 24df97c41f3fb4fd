/** Every flaw that is put into the files on purpose, with its week (1–52) and number of rows. Nothing else is dirty. */

export type DirtKind =
  /** The same line twice in one file. An extra line. */
  | 'exactDuplicate'
  /** A case of an earlier export again, without any change. An extra line. */
  | 'unchangedRepeat'
  /** A copy of a case whose 投诉编号 is blank. An extra line. */
  | 'missingId'
  /** A copy of a case that breaks off after 20 fields. An extra line. */
  | 'tooFewFields'
  /** A copy of a case with one comma, so one field, too many. An extra line. */
  | 'tooManyFields'
  /** `合计,<rows above>,,` as the last line. An extra line. */
  | 'footer'
  /** `column` holds 2026-02-30 10:00:00. */
  | 'impossibleDate'
  /** 投诉渠道 is 抖音私信, which no list knows. */
  | 'unknownChannel'
  /** 解决时间 lies five hours before 受理时间. */
  | 'orderViolation'
  /** 客户等级, 问题类别 and 原因大类 end in blanks. */
  | 'trailingSpaces'
  /** 转派次数 and 涉及金额 are written in full-width digits. */
  | 'fullWidthDigits'
  /** `column` lies in the year 2062. */
  | 'farFuture'

export interface DirtyRows {
  week: number
  kind: DirtKind
  count: number
  column?: '投诉时间' | '受理时间' | '解决时间' | '反馈时间' | '结案时间'
}

export const dirtyRows: readonly DirtyRows[] = [
  { week: 2, kind: 'exactDuplicate', count: 3 },
  { week: 19, kind: 'exactDuplicate', count: 2 },
  { week: 31, kind: 'exactDuplicate', count: 4 },
  { week: 45, kind: 'exactDuplicate', count: 2 },
  { week: 5, kind: 'unchangedRepeat', count: 4 },
  { week: 15, kind: 'unchangedRepeat', count: 3 },
  { week: 28, kind: 'unchangedRepeat', count: 5 },
  { week: 39, kind: 'unchangedRepeat', count: 2 },
  { week: 50, kind: 'unchangedRepeat', count: 3 },
  { week: 3, kind: 'missingId', count: 1 },
  { week: 16, kind: 'missingId', count: 2 },
  { week: 36, kind: 'missingId', count: 2 },
  { week: 48, kind: 'missingId', count: 1 },
  { week: 7, kind: 'tooFewFields', count: 1 },
  { week: 34, kind: 'tooFewFields', count: 1 },
  { week: 11, kind: 'tooManyFields', count: 1 },
  { week: 38, kind: 'tooManyFields', count: 1 },
  { week: 51, kind: 'tooManyFields', count: 1 },
  { week: 4, kind: 'footer', count: 1 },
  { week: 13, kind: 'footer', count: 1 },
  { week: 26, kind: 'footer', count: 1 },
  { week: 44, kind: 'footer', count: 1 },
  { week: 16, kind: 'impossibleDate', count: 2, column: '受理时间' },
  { week: 17, kind: 'impossibleDate', count: 1, column: '投诉时间' },
  { week: 27, kind: 'impossibleDate', count: 1, column: '解决时间' },
  { week: 18, kind: 'unknownChannel', count: 2 },
  { week: 30, kind: 'unknownChannel', count: 1 },
  { week: 43, kind: 'unknownChannel', count: 3 },
  { week: 1, kind: 'orderViolation', count: 1 },
  { week: 25, kind: 'orderViolation', count: 2 },
  { week: 35, kind: 'orderViolation', count: 1 },
  { week: 47, kind: 'orderViolation', count: 3 },
  { week: 8, kind: 'trailingSpaces', count: 4 },
  { week: 29, kind: 'trailingSpaces', count: 3 },
  { week: 14, kind: 'fullWidthDigits', count: 3 },
  { week: 42, kind: 'fullWidthDigits', count: 2 },
  { week: 10, kind: 'farFuture', count: 1, column: '反馈时间' },
  { week: 40, kind: 'farFuture', count: 1, column: '结案时间' },
]

/** What stands in 总体满意度 instead of a number from 1 to 5. `５` can be read as 5; `''` is an answer left blank. */
export type DirtyAnswer = 'N/A' | '不清楚' | '５' | '6' | ''

export const dirtyAnswers: readonly { week: number; answer: DirtyAnswer; count: number }[] = [
  { week: 3, answer: 'N/A', count: 2 },
  { week: 22, answer: 'N/A', count: 3 },
  { week: 41, answer: 'N/A', count: 1 },
  { week: 6, answer: '不清楚', count: 2 },
  { week: 33, answer: '不清楚', count: 3 },
  { week: 9, answer: '５', count: 2 },
  { week: 27, answer: '５', count: 4 },
  { week: 12, answer: '6', count: 2 },
  { week: 37, answer: '6', count: 2 },
  { week: 18, answer: '', count: 4 },
  { week: 46, answer: '', count: 4 },
]

/** Rows of each kind in the first `weeks` exports. */
export function countDirt(weeks: number): Map<DirtKind, number> {
  const counts = new Map<DirtKind, number>()
  for (const { week, kind, count } of dirtyRows) {
    if (week <= weeks) counts.set(kind, (counts.get(kind) ?? 0) + count)
  }
  return counts
}
