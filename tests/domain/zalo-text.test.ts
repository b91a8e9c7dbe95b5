import { expect, test } from 'vitest'
import { byUrgency, fillBlanks, type ReminderItem, unknownBlanks } from '../../src/domain/reminder.ts'
import { ZALO_LIMIT, type ZaloParts, zaloText } from '../../src/domain/zalo-text.ts'

const link = 'Xem và báo cáo: https://camket.huonghoa.vn/reminders/0190a6f2-0000-7000-8000-000000000001'
const rest = (left: number, shown: number) => (shown ? `… và ${left} việc khác` : `${left} việc`)
const parts = (more: Partial<ZaloParts> = {}): ZaloParts => ({
  head: 'ĐÔN ĐỐC: Xã Hướng Sơn',
  body: 'Đề nghị báo cáo trước 16 giờ 00 thứ Sáu.',
  items: ['1) Rà soát, cấp giấy chứng nhận đất giao khoán rừng: quá hạn 13 ngày'],
  rest,
  link,
  ...more,
})
const lengthOf = (text: string) => [...text].length

test('a short message says everything, line by line, and ends with the link', () => {
  const { text, left } = zaloText(parts())
  expect(text.split('\n')).toEqual([parts().head, parts().body, parts().items[0], link])
  expect(left).toBe(0)
})

test('items without room are counted, and the link stays whole at the end', () => {
  const items = Array.from({ length: 40 }, (_, n) => `${n + 1}) Hoàn thành hồ sơ địa chính ba thôn biên giới`)
  const { text, left } = zaloText(parts({ items }))
  expect(lengthOf(text)).toBeLessThan(ZALO_LIMIT)
  expect(left).toBeGreaterThan(0)
  expect(text).toContain(`\n… và ${left} việc khác\n${link}`)
  expect(text.split('\n').filter((line) => /^\d+\)/.test(line))).toHaveLength(40 - left)
})

test('one item that alone is too long is counted, not cut', () => {
  const { text, left } = zaloText(parts({ items: ['x'.repeat(900)] }))
  expect([left, text.includes('1 việc'), text.endsWith(link)]).toEqual([1, true, true])
})

test('a long text gives way to the list at a word, with an ellipsis', () => {
  const { text, left } = zaloText(parts({ body: 'đề nghị khẩn trương '.repeat(200).trim() }))
  expect(left).toBe(0)
  expect(text).toMatch(/(nghị|đề|khẩn|trương)…\n1\)/)
  expect(text.endsWith(`\n${link}`)).toBe(true)
  expect(lengthOf(text)).toBeLessThan(ZALO_LIMIT)
})

test('characters are counted as people do: a picture is one', () => {
  const { text } = zaloText(parts({ body: '🌳'.repeat(470), items: [] }))
  expect(text).toContain('🌳'.repeat(470))
  expect(text.length).toBeGreaterThan(ZALO_LIMIT)
})

test('whatever comes in, the message is shorter than the limit and ends with the link', () => {
  let seed = 7
  const random = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % n
  }
  const words = (n: number) => Array.from({ length: n }, () => 'đường 🌳 ở'.slice(0, 1 + random(9))).join(' ')
  for (let round = 0; round < 300; round++) {
    const items = Array.from({ length: random(30) }, () => words(1 + random(40)))
    const { text, left } = zaloText(parts({ head: words(1 + random(200)), body: words(random(400)), items }))
    expect(lengthOf(text)).toBeLessThan(ZALO_LIMIT)
    expect(text.endsWith(link)).toBe(true)
    expect(left).toBeLessThanOrEqual(items.length)
    expect(left === 0 || text.includes(' việc')).toBe(true)
  }
})

test('blanks are filled for each unit; unknown ones are found before anything is sent', () => {
  const text = 'Kính gửi {đơn vị}: còn {Số việc} việc {số viec} {}.'
  expect(fillBlanks(text, { 'đơn vị': 'Xã Xy', 'số việc': '3' })).toBe(
    'Kính gửi Xã Xy: còn 3 việc {số viec} {}.',
  )
  expect(unknownBlanks(text)).toEqual(['{số viec}', '{}'])
  const values = { 'đơn vị': 'Xã Xy', 'số việc': '3' }
  expect(fillBlanks('{unit}: {tasks} {constructor}', values)).toBe('Xã Xy: 3 {constructor}')
})

test('the longest overdue comes first, then what has no report', () => {
  const item = (code: string, reason: ReminderItem['reason'], daysLate = 0): ReminderItem => ({
    code,
    title: code,
    dueOn: null,
    daysLate,
    reason,
    askedUntil: null,
  })
  const items = [item('d', 'open'), item('c', 'unreported'), item('a', 'overdue', 2), item('b', 'overdue', 9)]
  expect(items.sort(byUrgency).map(({ code }) => code)).toEqual(['b', 'a', 'c', 'd'])
})
