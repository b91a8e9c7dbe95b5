import type { AmendmentLine, LineFault } from '../../src/domain/amendment.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Scroll } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { fieldLabel } from '../targets/promise-words.ts'
import { codeWords, comparedOf, type Measured } from './words.ts'

export interface ShownLine {
  line: AmendmentLine
  measured: Measured
  fault: LineFault | null
  /** Ready-made; null where nothing is to be mended. */
  href: string | null
}

/** What an annex changes, before and after side by side; what became stale is told at its line. */
export function Lines(props: {
  reader: Reader
  lines: ShownLine[]
  /** Where a line is taken out, and the version it is about; null for what is signed. */
  drop: { action: string; version: number } | null
}) {
  const { reader, lines, drop } = props
  return (
    <div class='flow-l'>
      {lines.map((shown, n) => (
        <Line reader={reader} shown={shown} n={n} drop={drop} />
      ))}
    </div>
  )
}

type LineProps = { reader: Reader; shown: ShownLine; n: number; drop: Parameters<typeof Lines>[0]['drop'] }

function Line({ reader, shown, n, drop }: LineProps) {
  const { t } = reader
  const { line, fault, measured } = shown
  const code = codeWords(reader, line)
  const name = `${t(`amendment.kind.${line.kind}`)} ${code}`
  return (
    <section class='card card__p' aria-labelledby={`k-line-${n} h-line-${n}`}>
      <p class='eyebrow' id={`k-line-${n}`}>
        {name}
      </p>
      <h3 id={`h-line-${n}`}>{line.title}</h3>
      {fault && (
        <div class='mt'>
          <Callout reader={reader} tone='back' title={t('amendment.stale')}>
            <p>{faultWords(reader, fault)}</p>
          </Callout>
        </div>
      )}
      <div class='cq mt'>
        <Scroll label={`${name}: ${line.title}`}>
          <table class='tbl stack'>
            <thead>
              <tr>
                <th scope='col'>{t('amendment.field')}</th>
                {line.kind !== 'add' && <th scope='col'>{t('amendment.before')}</th>}
                <th scope='col'>{t('amendment.after')}</th>
              </tr>
            </thead>
            <tbody>
              {comparedOf(reader, line, measured).map(({ label, before, after }) => (
                <tr>
                  <th scope='row'>{label}</th>
                  {line.kind !== 'add' && <td data-l={t('amendment.before')}>{before}</td>}
                  <td data-l={t('amendment.after')}>
                    <b>{after}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {drop && <Deeds reader={reader} shown={shown} drop={drop} />}
    </section>
  )
}

function Deeds({
  reader,
  shown,
  drop,
}: Pick<LineProps, 'reader' | 'shown'> & { drop: NonNullable<LineProps['drop']> }) {
  const { t } = reader
  const { line, href } = shown
  return (
    <form class='btns mt' method='post' action={drop.action}>
      <HiddenFields
        fields={[
          { name: 'version', value: String(drop.version) },
          { name: 'line', value: line.code },
        ]}
      />
      {href && (
        <a class='btn btn--s' href={href}>
          {t('amendment.edit')}
          <span class='sr'> {line.title}</span>
        </a>
      )}
      <button class='btn btn--s btn--q' type='submit'>
        {t('amendment.drop')}
        <span class='sr'> {line.title}</span>
      </button>
    </form>
  )
}

function faultWords({ t, language }: Reader, fault: LineFault): string {
  if (fault.reason === 'later_version')
    return t('amendment.problem.later_version', { day: writeDay(language, fault.day) })
  if (fault.reason === 'due_outside') {
    const [from, to] = [writeDay(language, fault.from), writeDay(language, fault.to)]
    return t('amendment.stale.due_outside', { from, to })
  }
  if (fault.reason === 'group_gone') return t('amendment.stale.group_gone', { n: fault.group })
  if (fault.reason !== 'changed') return t(`amendment.stale.${fault.reason}`)
  return t('amendment.stale.changed', {
    fields: fault.fields.map((field) => fieldLabel(t, field).toLowerCase()).join(', '),
  })
}
