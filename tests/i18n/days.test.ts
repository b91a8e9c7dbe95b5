import { expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import {
  readDay,
  writeClock,
  writeDay,
  writeDayRange,
  writeDayShort,
  writeDocumentDate,
  writeDocumentDay,
  writeDocumentDayShort,
  writeInstant,
  writeTime,
  writeWeekday,
} from '../../src/i18n/days.ts'

const zone = 'Asia/Ho_Chi_Minh'

test('days in both languages', () => {
  expect(writeDay('vi', '2022-08-31')).toBe('31/8/2022')
  expect(writeDay('en', '2022-08-31')).toBe('31 Aug 2022')
  expect(writeDayShort('vi', '2022-08-31')).toBe('31/8')
  expect(writeDayShort('en', '2022-08-31')).toBe('31 Aug')
  expect(writeDayRange('vi', '2022-09-05', '2022-09-11')).toBe('5/9 – 11/9/2022')
  expect(writeDayRange('en', '2022-12-26', '2023-01-01')).toBe('26 Dec 2022 – 1 Jan 2023')
  expect(writeDayRange('vi', '2022-09-05', '2022-09-05')).toBe('5/9/2022')
})

test.each<[Day, string]>([
  ['2022-09-06', '06/9/2022'],
  ['2022-02-15', '15/02/2022'],
  ['2022-01-09', '09/01/2022'],
  ['2022-03-03', '03/3/2022'],
  ['2022-12-31', '31/12/2022'],
])('a document writes %s as %s', (day, text) => {
  expect(writeDocumentDay(day)).toBe(text)
  expect(writeDocumentDayShort(day)).toBe(text.slice(0, -5))
})

test('the date line of a document', () => {
  expect(writeDocumentDate('2022-09-09')).toBe('ngày 09 tháng 9 năm 2022')
  expect(writeDocumentDate('2022-02-10')).toBe('ngày 10 tháng 02 năm 2022')
})

test.each<[Day, string, string]>([
  ['2022-09-05', 'thứ Hai', 'Monday'],
  ['2022-09-07', 'thứ Tư', 'Wednesday'],
  ['2022-09-09', 'thứ Sáu', 'Friday'],
  ['2022-09-11', 'Chủ nhật', 'Sunday'],
])('%s is %s, %s', (day, vi, en) => {
  expect(writeWeekday('vi', day)).toBe(vi)
  expect(writeWeekday('en', day)).toBe(en)
})

test('times are those of the zone', () => {
  const due = Date.parse('2022-09-09T16:00:00+07:00')
  expect(writeTime('vi', due, zone)).toBe('16 giờ 00')
  expect(writeTime('en', due, zone)).toBe('16:00')
  const log = Date.parse('2022-09-07T08:26:59.999+07:00')
  expect(writeClock(log, zone)).toBe('08:26')
  expect(writeInstant('vi', log, zone)).toBe('08:26, 7/9/2022')
  expect(writeInstant('en', log, zone)).toBe('08:26, 7 Sep 2022')
  expect(writeInstant('vi', Date.parse('2022-08-31T17:00:00Z'), zone)).toBe('00:00, 1/9/2022')
  expect(writeInstant('vi', Date.parse('2022-08-31T17:00:00Z'), 'UTC')).toBe('17:00, 31/8/2022')
})

test.each([
  ['31/8/2022', '2022-08-31'],
  [' 31/08/2022 ', '2022-08-31'],
  ['31-8-2022', '2022-08-31'],
  ['31.08.2022', '2022-08-31'],
  ['31 / 8 / 2022', '2022-08-31'],
  ['2022-08-31', '2022-08-31'],
  ['31 Aug 2022', '2022-08-31'],
  ['1 september 2022', '2022-09-01'],
  ['29/2/2024', '2024-02-29'],
  ['1/1/1900', '1900-01-01'],
  ['31/12/2100', '2100-12-31'],
])('%s is read as %s', (text, day) => {
  expect(readDay(text)).toBe(day)
})

test.each([
  '',
  '31/8',
  '31/8/22',
  '31/8-2022',
  '8/31/2022',
  '30/2/2022',
  '29/2/2022',
  '29/2/2100',
  '0/8/2022',
  '31/0/2022',
  '31/4/2022',
  '031/8/2022',
  '31/12/1899',
  '1/1/2101',
  '2022-8-31',
  '2022-02-30',
  '2022-13-01',
  '-1/8/2022',
  '31/8/2022 08:00',
  '31/8/+2022',
  '31 Abc 2022',
  '３１/8/2022',
  '31/8/2022\0',
  '\ud800',
  'NaN',
  '9'.repeat(1_000_000),
  ' '.repeat(1_000_000),
])('no day: %j', (text) => {
  expect(readDay(text)).toBeUndefined()
})

test('every day of a leap and a common year is read back', () => {
  for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2025, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10) as Day
    expect(readDay(writeDay('vi', day))).toBe(day)
    expect(readDay(writeDay('en', day))).toBe(day)
    expect(readDay(writeDocumentDay(day))).toBe(day)
  }
})
