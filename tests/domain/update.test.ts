import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contentText, readSource, type UpdateContent, writeSource } from '../../src/domain/update.ts'

const content: UpdateContent = {
  asOf: '2022-08-31',
  value: { low: 660_191, high: 660_191 },
  qualifier: 'exact',
  rangeKind: null,
  nullReason: null,
  declared: 'in_progress',
  assessment: 'on_track',
  completedOn: null,
  results: 'Thu qua cửa khẩu Lao Bảo tăng',
  difficulties: '',
  cause: null,
  nextSteps: '',
  proposal: '',
  correctionReason: '',
  warningAnswer: '',
  source: '',
  capturedAt: null,
}
const files = [{ hash: 'b2', name: 'a.pdf', mediaType: 'application/pdf', size: 1 }]
const hashOf = (changes: Partial<UpdateContent> = {}) =>
  createHash('sha256')
    .update(contentText({ ...content, ...changes }, files))
    .digest('hex')

describe('the hash of a report', () => {
  test('is what it was before answers and sources were kept', () => {
    expect(hashOf()).toBe('87a2c18bbe37f679c4dca0d7085fe2e1e348fa6e0bca3f95cb5fdfc157c2f8ca')
  })

  test('does not depend on when a device had the report', () => {
    expect(hashOf({ capturedAt: 1 })).toBe(hashOf())
  })

  test.each([
    ['an answer', { warningAnswer: 'Kho bạc quyết toán bổ sung' }],
    ['how the office had it', { source: 'phone: Chủ tịch UBND xã' }],
    ['the day on the paper', { source: 'paper: 45/BC-UBND', capturedAt: 1 }],
  ])('tells %s', (_, changes) => {
    expect(hashOf(changes)).not.toBe(hashOf())
  })

  test('tells one day on the paper from another', () => {
    const source = 'paper: 45/BC-UBND'
    expect(hashOf({ source, capturedAt: 1 })).not.toBe(hashOf({ source, capturedAt: 2 }))
  })
})

describe('how a report reached the office', () => {
  test.each([
    ['phone', 'Chủ tịch UBND xã: báo hai lần'],
    ['paper', 'Báo cáo số 45/BC-UBND'],
    ['zalo', 'nhóm: Văn phòng'],
    ['phone', ''],
  ] as const)('%s is read as it was written', (source, note) => {
    expect(readSource(writeSource({ source, note }))).toEqual({ source, note })
  })

  test.each(['', 'fax: 12', 'phones', 'phone:'])('%j is none', (text) => {
    expect(readSource(text)).toBeNull()
  })
})
