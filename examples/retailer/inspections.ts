import { localTime } from './local-time.ts'
import type { Cell } from './write-xlsx.ts'

export const inspectionHeaders = [
  '检查编号',
  '检查类型',
  '所属季度',
  '检查日期',
  '被检单位',
  '所属部门',
  '检查人',
  '检查方',
  '第三方机构',
  '检查方法',
  '得分',
  '满分',
  '抽样数',
  '正确数',
  '抽样规则',
  '涵盖日常流程',
  '涵盖投诉处理',
  '涵盖培训',
  '涵盖客户反馈',
  '审核阶段',
  '报告日期',
  '签字人',
  '签字日期',
  '审核背景',
  '改进建议',
  '后续跟踪',
]

const RULE = '每组随机抽取当月结案件'

/** 质量检查登记表 as it stood on 2026-11-15: one quarter has no inspection, one report is not signed. */
export const inspectionRows: readonly Cell[][] = [
  quarterly('JC-2025Q4', '2025-Q4', '2025-12-16', [88, 60, 55], '2025-12-22', '2025-12-23'),
  quarterly('JC-2026Q1', '2026-Q1', '2026-03-17', [90, 60, 56], '2026-03-24', '2026-03-25'),
  // The inspection of the second quarter was left out.
  quarterly('JC-2026Q3', '2026-Q3', '2026-09-15', [84, 60, 51], '2026-09-21', ''),
  other('SH-2026-1', '内部审核', '2026-05-12', '记录抽查', '内审', '', [86, 80, 71], '2026-05-29'),
  other(
    'SF-2026-1',
    '第三方评价',
    '2026-06-23',
    '问卷',
    '第三方',
    '云岭市服务质量研究会',
    [82, 200, 170],
    '2026-07-10',
  ),
  other('HY-2026-1', '监督会议', '2026-07-21', '数据分析', '运营管理', '', [90, 40, 36], '2026-07-22'),
]

export const findingHeaders = [
  '发现编号',
  '检查编号',
  '发现代码',
  '严重程度',
  '发现描述',
  '原因',
  '建议',
  '责任部门',
  '负责人',
  '发现日期',
  '整改期限',
  '关闭日期',
  '状态',
  '重复自',
  '整改证据',
]

/** 审核发现登记表: F03 comes up twice, one finding is overdue. */
export const findingRows: readonly Cell[][] = [
  finding(
    'FX-001',
    'JC-2025Q4',
    'F01',
    '一般不符合',
    ['登记时间晚于收到一天', '客服中心'],
    ['2025-12-16', '2026-01-15', '2026-01-12'],
  ),
  finding(
    'FX-002',
    'JC-2025Q4',
    'F03',
    '一般不符合',
    ['反馈内容缺少原因', '客服中心'],
    ['2025-12-16', '2026-01-31', '2026-01-30'],
  ),
  finding(
    'FX-003',
    'JC-2026Q1',
    'F05',
    '观察项',
    ['转派未说明理由', '物流部'],
    ['2026-03-17', '2026-04-15', '2026-04-10'],
  ),
  finding(
    'FX-004',
    'SH-2026-1',
    'F03',
    '严重不符合',
    ['反馈内容缺少原因', '客服中心'],
    ['2026-05-12', '2026-06-15', '2026-06-20'],
    'FX-002',
  ),
  finding('FX-005', 'SH-2026-1', 'F08', '改进机会', ['知识库条目过期', '质量管理部'], ['2026-05-12', '2026-08-31', '']),
  finding(
    'FX-006',
    'JC-2026Q3',
    'F01',
    '一般不符合',
    ['登记时间晚于收到一天', '客服中心'],
    ['2026-09-15', '2026-12-15', ''],
    'FX-001',
  ),
]

function quarterly(
  id: string,
  quarter: string,
  inspected: string,
  counts: [score: number, sampled: number, correct: number],
  reported: string,
  signed: string,
): Cell[] {
  return [
    ...[id, '季度检查', quarter, day(inspected), '客服中心一组', '客服中心', '质检员甲', '质量管理', '', '录音抽听'],
    ...scores(counts),
    ...['是', '是', '否', '是', '报告', day(reported), signed === '' ? '' : '质量经理', day(signed)],
    ...['每季度例行检查', '对得分最低的两组补训', signed === '' ? '' : '补训已完成'],
  ]
}

function other(
  id: string,
  kind: string,
  inspected: string,
  method: string,
  role: string,
  evaluator: string,
  counts: [score: number, sampled: number, correct: number],
  reported: string,
): Cell[] {
  const [year = '', month = ''] = inspected.split('-')
  const quarter = `${year}-Q${Math.ceil(Number(month) / 3)}`
  return [
    ...[id, kind, quarter, day(inspected), '客服中心', '客服中心', '审核员乙', role, evaluator, method],
    ...scores(counts),
    ...['是', '是', '是', '是', '报告', day(reported), '审核组长', day(reported)],
    ...['按年度计划进行', '补全反馈要素并复查', '列入改进追踪表'],
  ]
}

function scores([score, sampled, correct]: [score: number, sampled: number, correct: number]): Cell[] {
  return [score, 100, sampled, correct, RULE]
}

function finding(
  id: string,
  inspection: string,
  code: string,
  severity: string,
  [text, department]: [text: string, department: string],
  [found, due, closed]: [found: string, due: string, closed: string],
  repeats = '',
): Cell[] {
  return [
    ...[id, inspection, code, severity, text, '执行不到位', '补充规定并抽查', department, '部门负责人'],
    ...[
      day(found),
      day(due),
      day(closed),
      closed === '' ? '整改中' : '已关闭',
      repeats,
      closed === '' ? '' : '复查记录',
    ],
  ]
}

function day(date: string): Cell {
  return date === '' ? '' : { day: localTime(date) }
}
