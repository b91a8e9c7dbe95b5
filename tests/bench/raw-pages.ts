import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Asked, Row } from './raw-queries.ts'
import { around, templateOf } from './raw-template.ts'

/** The same bytes as our pages: their own markup around rows that are made anew from the queries. */
export interface RawPages {
  desk: (rows: Row[]) => string
  target: (target: Row, history: Row[]) => string
  work: (post: Row, tasks: Row[], handed: Row[]) => string
}

export interface Known {
  campaign: string
  today: string
  unit: string
  /** The target whose page is the sample. */
  code: string
  /** The head whose work is the sample. */
  post: Row
}

/** The samples are pages of ours; the values that stand in them are told by the same queries on the same data. */
export function readPages(folder: string, ask: Asked, known: Known): RawPages {
  const sample = (name: string) => readFileSync(join(folder, `${name}.html`), 'utf8')
  const target = ask.target(known.code)[0]!
  return {
    desk: deskPage(sample('desk'), ask.overdue(known)),
    target: targetPage(sample('target'), target, ask.history(target.id)),
    work: workPage(sample('work'), known.post, ask.openTargets(known), ask.handed(known)),
  }
}

const short = (day: string) => `${Number(day.slice(8, 10))}/${Number(day.slice(5, 7))}`
const full = (day: string) => `${short(day)}/${day.slice(0, 4)}`
const daysSince = (day: string) => Math.round((Date.parse('2022-09-07') - Date.parse(day)) / 86_400_000)

function inZone(instant: number) {
  const day = new Date(instant + 7 * 3_600_000).toISOString()
  return { day: day.slice(0, 10), time: `${Number(day.slice(11, 13))}:${day.slice(14, 16)}` }
}

const lateSlots = (row: Row) => ({
  code: row.code!,
  title: row.title!,
  unit: row.unitName!,
  group: `Nhóm ${row.groupNumber}`,
  days: `${daysSince(String(row.dueOn))} ngày`,
  dueMarkup: `"num">${short(String(row.dueOn))}<`,
  reportedMarkup: `"num">${short(String(row.reportedOn))}<`,
  reminded: `${row.reminders} lần, gần nhất ${short(inZone(Number(row.remindedAt)).day)}`,
})

function deskPage(html: string, rows: Row[]): (rows: Row[]) => string {
  const { before, part, after } = around(html, /(?<=<tbody[^>]*>).*?(?=<\/tbody>)/s)
  const [first] = rows
  const plain = rows.find((row) => !row.waiting) ?? first!
  const lines = part.match(/<tr.*?<\/tr>/gs)!
  const line = templateOf(lines.find((one) => one.includes(`${plain.code}"`))!, lateSlots(plain))
  const head = templateOf(lines[0]!, {
    ...{ unitCode: first!.unitCode!, unitName: first!.unitName!, headPost: first!.headPost! },
    count: /\d+ việc/.exec(lines[0]!)![0],
  })
  return (found) => {
    const shown = found.slice(0, 50)
    const sizes = new Map<unknown, number>()
    for (const row of shown) sizes.set(row.unitCode, (sizes.get(row.unitCode) ?? 0) + 1)
    let text = before
    let unit: unknown
    for (const row of shown) {
      if (row.unitCode !== unit) text += head({ ...row, count: `${sizes.get(row.unitCode)} việc` })
      unit = row.unitCode
      text += line(lateSlots(row))
    }
    return text + after
  }
}

function targetPage(html: string, sample: Row, history: Row[]): (target: Row, history: Row[]) => string {
  const { before, part, after } = around(html, /(?<=id="h-history".*?<ol class="tl">).*?(?=<\/ol>)/s)
  const items = part.match(/<li.*?<\/li>/gs)!
  const lineLike = (has: (row: Row) => boolean) => {
    const n = history.findIndex((row) => row.decision !== null && has(row))
    return templateOf(items[n]!, eventSlots(history[n]!))
  }
  const [withFile, without] = [
    lineLike((row) => row.fileName !== null),
    lineLike((row) => row.fileName === null),
  ]
  const own = { code: sample.code!, title: sample.title!, unit: sample.unitName!, unitCode: sample.unitCode! }
  const [opening, closing] = [templateOf(before, own), templateOf(after, own)] as const
  return (target, events) => {
    const slots = {
      code: target.code!,
      title: target.title!,
      unit: target.unitName!,
      unitCode: target.unitCode!,
    }
    let text = opening(slots)
    for (const row of events) text += (row.fileName === null ? without : withFile)(eventSlots(row))
    return text + closing(slots)
  }
}

function eventSlots(row: Row) {
  const received = inZone(Number(row.received_at))
  const reviewed = inZone(Number(row.reviewedAt))
  const receipt = String(row.receipt)
  return {
    receipt: `${receipt.slice(0, 4)}-${receipt.slice(4)}`,
    asOf: `đến ${full(String(row.as_of))}`,
    received: `${received.time}, ${full(received.day)}`,
    reviewed: `${reviewed.time}, ${full(reviewed.day)}`,
    results: row.results!,
    difficulties: row.difficulties!,
    by: row.enteredPost!,
    reviewer: row.reviewerPost!,
    file: row.fileName ?? '',
  }
}

function workPage(html: string, post: Row, targets: Row[], handed: Row[]): RawPages['work'] {
  const { before, part, after } = around(html, /(?<=<ul class="card cq">).*?<\/li>(?=<\/ul>)/s)
  const tasks = part.match(/<li class="task">.*?<\/li>/gs)!
  const likeOne = (isNumber: boolean) => {
    const shown = targets.filter((row) => tasks.some((task) => task.includes(`${row.code}"`)))
    const row = shown.find((one) => (one.kind === 'number') === isNumber && one.due_on === '2022-12-31')!
    return templateOf(tasks.find((task) => task.includes(`${row.code}"`))!, taskSlots(row))
  }
  const [number, plain] = [likeOne(true), likeOne(false)]
  const ofThisWeek = (rows: Row[]) =>
    new Set(rows.filter((row) => row.week_from === '2022-09-05').map((row) => row.target_id))
  if (ofThisWeek(handed).size + tasks.length !== targets.length)
    throw new Error('the sample of my-work is odd')
  const own = { code: post.code!, name: post.name! }
  const [opening, closing] = [templateOf(before, own), templateOf(after, own)]
  return (who, open, sent) => {
    const done = ofThisWeek(sent)
    let text = opening(who)
    for (const row of open) {
      if (!done.has(row.id!)) text += (row.kind === 'number' ? number : plain)(taskSlots(row))
    }
    return text + closing(who)
  }
}

const taskSlots = (row: Row) => ({
  code: row.code!,
  title: row.title!,
  group: `Nhóm ${row.group_number}`,
  due: row.due_on === null ? '' : `hạn ${full(String(row.due_on))}`,
})
