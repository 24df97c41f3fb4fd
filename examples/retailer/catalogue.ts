import type { Weighted } from './random.ts'

/** What the retailer sells, where, and how its complaint system sorts what goes wrong. */

export type Region = (typeof regions)[number][0]
export type Category = (typeof categories)[number]['name']
export type ProductLine = keyof typeof products
export type CauseGroup = '技术' | '流程' | '人员' | '沟通' | '供应商' | '其他'

export const regions = [
  ['华东', 34],
  ['华南', 18],
  ['华北', 15],
  ['华中', 12],
  ['西南', 10],
  ['东北', 6],
  ['西北', 5],
] as const

/** Line → lot prefix, weight of the line, items. */
export const products = {
  厨房电器: { prefix: 'LZ', weight: 14, items: ['空气炸锅', '电饭煲', '破壁机', '净水器'] },
  家居日用: { prefix: 'JR', weight: 13, items: ['收纳箱', '保温杯', '晾衣架', '拖把套装'] },
  休闲食品: { prefix: 'SP', weight: 12, items: ['坚果礼盒', '牛肉干', '夹心饼干', '海苔'] },
  生鲜果蔬: { prefix: 'XG', weight: 12, items: ['车厘子', '冷冻虾仁', '有机蔬菜箱', '牛排'] },
  母婴用品: { prefix: 'MY', weight: 9, items: ['纸尿裤', '婴儿湿巾', '儿童水杯', '推车'] },
  美妆个护: { prefix: 'MZ', weight: 10, items: ['面膜', '洗发水', '电动牙刷', '防晒霜'] },
  数码配件: { prefix: 'SM', weight: 11, items: ['充电宝', '蓝牙耳机', '数据线', '手机壳'] },
  服装鞋帽: { prefix: 'FZ', weight: 10, items: ['羽绒服', '运动鞋', '衬衫', '棉袜'] },
  家纺布艺: { prefix: 'JF', weight: 6, items: ['四件套', '羽绒被', '乳胶枕', '窗帘'] },
  茶饮冲调: { prefix: 'CY', weight: 5, items: ['普洱茶饼', '挂耳咖啡', '燕麦片', '蜂蜜'] },
} as const

export const shops: Record<Region, readonly string[]> = {
  华东: ['上海徐汇店', '杭州西湖店', '南京新街口店'],
  华南: ['广州天河店', '深圳南山店'],
  华北: ['北京朝阳店', '天津和平店'],
  华中: ['武汉江汉店'],
  西南: ['成都锦江店', '重庆渝中店'],
  东北: ['沈阳和平店'],
  西北: ['西安雁塔店'],
}

export interface Product {
  line: ProductLine
  item: string
}

/** What the retailer installs at home; only these have complaints about installation. */
export const installedProducts: readonly Product[] = [
  { line: '厨房电器', item: '净水器' },
  { line: '家居日用', item: '晾衣架' },
  { line: '家纺布艺', item: '窗帘' },
]

export type Stage = '售前' | '售中' | '售后'

interface CategoryFacts {
  name: string
  /** Share of ordinary arrivals, in parts of the sum. */
  weight: number
  nature: string
  stage: Stage
  department: string
  /** How often a product is named (0–1); with `lot`, the lot is named too. */
  product: number
  lot: boolean
  remedies: readonly string[]
}

export const categories = [
  facts('配送延迟', 15.5, '服务', '售中', '物流部', 0.9, false, ['补偿', '解释', '致歉', '退款']),
  facts('商品破损', 9, '产品质量', '售后', '物流部', 1, true, ['换货', '退款', '补偿']),
  facts('质量缺陷', 12, '产品质量', '售后', '质量管理部', 1, true, ['换货', '退款', '维修']),
  facts('退款慢', 13, '流程', '售后', '财务部', 0.8, false, ['退款', '致歉', '解释']),
  facts('客服态度差', 0, '服务', '售后', '客服中心', 0.3, false, ['致歉', '解释', '补偿']),
  facts('价格争议', 8, '价格', '售中', '市场部', 0.9, false, ['补偿', '退款', '解释']),
  facts('系统故障', 6, '系统', '售中', '信息技术部', 0.2, false, ['解释', '补偿', '致歉']),
  facts('发票问题', 5, '流程', '售后', '财务部', 0.4, false, ['补开发票', '解释']),
  facts('活动规则不清', 6, '信息错误', '售前', '市场部', 0.5, false, ['解释', '补偿', '致歉']),
  facts('缺货取消', 6.5, '流程', '售中', '物流部', 1, false, ['补偿', '退款', '致歉']),
  facts('安装服务', 4, '服务', '售后', '售后部', 1, true, ['维修', '上门服务', '致歉']),
  facts('门店环境', 3, '环境', '售中', '门店运营', 0, false, ['致歉', '解释']),
  facts('信息错误', 4, '信息错误', '售前', '市场部', 0.8, false, ['退款', '解释', '换货']),
  facts('售后推诿', 5, '服务', '售后', '售后部', 0.8, false, ['换货', '退款', '致歉', '维修']),
] as const

