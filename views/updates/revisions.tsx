import { showReceipt } from '../../src/domain/receipt.ts'
import type { UpdateState } from '../../src/domain/target.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import type { IconName } from '../parts/icon-names.ts'
import { Timeline } from '../parts/lists.tsx'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { ReviewWords } from './content.tsx'
import type { Revision } from './report.ts'

/** The signs of a report's state; its word is update_state.<state>. */
export const stateMarks: Record<Exclude<UpdateState, 'draft'>, { tone: Tone; icon: IconName }> = {
  awaiting_endorsement: { tone: 'wait', icon: 'stamp' },
  submitted: { tone: 'wait', icon: 'hourglass' },
  accepted: { tone: 'done', icon: 'check' },
  returned: { tone: 'back', icon: 'undo-2' },
  superseded: { tone: 'none', icon: 'history' },
  recalled: { tone: 'none', icon: 'undo-2' },
  void: { tone: 'none', icon: 'ban' },
}

/** Every revision of a report and what was decided about it; `here` is the one on the page. */
export function Revisions({
  reader,
  revisions,
  here,
}: {
  reader: Reader
  revisions: Revision[]
  here: string
}) {
  const { t, language, zone } = reader
  return (
    <Timeline
      reader={reader}
      items={revisions.map(({ receipt, revision, state, at, review }) => ({
        ...stateMarks[state],
        title: t('update.revision', { n: revision, state: t(`update_state.${state}`) }),
        meta: (
          <>
            {writeInstant(language, at, zone)} ·{' '}
            {receipt === here ? (
              t('update.thisOne')
            ) : (
              <a href={reader.at(`/updates/${receipt}`)}>{showReceipt(receipt)}</a>
            )}
          </>
        ),
        more: review && (
          <div class='sm'>
            <ReviewWords reader={reader} review={review} />
          </div>
        ),
      }))}
    />
  )
}
