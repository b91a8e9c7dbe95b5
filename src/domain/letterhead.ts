import type { UnitKind } from './unit.ts'

/** Who issues a paper, as its head and its signature say it. An office may correct every line in the settings. */
export interface Letterhead {
  form: 'party' | 'state'
  upper: string
  issuer: string
  /** What stands before the number until the clerk types it: 'Số …-BC/HU'. */
  number: string
  place: string
  /** Whom the paper asks for a decision: 'Ban Thường vụ Huyện ủy Hướng Hóa'. */
  asks: string
  signature: string[]
  recipients: string[]
}

interface Issuer {
  name: string
  kind: UnitKind
  upperName: string | null
}

/** Committees by the first words of their name, the longest first. */
const committees = [
  { words: 'Tỉnh ủy', party: 'Đảng bộ tỉnh', mark: 'TU' },
  { words: 'Thành ủy', party: 'Đảng bộ thành phố', mark: 'TU' },
  { words: 'Huyện ủy', party: 'Đảng bộ huyện', mark: 'HU' },
  { words: 'Thị ủy', party: 'Đảng bộ thị xã', mark: 'ThU' },
  { words: 'Đảng ủy xã', party: 'Đảng bộ xã', mark: 'ĐU' },
  { words: 'Đảng ủy phường', party: 'Đảng bộ phường', mark: 'ĐU' },
  { words: 'Đảng ủy đặc khu', party: 'Đảng bộ đặc khu', mark: 'ĐU' },
  { words: 'Đảng ủy', party: 'Đảng bộ', mark: 'ĐU' },
]

/** What the unit's own name says, where nobody has set anything. */
export function letterheadOf({ name, kind, upperName }: Issuer): Letterhead {
  const committee = committeeOf(name)
  const isParty = kind === 'party_committee' || committee !== undefined
  const issuer = name.toUpperCase()
  return {
    form: isParty ? 'party' : 'state',
    upper: upperName ? partyOf(upperName, isParty).toUpperCase() : '',
    issuer,
    number: isParty ? `Số …-BC/${committee?.mark ?? 'ĐU'}` : 'Số: …/BC-UBND',
    place: placeOf(name),
    asks: isParty ? `Ban Thường vụ ${name}` : name,
    signature: isParty ? ['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'] : ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
    recipients: isParty
      ? [`Thường trực ${name}`, 'Các đơn vị ký cam kết', 'Lưu Văn phòng']
      : [`Lãnh đạo ${name}`, 'Các đơn vị ký cam kết', 'Lưu: VT'],
  }
}

/** What bears a number: a report, a notice, a letter, a commitment, or an annex of one. */
type NumberedPaper = 'BC' | 'TB' | 'CV' | 'CK' | 'PL'

/** Where the number goes, as the house writes it or as a clerk set it by hand. */
const GAP = /…+|\.{2,}/

/**
 * The line of a paper's number, made from the one of the office's reports: under 'Số …-BC/HU' a notice typed as '45'
 * reads 'Số 45-TB/HU'. A letter of a state office has no kind in it: 'Số: 45/UBND'. What was typed in full stands as
 * it is, and so does a number that the line has no place for; `typed` is null while there is none.
 */
export function paperNumber(
  { form, number }: Pick<Letterhead, 'form' | 'number'>,
  paper: NumberedPaper,
  typed: string | null,
): string {
  const isPlain = paper === 'CV' && form === 'state'
  const line = isPlain ? number.replace('/BC-', '/') : number.replace(/\bBC\b/, paper)
  if (typed === null) return line
  if (/^\d+[a-zđ]?$/i.test(typed) && GAP.test(line)) return line.replace(GAP, typed)
  return /^số(?!\p{L})/iu.test(typed) ? typed : `${line.startsWith('Số:') ? 'Số:' : 'Số'} ${typed}`
}

/** A number as it is spoken of and compared, in whichever way it was typed: '45-TB/HU' for '45' and 'Số 45-TB/HU'. */
export const bareNumber = (
  letterhead: Pick<Letterhead, 'form' | 'number'>,
  paper: NumberedPaper,
  typed: string,
): string => paperNumber(letterhead, paper, typed).replace(/^số:?\s*/iu, '')

/** What a clerk may type, for example: '45-TB/HU'. */
export const numberExample = (letterhead: Pick<Letterhead, 'form' | 'number'>, paper: NumberedPaper) =>
  bareNumber(letterhead, paper, '45')

const committeeOf = (name: string) => committees.find(({ words }) => name.startsWith(words))

/** The body above a committee is the whole party organisation it leads: Tỉnh ủy Quảng Trị, Đảng bộ tỉnh Quảng Trị. */
function partyOf(name: string, isParty: boolean): string {
  const committee = isParty ? committeeOf(name) : undefined
  return committee ? name.replace(committee.words, committee.party) : name
}

function placeOf(name: string): string {
  const words =
    committeeOf(name)?.words ?? /^(?:UBND|Ủy ban nhân dân)? ?(?:tỉnh|huyện|xã|phường)?/iu.exec(name)?.[0]
  return (words ? name.slice(words.length) : name).trim() || name
}
