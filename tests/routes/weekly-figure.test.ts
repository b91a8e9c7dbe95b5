import { describe, expect, test } from 'vitest'
import { countRows, figureOf } from '../../src/domain/snapshot/figure.ts'
import type { RateFigure } from '../../src/domain/snapshot/figure-targets.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { translator } from '../../src/i18n/translate.ts'
import type { Reader } from '../../views/reader.ts'
import { FigurePage } from '../../views/weekly/figure.tsx'
import { above, type Door, everybody, expectDoors } from '../support/doors.ts'
import { codesOf, printedCounts, rateNames } from '../support/figures.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow, unreviewed } from '../support/reports.ts'
import { words } from '../support/words.ts'
import { ZONE } from '../support/world.ts'

const weekOf = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Snapshot
const figurePath = (name: string, week = '2022-W36') => `/weekly/${week}/figure/${name}`
/** How many rows stand in the one table of a page. */
const rowsIn = (html: string) => html.match(/<th scope="row"/g)?.length ?? 0

/** A figure's first page without the house around it. */
async function drawn(snapshot: Snapshot, name: string, language: 'vi' | 'en'): Promise<string> {
  const now = Date.parse(snapshot.until)
  const reader: Reader = {
    language,
    t: translator(language),
    today: snapshot.day,
    now,
    zone: ZONE,
    at: (path) => path,
    asset: (path) => path,
  }
  const hrefs = { weeksHref: '/weekly', weekHref: '/weekly/2022-W36', figureAt: figurePath }
  const body = FigurePage({
    reader,
    snapshot,
    figure: figureOf(snapshot, name)!,
    from: 0,
    to: 50,
    next: null,
    first: null,
    ...hrefs,
  })
  return String(await body)
}

