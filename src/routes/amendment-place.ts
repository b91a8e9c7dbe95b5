import { AnnexPage } from '../../views/amendments/page.tsx'
import { mayReadInside, mayRecordSigning } from '../domain/access.ts'
import {
  type AmendmentLine,
  CARRIED_FROM,
  type LineFault,
  mayBeAmended,
  weightsAfter,
} from '../domain/amendment.ts'
import { isInForce, isUnsigned, mayReadAnnexDrafts } from '../domain/commitment.ts'
import { WHOLE } from '../domain/milestone.ts'
import { faultsOfLines } from '../storage/amendments/standing.ts'
import { type Annex, findAnnex, listAnnexFiles } from '../storage/amendments.ts'
import type { FoundCommitment } from '../storage/commitments.ts'
import type { TargetRow } from '../storage/targets.ts'
import { listCarriable } from '../storage/year-end/annexed.ts'
import { findHere, pathOf } from './commitment-page.ts'
import { mayDivideSigned } from './target-years.ts'
import type { Visit } from './visit.ts'

/** A signed commitment, and what this person may do with its annexes. */
export interface Place {
  found: FoundCommitment
  /** Drafts them and records that they were signed, while the commitment is in force. */
  keeps: boolean
  /** Takes a draft back, also where the commitment has ended meanwhile and it can no longer be signed. */
  withdraws: boolean
  /** Reads them before they are signed: the unit itself, and side A. */
  seesDrafts: boolean
}

export async function findPlace(c: Visit): Promise<Place | undefined> {
  const found = await findHere(c)
  if (!found || isUnsigned(found.row.state)) return undefined
  const { actor } = c.var
  const { sides } = found
  return {
    found,
    keeps: isInForce(found.row.state) && mayRecordSigning(actor, sides),
    withdraws: mayRecordSigning(actor, sides),
    seesDrafts: mayReadAnnexDrafts(actor, sides),
  }
}

export interface Here extends Place {
  annex: Annex
}

/** The annex of the address; a draft for those who may see it. */
export async function findOne(c: Visit): Promise<Here | undefined> {
  const number = /^\d{1,6}$/.exec(c.req.param('number') ?? '')?.[0]
  const place = number === undefined ? undefined : await findPlace(c)
  const annex = place && (await findAnnex(c.var.db.read, place.found.row, Number(number)))
  return place && annex && (annex.state === 'signed' || place.seesDrafts) ? { ...place, annex } : undefined
}

/** A draft that this person writes. */
export async function findDraft(c: Visit): Promise<Here | undefined> {
  const here = await findOne(c)
  return here?.keeps && here.annex.state === 'draft' ? here : undefined
}

/** A draft that this person may take back. */
export async function findWithdrawable(c: Visit): Promise<Here | undefined> {
  const here = await findOne(c)
  return here?.withdraws && here.annex.state === 'draft' ? here : undefined
}

export const annexesPath = (found: FoundCommitment) => `${pathOf(found)}/amendments`
export const annexPath = ({ found, annex }: Here) => `${annexesPath(found)}/${annex.number}`

export const pageOf = (c: Visit, { found, annex }: Here, isForm = false) => ({
  title: `${c.var.reader.t('amendment.name', { n: annex.number })} ${found.row.code}`,
  here: '/commitments',
  isForm,
})

/** The targets that an annex may change or end: what goes on. */
export const amendable = ({ found: { targets } }: Place): TargetRow[] => targets.filter(mayBeAmended)

export async function faultsOf(c: Visit, { found, annex }: Here): Promise<Map<string, LineFault>> {
  if (annex.state !== 'draft') return new Map()
  const { db, now, zone } = c.var
  const { effectiveFrom } = annex
  return await faultsOfLines(db.read, annex.lines, found.targets, {
    ...{ commitment: found.row, effectiveFrom, now, zone },
  })
}

/** What the weights come to with a draft, where that is not the whole. */
export function weightsOf({ found, annex }: Here): number | null {
  const sum = annex.state === 'draft' ? weightsAfter(annex.lines, found.targets) : null
  return sum === WHOLE ? null : sum
}

/** The page of one annex, whoever reads it. */
export async function annexBody(c: Visit, here: Here, isMoved = false) {
  const { reader, db, actor } = c.var
  const { found, annex, keeps } = here
  const isDraft = keeps && annex.state === 'draft'
  const faults = await faultsOf(c, here)
  const path = annexPath(here)
  const taken = new Set(annex.lines.map(({ code }) => code))
  return AnnexPage({
    ...{ reader, annex, isMoved },
    code: found.row.code,
    unitName: found.unit.name,
    lines: annex.lines.map((line, n) => ({
      line,
      measured: measuredOf(here, line),
      fault: faults.get(line.code) ?? null,
      href: isDraft && faults.get(line.code)?.reason !== 'closed' ? reader.at(lineHref(path, line, n)) : null,
    })),
    weights: weightsOf(here),
    signableFrom: isDraft && annex.effectiveFrom > c.var.today ? annex.effectiveFrom : null,
    terms: offersOf(c, here),
    files: mayReadInside(actor, found.sides) ? await listAnnexFiles(db.read, found.row, annex.id) : [],
    hasEnded: annex.state === 'draft' && !isInForce(found.row.state),
    mayWithdraw: here.withdraws && annex.state === 'draft',
    carriable: (isDraft ? await listCarriable(db.read, actor, found) : []).map(({ target: { row } }) => ({
      ...{ code: row.code, title: row.title },
      href: reader.at(`${path}/add?${CARRIED_FROM}=${encodeURIComponent(row.code)}`),
    })),
    closed: isDraft ? found.targets.filter((row) => !mayBeAmended(row)).map(({ code }) => code) : [],
    choices: isDraft
      ? amendable(here)
          .filter(({ code }) => !taken.has(code))
          .map(({ code, title }) => ({
            ...{ code, title },
            changeHref: reader.at(`${path}/change/${encodeURIComponent(code)}`),
            endHref: reader.at(`${path}/end/${encodeURIComponent(code)}`),
          }))
      : null,
    paths: {
      list: reader.at(annexesPath(found)),
      commitment: reader.at(pathOf(found)),
      add: reader.at(`${path}/add`),
      terms: reader.at(`${path}/terms`),
      sign: reader.at(`${path}/sign`),
      withdraw: reader.at(`${path}/withdraw`),
      drop: reader.at(`${path}/drop`),
      print: reader.at(`${path}/print`),
    },
  })
}

/** Terms that the signed annex added, for whoever may divide them by the next one. */
function offersOf({ var: { actor, reader } }: Visit, { found, annex }: Here) {
  if (annex.state !== 'signed') return []
  const added = new Set(annex.lines.flatMap(({ kind, code }) => (kind === 'add' ? [code] : [])))
  return found.targets
    .filter((row) => added.has(row.code) && mayDivideSigned(actor, found, row))
    .map(({ code }) => ({
      code,
      href: reader.at(`${pathOf(found)}/targets/${encodeURIComponent(code)}/years`),
    }))
}

function lineHref(path: string, { kind, code }: AmendmentLine, n: number): string {
  return kind === 'add' ? `${path}/add?line=${n}` : `${path}/${kind}/${encodeURIComponent(code)}`
}

/** How the numbers of a line are written. */
export function measuredOf({ found }: Place, { code }: AmendmentLine) {
  const row = found.targets.find((one) => one.code === code)
  return { decimals: String(row?.decimals ?? 0), measure: row?.measure ?? null }
}
