import { describe, expect, test } from 'vitest'
import { foldName, withoutBrackets, withoutNeutralWords } from '../../../../pipelines/load/propose/fold-name.ts'

describe('names that are the same', () => {
  test.each([
    ['投诉时间', '投訴日期'],
    ['投诉编号', '客訴編號'],
    ['投诉编号', '投诉单号'],
    ['投诉编号', '投诉 ID'],
    ['投诉时间', ' 投诉\u200b时间\u3000'],
    ['客户等级', '顧客等級'],
    ['质量评分', '品質評分'],
    ['案件編號', '工单编号'],
    ['门店', '門市'],
    ['1、总体满意度', '总体满意度'],
    ['Complaint ID', 'complaint_id'],
    ['Complaint number', 'complaintNo'],
    ['Date received', 'received_at'],
    ['Date/Time Opened', 'opened on'],
    ['Case #', 'Case Number'],
    ['E-mail address', 'email_address'],
    ['Timely response?', 'timely response'],
    ['Ｓｔａｔｕｓ', 'STATUS'],
  ])('%s = %s', (one, other) => {
    expect(foldName(one)).toBe(foldName(other))
    expect(foldName(one)).not.toBe('')
  })
})

describe('names that are not', () => {
  test.each([
    ['申诉时间', '投诉时间'],
    ['on time', 'date'],
    ['Time to resolution', 'Resolution time'],
    ['Product', 'Sub-product'],
    ['客户类型', '客户等级'],
  ])('%s ≠ %s', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other))
  })
})

test('what adds nothing among complaints is left out, but never the whole name', () => {
  expect(withoutNeutralWords(foldName('投诉级别'))).toBe('级别')
  expect(withoutNeutralWords(foldName('产品名称'))).toBe('产品')
  expect(withoutNeutralWords(foldName('投诉人'))).toBe('投诉人')
  expect(withoutNeutralWords(foldName('Ticket status'))).toBe('statu')
  expect(withoutNeutralWords(foldName('Complaint'))).toBe('complaint')
})

test('brackets are units and scales', () => {
  expect(withoutBrackets('金额（元）')).toBe('金额')
  expect(withoutBrackets('Created (UTC) [local]')).toBe('Created')
})