describe('the figures of the demonstration', () => {
  test('count what stands under them, every one of week 36', async () => {
    const house = await openDemo()
    const week = await weekOf(house.as('giamsat').get('/weekly/2022-W36.json'))
    const counts = printedCounts(week)
    for (const [name, printed] of counts) {
      const figure = figureOf(week, name)!
      expect([name, countRows(figure), new Set(codesOf(figure)).size]).toEqual([name, printed, printed])
    }
    expect(Object.fromEntries(counts)).toMatchObject({
      targets: 194,
      done: 22,
      open: 172,
      overdue: 11,
      'progress.at_risk': 21,
      'reports.pending': 22,
      'reports_before.late': 2,
      'due.7': 7,
    })
    expect(countRows(figureOf(week, 'overdue.new')!)).toBe(3)
    expect(countRows(figureOf(week, 'overdue.ended')!)).toBe(1)
    for (const name of rateNames) {
      const { numerator, denominator } = figureOf(week, name) as RateFigure
      expect([name, numerator.length, denominator.length]).toEqual([
        name,
        week.rates[name].numerator,
        week.rates[name].denominator,
      ])
    }
  })

  test('are drawn, every one of them and every target, in both languages', async () => {
    const house = await openDemo()
    const week = await weekOf(house.as('giamsat').get('/weekly/2022-W36.json'))
    const targets = week.targets.map(({ code }) => `target.${code}`)
    const names = [...printedCounts(week).map(([name]) => name), ...rateNames, 'reports.rate', ...targets]
    for (const [n, name] of names.entries()) {
      const html = await drawn(week, name, n % 2 ? 'en' : 'vi')
      expect([name, rowsIn(html)]).toEqual([name, Math.min(50, countRows(figureOf(week, name)!))])
      expect([name, html.match(/\b(null|undefined|NaN)\b|>\s*figure\.\w/)]).toEqual([name, null])
    }
    const kinds = ['overdue', 'R4', 'reports.rate', 'reports_before.late', 'cause.weather', targets[0]!]
    for (const name of [
      ...kinds,
      'proposals.waiting',
      'directions.new',
      'changes.completed',
      'corrections',
    ]) {
      await page(new Response(await drawn(week, name, 'vi'), { headers: { 'Content-Type': 'text/html' } }))
    }
  })

  test('are what every link of the week and of its month leads to', async () => {
    const house = await openDemo()
    const inspector = house.as('giamsat')
    for (const path of ['/weekly/2022-W36', '/reports/2022-M08']) {
      const html = await page(inspector.get(path))
      const links = [...html.matchAll(/href="[^"]*\/figure\/([^"]*)"/g)].map(([, name]) => name!)
      const names = [...new Set(links)].filter((name) => !name.startsWith('reports'))
      expect(names).toEqual(expect.arrayContaining(['units', 'targets', 'groups', 'overdue', 'causes']))
      const told = await weekOf(inspector.get(`${path}.json`))
      const own = names.filter((name) => !name.startsWith('before'))
      expect(own.filter((name) => !figureOf(told, decodeURIComponent(name)))).toEqual([])
      for (const name of ['units', 'groups']) {
        expect(words(await page(inspector.get(`${path}/figure/${name}`)))).toContain('Quá hạn')
      }
    }
  })

  test('a rate says its rule, its numerator and its denominator, by class', async () => {
    const house = await openDemo()
    const html = await page(house.as('giamsat').get(figurePath('R2')))
    expect(html).toContain('R2. Hoàn thành đúng hạn trên số đã đến hạn: 18/32 (56,25%)')
    expect(html).toContain(
      'R2 = hoàn thành đúng hạn / (hoàn thành đúng hạn + hoàn thành quá hạn + đang thực hiện quá hạn).',
    )
    expect(html).toContain('32 = 18 hoàn thành đúng hạn + 3 hoàn thành quá hạn + 11 đang thực hiện, quá hạn')
    expect(html).toContain('Hoàn thành đúng hạn: 18 – tính vào cả tử số và mẫu số')
    expect(html).toContain('Đang thực hiện, quá hạn: 11 – chỉ tính vào mẫu số')
    expect(html).toContain('Số liệu tính đến 08:00, 7/9/2022.')
  })

  test('an overdue target stands there with its days, its report and where that is', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const html = await page(supervisor.get(figurePath('overdue')))
    expect(html).toMatch(/CK-2022-HSO-05.*25\/8\/2022.*quá hạn 13 ngày.*số liệu đến 12\/8\/2022/s)
    const [, receipt] = html.match(/href="(\/updates\/[0-9A-Z]{8})"/)!
    expect((await supervisor.get(receipt!)).status).toBe(200)
    expect((await house.as('tinh').get(receipt!)).status).toBe(200)
  })

  test('an indicator shows each of its figures with the numbers it is made of', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const revenue = await page(supervisor.get(figurePath('target.CK-2022-TCKH-01')))
    for (const words of [
      'Thu ngân sách nhà nước trên địa bàn: 660,191\u00a0tỷ đồng',
      'Thực hiện / kế hoạch = 660,191 / 730,223 = 90,41%.',
      '486,148\u00a0tỷ đồng (66,58% kế hoạch) vào ngày 31/8/2022',
      '(486,148 − 660,191) / 730,223 = −23,83 điểm phần trăm',
      'Chỉ số tiến độ = phần đã đạt / phần phải đạt = 1,358.',
      '(730,223 − 660,191) / 4 = 17,508\u00a0tỷ đồng',
      'căn cứ của số liệu',
    ]) {
      expect(revenue).toContain(words)
    }
    const week = await weekOf(supervisor.get('/weekly/2022-W36.json'))
    const range = week.targets.find(({ range_kind }) => range_kind === 'sources')!
    const paid = await page(supervisor.get(figurePath(`target.${range.code}`)))
    expect(paid).toContain('Thực hiện / kế hoạch = (40 – 49) / 100 = 40 – 49%.')
    expect(paid).toContain('17,58 – 26,58 điểm phần trăm')
    expect(paid).toContain('(100 − (40 – 49)) / 4 = 12,75 – 15 điểm phần trăm')
    expect(paid).toContain('khác nhau tùy nguồn vốn')
    const output = week.targets.find(({ value_low, same_period }) => value_low === '4203.1' && same_period)!
    expect(await page(supervisor.get(figurePath(`target.${output.code}`)))).toMatch(
      /4\.203,1 \/ [\d.,]+ − 1 = \+13,5%\./,
    )
  })

  test('a long list comes in pages, each row once', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const seen: string[] = []
    let path: string | undefined = figurePath('R1?campaign=HH-2022')
    for (let n = 0; path && n < 5; n += 1) {
      const html = await page(supervisor.get(path))
      seen.push(...(html.match(/CK-2022-[A-Z]+-\d\d(?= · )/g) ?? []))
      path = html.match(/href="([^"]+)" rel="next"/)?.[1]?.replaceAll('&amp;', '&')
      if (path) expect(path).toContain('campaign=HH-2022')
    }
    expect([seen.length, new Set(seen).size]).toEqual([194, 194])
    for (const after of ['WzE5NF0', 'Wy01XQ']) {
      expect(rowsIn(await page(supervisor.get(figurePath(`R1?after=${after}`))))).toBe(50)
    }
  })

  test('a figure of the week before leads to that week; what has no name is not there', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const answer = await supervisor.get(figurePath('before:progress.overdue?campaign=HH-2022'))
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      '/weekly/2022-W35/figure/progress.overdue?campaign=HH-2022',
    ])
    expect(await page(supervisor.get(answer.headers.get('location')!))).toContain('Tiến độ: quá hạn: 9')
    for (const name of ['R6', 'constructor', 'target.CK-0', 'before:before:R2', 'due.9', '%00']) {
      expect([name, (await supervisor.get(figurePath(name))).status]).toEqual([name, 404])
    }
    expect((await supervisor.get(figurePath('R2', '2022-W37'))).status).toBe(404)
    expect((await supervisor.get(figurePath('before:R2', '2022-W01'))).status).toBe(302)
    expect((await supervisor.get(figurePath('before:R2', '2021-W52'))).status).toBe(404)
  })
})

