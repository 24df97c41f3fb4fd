import type { DuckDBConnection } from '@duckdb/node-api'

/** The mapping of the generated complaints. */
export const COMPLAINTS_SOURCE = {
  source: 'complaints',
  entity: 'complaint',
  files: ['complaints*.csv'],
  columns: {
    complaint_id: '投诉编号',
    customer_id: '客户编号',
    received_at: '投诉时间',
    registered_at: '登记时间',
    first_response_at: '首次响应时间',
    resolved_at: '解决时间',
    channel: '投诉渠道',
    level: '等级',
    status: '状态',
    nature: '投诉性质',
    product: '产品线',
    region: '投诉来源地区',
    department: '责任部门',
    body: '投诉内容',
  },
}

/** Writes `count` invented complaints, some 160 bytes each, from number `first` on: the same numbers give the same rows. */
export async function complaintsCsv(
  connection: DuckDBConnection,
  path: string,
  first: number,
  count: number,
): Promise<void> {
  const instant = (seed: number, minutes: number) =>
    `strftime(t + to_minutes((hash(i, ${seed}) % ${minutes})::int), '%Y-%m-%d %H:%M:%S')`
  const pick = (seed: number, words: readonly string[]) =>
    `[${words.map((word) => `'${word}'`).join(', ')}][(hash(i, ${seed}) % ${words.length})::int + 1]`
  await connection.run(`copy (
    select
      'C' || lpad(i::varchar, 9, '0') as "投诉编号",
      'U' || (hash(i) % 3000000)::varchar as "客户编号",
      strftime(t, '%Y-%m-%d %H:%M:%S') as "投诉时间",
      ${instant(1, 1500)} as "登记时间",
      ${instant(2, 1600)} as "首次响应时间",
      case when hash(i, 3) % 20 > 0 then ${instant(3, 6000)} end as "解决时间",
      ${pick(4, ['电话', '邮件', 'APP', '门店', '在线平台'])} as "投诉渠道",
      ${pick(5, ['普通', '一般', '重要', '紧急'])} as "等级",
      case when hash(i, 3) % 20 > 0 then '已解决' else '处理中' end as "状态",
      ${pick(6, ['产品质量', '服务', '价格', '流程', '系统'])} as "投诉性质",
      ${pick(7, ['手机', '电脑', '冰箱', '洗衣机', '空调', '电视', '耳机'])} as "产品线",
      ${pick(8, ['华东', '华南', '华北', '西南', '西北'])} as "投诉来源地区",
      ${pick(9, ['客服', '技术支持', '销售', '质量管理'])} as "责任部门",
      '收到货' || (hash(i, 10) % 100)::varchar || '天后出现问题' as "投诉内容"
    from (
      select i, timestamp '2022-01-01' + to_seconds((i * 12)::bigint) as t
      from range(${Math.trunc(first)}, ${Math.trunc(first + count)}) as numbers(i)
    ) as numbered
  ) to '${path}' (header)`)
}
