import { amountText, parseDecimal } from './amount.ts'
import { type Day, isDay } from './day.ts'
import type { Milestone } from './milestone.ts'
import {
  contributions,
  directions,
  origins,
  rollupKinds,
  type TargetField,
  type TargetPromise,
  targetFields,
  targetKinds,
  valueKinds,
} from './promise.ts'
import type { Amount } from './target.ts'

/** A promise field by field, in one spelling of any language: amounts with a dot, days as ISO, lists by lines. */
export type PromiseText = Record<TargetField, string | null>

/** Numbers with their decimals, days as ISO: what an annex keeps of before and after. Blank is null. */
export function textOfPromise(promise: TargetPromise): PromiseText {
  const { decimals } = promise
  const amount = (value: Amount | null) => (value === null ? null : amountText(value, decimals))
  const number = (value: number | null) => (value === null ? null : String(value))
  return {
    group: String(promise.group),
    order: number(promise.order),
    title: promise.title,
    product: promise.product || null,
    origin: promise.origin,
    kind: promise.kind,
    measure: promise.measure,
    decimals: String(decimals),
    value_kind: promise.valueKind,
    direction: promise.direction,
    plan: amount(promise.plan),
    plan_low: amount(promise.planLow),
    plan_high: amount(promise.planHigh),
    baseline: amount(promise.baseline),
    baseline_on: promise.baselineOn,
    weight: number(promise.weight),
    start_on: promise.startOn,
    due_on: promise.dueOn,
    curve: promise.curve,
    references: lines(promise.references, ({ asOf, value, source }) => [asOf, amount(value)!, source]),
    headline: number(promise.headline),
    coordinators: [...promise.coordinators].sort().join(',') || null,
    evidence_required: promise.evidenceRequired ? 'yes' : null,
    parent: promise.parent,
    contribution: promise.contribution,
    rollup: promise.rollup,
    steps: lines(promise.steps, ({ title, dueOn, weight }) => [title, dueOn ?? '', String(weight || '')]),
  }
}

/** The fields in which two promises differ. */
export function changedFields(before: PromiseText, after: PromiseText): TargetField[] {
  return targetFields.filter((field) => before[field] !== after[field])
}

/** Never kept: a text without its day is none. */
const LONG_AGO: Day = '1900-01-01'

/** What `textOfPromise` wrote; undefined where a text is none of it. */
export function promiseOfText(text: PromiseText): TargetPromise | undefined {
  const decimals = Number(text.decimals)
  const faults: string[] = []
  const lost = (value: string): null => {
    faults.push(value)
    return null
  }
  const amount = (value: string | null) => {
    if (value === null) return null
    return parseDecimal(value, decimals) ?? lost(value)
  }
  const day = (value: string | null): Day | null => (value === null || isDay(value) ? value : lost(value))
  const one = <const Options extends readonly string[]>(value: string | null, of: Options) =>
    value === null || of.includes(value) ? (value as Options[number] | null) : lost(value)
  const number = (value: string | null) => (value === null ? null : Number(value))
  const promise: TargetPromise = {
    group: Number(text.group),
    order: number(text.order),
    title: text.title ?? '',
    product: text.product ?? '',
    origin: one(text.origin, origins) ?? 'registered',
    kind: one(text.kind, targetKinds) ?? 'qualitative',
    measure: text.measure,
    decimals,
    valueKind: one(text.value_kind, valueKinds),
    direction: one(text.direction, directions),
    plan: amount(text.plan),
    planLow: amount(text.plan_low),
    planHigh: amount(text.plan_high),
    baseline: amount(text.baseline),
    baselineOn: day(text.baseline_on),
    weight: number(text.weight),
    startOn: day(text.start_on) ?? LONG_AGO,
    dueOn: day(text.due_on),
    curve: text.curve ?? 'linear',
    references: cells(text.references).map(([asOf = '', value = '', source = '']) => ({
      asOf: day(asOf) ?? LONG_AGO,
      value: amount(value) ?? 0,
      source,
    })),
    headline: number(text.headline),
    coordinators: text.coordinators?.split(',') ?? [],
    evidenceRequired: text.evidence_required === 'yes',
    parent: text.parent,
    contribution: one(text.contribution, contributions),
    rollup: one(text.rollup, rollupKinds),
    steps: cells(text.steps).map(stepOf(day)),
  }
  if (text.start_on === null) lost('start_on')
  return faults.length ? undefined : promise
}

/** The same promise on a finer scale; undefined where digits would be lost, or are too many. */
export const withDecimals = (promise: TargetPromise, decimals: number): TargetPromise | undefined =>
  promiseOfText({ ...textOfPromise(promise), decimals: String(decimals) })

const stepOf =
  (day: (text: string | null) => Day | null) =>
  ([title = '', dueOn = '', weight = '']: string[], n: number): Milestone => ({
    number: n + 1,
    title,
    dueOn: day(dueOn || null),
    weight: Number(weight),
  })

function lines<Row>(rows: readonly Row[], cellsOf: (row: Row) => string[]): string | null {
  return rows.map((row) => cellsOf(row).join('\t')).join('\n') || null
}

const cells = (text: string | null): string[][] =>
  text ? text.split('\n').map((line) => line.split('\t')) : []
