import type { Finding } from '../../src/domain/checks.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import { problemIn, type UpdateProblem } from './problems.ts'

/** One thing that looks wrong, with its figures. */
export function findingWords({ t, language }: Reader, finding: Finding): string {
  switch (finding.warning) {
    case 'falls':
      return t('update.warn.falls')
    case 'jump':
      return t('update.warn.jump', { times: writeCount(language, finding.times) })
    case 'thousandfold': {
      const words = {
        times: writeCount(language, finding.times),
        base: t(`update.warn.base.${finding.against}`),
      }
      return finding.isLarger ? t('update.warn.tooLarge', words) : t('update.warn.tooSmall', words)
    }
    case 'unchanged':
      return t('update.warn.unchanged', { n: finding.reports })
  }
}

const LONGEST_ANSWER = 5000

/** What looks wrong, asked once: mended above, or said why it is right. */
export function WarningField(props: {
  reader: Reader
  asked: Finding[]
  typed: { warning_answer: string }
  problems: readonly UpdateProblem[]
}) {
  const { reader, asked, typed, problems } = props
  const { t } = reader
  if (asked.length === 0 && typed.warning_answer === '') return null
  return (
    <div class='field'>
      <input type='hidden' name='warnings_seen' value={asked.map(({ warning }) => warning).join(' ')} />
      {asked.length > 0 && (
        <Callout reader={reader} tone='risk' title={t('update.warnTitle')}>
          <ul>
            {asked.map((finding) => (
              <li>{findingWords(reader, finding)}</li>
            ))}
          </ul>
        </Callout>
      )}
      <div class='mt'>
        <TextArea
          reader={reader}
          name='warning_answer'
          label={t('update.warningAnswer')}
          hint={t('update.warningAnswerHint')}
          error={problemIn(t, problems, 'warning_answer')}
          value={typed.warning_answer}
          attributes={{ maxlength: LONGEST_ANSWER }}
        />
      </div>
    </div>
  )
}