describe('a frozen week', () => {
  test('keeps what its figures were made of, whatever comes later', async () => {
    const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
    const target = await house.target({ plan: '100' })
    await house.add({ updates: [reportRow(target.code, '2022-08-31', 60)] })
    const supervisor = house.as('supervisor')
    await supervisor.post('/weekly/2022-W36/freeze', { confirm: 'yes' })
    house.clock.set('2022-09-13T09:00:00+07:00')
    await house.add({
      updates: [
        reportRow(target.code, '2022-09-09', 90, { submitted_at: Date.parse('2022-09-12T09:00:00+07:00') }),
      ],
    })
    const frozen = await page(supervisor.get(figurePath(`target.${target.code}`)))
    expect(frozen).toContain('60 / 100 = 60%')
    expect(frozen).toContain('Đã chốt lúc 18:00, 9/9/2022')
    expect(await page(supervisor.get(figurePath(`target.${target.code}`, '2022-W37')))).toContain(
      '90 / 100 = 90%',
    )
  })

  test('that was annulled keeps its own figures, reporting and changes under its own number', async () => {
    const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
    const target = await house.target({ plan: '100' })
    const supervisor = house.as('supervisor')
    await supervisor.post('/weekly/2022-W36/freeze', { confirm: 'yes' })
    const reported = Date.parse('2022-09-09T08:00:00+07:00')
    await house.add({
      updates: [
        reportRow(target.code, '2022-08-31', 60, {
          ...{ submitted_by: 'head', submitted_at: reported },
          ...{ reviewed_by: 'supervisor', reviewed_at: reported },
        }),
      ],
    })
    const reissue = { issue: '1', version: '1', reason: 'Thiếu số liệu của một đơn vị.' }
    expect((await supervisor.post('/weekly/2022-W36/reissue', reissue)).status).toBe(303)

    const old = await page(supervisor.get('/weekly/2022-W36?issue=1'))
    expect(old).toContain('Số liệu tính đến 17:00, 9/9/2022.')
    const links = [...old.matchAll(/href="(\/weekly\/2022-W36\/(?:figure|discipline|diff)[^"]*)"/g)].map(
      ([, href]) => href!.replaceAll('&amp;', '&'),
    )
    expect(links.filter((href) => !href.includes('issue=1'))).toEqual([])
    for (const part of ['/figure/', '/discipline', '/diff/']) {
      expect(links.some((href) => href.includes(part))).toBe(true)
    }
    const told = async (rest: string) => words(await page(supervisor.get(`/weekly/2022-W36/${rest}`)))
    const name = `figure/target.${target.code}`
    expect(await told(`${name}?issue=1`)).not.toContain('60 / 100 = 60%')
    expect(await told(name)).toContain('60 / 100 = 60%')
    expect(await told('discipline?issue=1')).toContain('0/1')
    expect(await told('discipline')).toContain('1/1')
    for (const rest of ['figure/reports.rate', 'discipline', 'diff/2022-W35']) {
      const html = await page(supervisor.get(`/weekly/2022-W36/${rest}?issue=1`))
      const inside = [...html.matchAll(/href="(\/weekly\/2022-W36[^"]*)"/g)].map(([, href]) => href!)
      expect([rest, inside.filter((href) => !href.includes('issue=1'))]).toEqual([rest, []])
      expect((await supervisor.get(`/weekly/2022-W36/${rest}?issue=7`)).status).toBe(404)
    }
    const file = await supervisor.get('/weekly/2022-W36/diff/2022-W35.xlsx?issue=1')
    expect(file.status).toBe(200)
  })

  test('names a report that waits, without one that is only a draft', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await house.add({ updates: [reportRow(target.code, '2022-09-05', 60, unreviewed)] })
    const html = await page(house.as('leader').get(figurePath(`target.${target.code}`)))
    expect(html).toContain('Chờ duyệt')
    expect(html).not.toContain('căn cứ của số liệu')
    expect(await page(house.as('leader').get(figurePath('targets')))).toContain('Chưa có báo cáo được duyệt')
  })
})

test('opens for whoever reads the week as a whole, and for nobody else', async () => {
  const house = await openHouse()
  const target = await house.target()
  const at = (name: string, campaign = 'H-2022') => figurePath(`${name}?campaign=${campaign}`)
  const names = ['R2', `target.${target.code}`, 'reports.late']
  await expectDoors(
    house,
    names.flatMap((name): Door[] => [
      [at(name), above],
      ...(name === 'R2' ? [[at(name, 'T-2022'), ['province']] satisfies Door] : []),
    ]),
  )
  for (const who of everybody) {
    const { status } = await house.as(who).get(at('before:R2'))
    expect([who, status]).toEqual([who, above.includes(who) ? 302 : 404])
  }
})
