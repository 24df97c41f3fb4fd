import { localTime } from './local-time.ts'
import { carrierHandover, chatSlowdown, faultyLot, refundRedesign, scriptTraining } from './stories.ts'
import type { Cell } from './write-xlsx.ts'

export const improvementHeaders = [
  '改进编号',
  '改进主题',
  '措施类型',
  '针对原因切片',
  '阶段',
  '责任角色',
  '开始日期',
  '计划完成日期',
  '生效日期',
  '目标指标',
  '目标值',
  '试点范围',
  '备注',
  '负责人',
  '提出方',
  '实施步骤',
  '资源配置',
  '风险预案',
  '目标比较',
  '目标数',
  '最近评审日期',
  '流程文件版本',
  '知识库条目',
  '是否自动化',
  '效果证据',
  '一问为什么',
  '二问为什么',
  '三问为什么',
  '四问为什么',
  '五问为什么',
  '根因可采取措施',
]

/** What the register says beyond the sheet's first columns, by action. */
const details: Readonly<Record<string, readonly Cell[]>> = {
  'GJ-001': [
    '许静',
    '客户',
    '推广',
    '财务与系统各一人',
    '退回四级审批',
    '下降（比例）',
    0.4,
    '2026-08-20',
    'LC-退款-3.0',
    'ZS-021',
    '否',
    '生效前后件数对比',
  ],
  'GJ-002': [
    '何敏',
    '管理层',
    '推广',
    '培训预算两万元',
    '分批参加',
    '不高于',
    0.06,
    '2026-09-17',
    'LC-话术-2.1',
    'ZS-025',
    '否',
    '',
  ],
  'GJ-003': [
    '秦勇',
    '员工',
    '诊断与问题识别',
    '开发两人月',
    '可切回旧规则',
    '不低于',
    0.95,
    '2026-10-22',
    '',
    '',
    '是',
    '',
  ],
  'GJ-004': [
    '魏强',
    '检查与审核',
    '推广',
    '召回专项资金',
    '库存替换',
    '不高于',
    0,
    '2026-08-20',
    'LC-来料-1.4',
    'ZS-023',
    '否',
    '该批次此后无新增',
  ],
  'GJ-005': ['陈刚', '员工', '试点', '扫描枪二十把', '', '不高于', 12, '2026-10-22', '', '', '是', ''],
  'GJ-006': ['杨娟', '员工', '重构与改进', '', '', '低于', 0.05, '', '', '', '否', ''],
  'GJ-007': [
    '曹静',
    '客户',
    '推广',
    '市场部两人校对',
    '延后上线',
    '下降（比例）',
    0.3,
    '2026-06-18',
    'LC-活动-1.2',
    'ZS-019',
    '否',
    '',
  ],
  'GJ-008': [
    '孔平',
    '客户',
    '测试与验证',
    '税务接口费用',
    '保留人工开票',
    '下降（比例）',
    0.5,
    '2026-10-22',
    '',
    '',
    '是',
    '',
  ],
}

/** Answers to five whys, of the actions that have any, and whether something can be done about the last one. */
const whys: Readonly<Record<string, readonly Cell[]>> = {
  'GJ-001': [
    '退款要等十天以上',
    '每笔要四级审批',
    '审批权限按金额统一设置',
    '小额退款没有单独规则',
    '退款制度三年未评审',
    '是',
  ],
  'GJ-004': ['空气炸锅冒烟', '温控器失灵', '该批次温控器换了供应商', '来料只抽检外观', '', '是'],
  'GJ-005': ['配送延迟增多', '包裹在中转仓滞留', '交接时无人签收', '', '', ''],
  'GJ-007': ['顾客认为活动规则前后不一', '页面与短信文字不同', '两处由不同的人撰写', '上线前没有核对', '', '是'],
}

/** 服务改进追踪表 as it stood on 2026-11-15. Of the actions in effect, only GJ-001 changes what the exports show. */
export const improvementRows: readonly Cell[][] = [
  action('GJ-001', '退款流程改造', '纠正', `问题类别=${refundRedesign.category}`, 'A', '财务部负责人', [
    ['2026-03-16', '2026-05-15', refundRedesign.from],
    ['每周退款慢投诉件数', '下降40%', '全量上线，无试点', '审批由四级减为两级'],
  ]),
  action('GJ-002', '客服话术培训', '纠正', `问题类别=${scriptTraining.category}`, 'C', '客服中心培训主管', [
    ['2026-06-22', '2026-07-31', scriptTraining.from],
    ['客服态度差投诉占比', '降至6%以下', '全体一线客服', '因6月投诉最多而启动'],
  ]),
  action('GJ-003', '在线客服系统排队规则调整', '纠正', '投诉渠道=在线客服;指标=首次响应', 'P', '信息技术部产品经理', [
    ['2026-10-12', '2026-12-31', ''],
    ['首次响应24小时达标率', '恢复至95%', '拟先试点夜班组', `${chatSlowdown.from}系统切换后变慢`],
  ]),
  action('GJ-004', '空气炸锅批次召回与来料复检', '纠正', `批次号=${faultyLot.lot}`, 'A', '质量管理部负责人', [
    ['2026-06-05', '2026-06-30', '2026-06-12'],
    ['该批次新增投诉', '0件', '该批次全部已售商品', '供应商已审核'],
  ]),
  action(
    'GJ-005',
    '承运商交接扫描与违约考核',
    '纠正',
    `原因=${carrierHandover.cause};地区=${carrierHandover.region}`,
    'D',
    '物流部负责人',
    [
      ['2026-10-19', '2026-12-18', ''],
      ['每周配送延迟投诉件数', '恢复至9月前水平', '先在华东两个仓试点', '试点尚未开始计数'],
    ],
  ),
  action('GJ-006', '自提缺货首问负责制', '预防', '问题类别=缺货取消;转派次数≥3', 'P', '门店运营负责人', [
    ['2026-11-02', '2027-01-15', ''],
    ['转派3次及以上占比', '降至5%以下', '上海徐汇店、成都锦江店', ''],
  ]),
  action('GJ-007', '活动规则上线前双人校对', '预防', '问题类别=活动规则不清', 'C', '市场部负责人', [
    ['2026-01-12', '2026-02-06', '2026-03-02'],
    ['活动规则不清投诉件数', '下降30%', '会员日活动', ''],
  ]),
  action('GJ-008', '电子发票自动开具', '预防', '问题类别=发票问题', 'D', '财务部税务主管', [
    ['2026-07-13', '2026-10-16', ''],
    ['发票问题投诉件数', '下降50%', '华南区', '已逾期，接口联调未完成'],
  ]),
]

function action(
  id: string,
  topic: string,
  kind: '纠正' | '预防',
  slice: string,
  phase: 'P' | 'D' | 'C' | 'A',
  owner: string,
  [[start, due, effective], rest]: [dates: [string, string, string], rest: [string, string, string, string]],
): Cell[] {
  const more = details[id] ?? []
  const reviewed = more.map((cell, index) => (index === 7 && typeof cell === 'string' ? day(cell) : cell))
  return [
    id,
    topic,
    kind,
    slice,
    phase,
    owner,
    day(start),
    day(due),
    day(effective),
    ...rest,
    ...reviewed,
    ...(whys[id] ?? []),
  ]
}

function day(date: string): Cell {
  return date === '' ? '' : { day: localTime(date) }
}