function facts<Name extends string>(
  name: Name,
  weight: number,
  nature: string,
  stage: Stage,
  department: string,
  product: number,
  lot: boolean,
  remedies: readonly string[],
): CategoryFacts & { name: Name } {
  return { name, weight, nature, stage, department, product, lot, remedies }
}

export function factsOf(category: Category): CategoryFacts {
  const found = categories.find(({ name }) => name === category)
  if (found === undefined) throw new Error(`unknown category: ${category}`)
  return found
}

export type Cause = readonly [group: CauseGroup, cause: string]

const anywhere: readonly Weighted<Cause>[] = [
  [['沟通', '未主动告知进度'], 0.12],
  [['人员', '操作失误'], 0.1],
  [['其他', '客户误解'], 0.06],
]

export const causes: Record<Category, readonly Weighted<Cause>[]> = {
  配送延迟: [[['流程', '分拣积压'], 0.26], [['人员', '派送员失误'], 0.14], [['其他', '天气与道路'], 0.1], ...anywhere],
  商品破损: [[['流程', '包装标准不足'], 0.4], [['供应商', '运输野蛮装卸'], 0.38], ...anywhere],
  质量缺陷: [
    [['供应商', '来料不良'], 0.46],
    [['技术', '设计缺陷'], 0.2],
    [['流程', '出厂检验遗漏'], 0.14],
    ...anywhere,
  ],
  退款慢: [
    [['流程', '审批环节过多'], 0.5],
    [['技术', '支付接口超时'], 0.16],
    [['人员', '漏处理工单'], 0.12],
    ...anywhere,
  ],
  客服态度差: [[['人员', '服务意识不足'], 0.5], [['沟通', '话术生硬'], 0.3], ...anywhere],
  价格争议: [[['流程', '保价规则不统一'], 0.4], [['技术', '价格同步延迟'], 0.24], ...anywhere],
  系统故障: [[['技术', '程序缺陷'], 0.6], [['技术', '服务器容量不足'], 0.2], ...anywhere],
  发票问题: [[['流程', '开票流程复杂'], 0.45], [['技术', '开票接口故障'], 0.25], ...anywhere],
  活动规则不清: [[['沟通', '规则说明不完整'], 0.6], [['流程', '上线前未校对'], 0.16], ...anywhere],
  缺货取消: [
    [['流程', '库存不同步'], 0.5],
    [['流程', '部门职责不清'], 0.2],
    [['供应商', '供货延误'], 0.12],
    ...anywhere,
  ],
  安装服务: [[['供应商', '外包安装延误'], 0.45], [['人员', '安装技能不足'], 0.25], ...anywhere],
  门店环境: [[['流程', '保洁频次不足'], 0.4], [['其他', '设施老化'], 0.3], ...anywhere],
  信息错误: [[['人员', '页面维护错误'], 0.5], [['流程', '上线前未校对'], 0.24], ...anywhere],
  售后推诿: [[['流程', '部门职责不清'], 0.45], [['人员', '服务意识不足'], 0.25], ...anywhere],
}

/** Canonical channel → how people and programs wrote it, commonest first. */
export const channelNames = {
  phone: ['电话', '热线', '客服热线'],
  chat: ['在线客服', '在线聊天'],
  app: ['APP', 'App客户端'],
  social: ['微信', '社交媒体'],
  shop: ['门店', '现场'],
  email: ['邮件'],
  web: ['官网', '在线平台'],
} as const

export type Channel = keyof typeof channelNames
