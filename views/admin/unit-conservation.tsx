import type { Balance, Conservation, Sums } from '../../src/domain/conservation.ts'
import { writeAmount } from '../../src/i18n/numbers.ts'
import { More } from '../parts/form.tsx'
import { Callout } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** Σ before and Σ after, indicator by indicator; those that go on one by one are folded away. */
export function Conserved({ reader, conservation }: { reader: Reader; conservation: Conservation }) {
  const { t } = reader
  const { balances, isKept, ...counts } = conservation
  const changed = balances.filter(isChanged)
  const others = balances.filter((balance) => !isChanged(balance) && hasFigures(balance))
  return (
    <Section id='h-checks' title={t('succession.checks')}>
      <Callout
        reader={reader}
        tone={isKept ? 'done' : 'late'}
        title={t(isKept ? 'succession.kept' : 'succession.notKept')}
      >
        <p>{t('succession.counts', counts)}</p>
      </Callout>
      {changed.length > 0 && <Balances reader={reader} balances={changed} />}
      {others.length > 0 && (
        <More reader={reader} summary={t('succession.allIndicators', { n: others.length })}>
          <Balances reader={reader} balances={others} />
        </More>
      )}
    </Section>
  )
}

const isChanged = ({ targets, isKept }: Balance) => targets.before !== targets.after || !isKept
const hasFigures = ({ before }: Balance) => Object.values(before).some((sum) => sum !== 0)

function Balances({ reader, balances }: { reader: Reader; balances: Balance[] }) {
  const { t } = reader
  return (
    <div class='card mt-s'>
      <StackTable
        caption={t('succession.checks')}
        columns={[
          { label: t('succession.indicator') },
          { label: t('succession.countBefore'), num: true },
          { label: t('succession.plan'), num: true },
          { label: t('succession.actual'), num: true },
          { label: t('succession.base'), num: true },
          { label: t('succession.series'), num: true },
        ]}
      >
        {balances.map((balance) => (
          <Row>
            <RowHead>
              {balance.title}
              {balance.measure && <span class='muted'> ({balance.measure})</span>}
            </RowHead>
            <Cell label={t('succession.countBefore')} num>
              {balance.targets.before} → {balance.targets.after}
            </Cell>
            {balance.lost >= balance.targets.before ? (
              <>
                <Cell label={t('succession.plan')} num>
                  {t('succession.lostRates')}
                </Cell>
                <Cell wideOnly />
                <Cell wideOnly />
                <Cell wideOnly />
              </>
            ) : (
              columns.map(([name, label]) => (
                <Cell label={t(label)} num>
                  {pairOf(reader, balance, name)}
                </Cell>
              ))
            )}
          </Row>
        ))}
      </StackTable>
    </div>
  )
}

const columns = [
  ['plan', 'succession.plan'],
  ['actual', 'succession.actual'],
  ['base', 'succession.base'],
  ['references', 'succession.series'],
] as const

/** '203 = 203', or with what ended: '203 = 180 + 23'. */
function pairOf({ language }: Reader, { before, after, ended, decimals }: Balance, name: keyof Sums): string {
  const write = (sums: Sums) => writeAmount(language, sums[name], decimals)
  const rest = ended[name] === 0 ? '' : ` + ${write(ended)}`
  const sign = before[name] === after[name] + ended[name] ? '=' : '≠'
  return `${write(before)} ${sign} ${write(after)}${rest}`
}
