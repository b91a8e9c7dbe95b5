import type { CommitmentState, DraftTurn } from '../../src/domain/commitment.ts'
import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'

/** A commitment as lists name it. */
export interface CommitmentBrief {
  code: string
  number: string | null
  signedOn: Day | null
  unitName: string
  planYear: number
  /** As of today. */
  state: CommitmentState
  /** Of a draft. */
  turn: DraftTurn | null
  isUnsigned: boolean
}

/** 'Đang soạn thảo'; of a draft also where it lies. */
export const stateWords = (
  { t }: Reader,
  { state, turn }: { state: CommitmentState; turn: DraftTurn | null },
): string => (state === 'draft' && turn ? t(`commitmentStep.turn.${turn}`) : t(`commitment.state.${state}`))

/** 'Số 12-CK/HU, ký ngày 21/1/2022'; `name` stands for the number while there is none. */
export function signedWords(
  reader: Reader,
  { number, signedOn }: CommitmentBrief,
  name: string | null,
): string {
  const { t, language } = reader
  const words = [
    number ? t('commitment.numbered', { number }) : name,
    signedOn ? t('commitment.signedOn', { day: writeDay(language, signedOn) }) : t('commitment.notSigned'),
  ]
  return words.filter(Boolean).join(', ')
}
