import { writeCount } from '../../src/i18n/numbers.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { ErrorSummary, type FieldError } from '../parts/form.tsx'
import { HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Scroll, Section } from '../parts/page.tsx'
import { NewFrame, type NewPageProps, Tick } from './new-frame.tsx'
import { type GivenAlike, Same } from './new-same.tsx'

export interface GridColumnView {
  n: number
  of: 'plan' | 'due'
  title: string
  measure: string | null
}

export interface GridCell {
  /** The control by which it is mended. */
  name: string
  text: string
  words: string
  fault: string | null
  /** The fault is that it can be read in two ways, which the question about its column asks. */
  isAsked?: boolean
  /** What stands for all where the table says nothing. */
  isUsual: boolean
}

export interface GridRow {
  code: string
  name: string
  cells: GridCell[]
  /** How many targets it is given. */
  targets: number
}

/** A column with numbers that can be read in two ways. */
export interface GridQuestion {
  n: number
  title: string
  /** The first of them. */
  text: string
  count: number
  readings: { convention: 'thousands' | 'decimal'; words: string }[]
  chosen: string | null
}

export interface GridView {
  columns: GridColumnView[]
  rows: GridRow[]
  /** Lines that name no unit, or one twice. */
  strays: string[]
  questions: GridQuestion[]
  faulty: number
  /** Units without a line. */
  missing: number
}

export interface NewValuesProps extends NewPageProps {
  units: number
  columns: GridColumnView[]
  /** What every unit is given alike: milestones and other tasks. */
  same: GivenAlike[]
  /** Cells that were mended by hand. */
  fixes: { name: string; value: string }[]
  /** Null before it was looked at. */
  grid: GridView | null
}

const MOST_SHOWN = 30
const MOST_FAULTY = 100

/** How much of it each unit is given: a table taken to a spreadsheet and pasted back, looked at before it is kept. */
export function NewValuesPage(props: NewValuesProps) {
  const { reader, grid } = props
  const { t } = reader
  return (
    <>
      <ErrorSummary reader={reader} deed='next' errors={grid ? errorsOf(props, grid) : []} />
      <NewFrame {...props} page='values'>
        <div class='flow-l'>
          {props.columns.length > 0 && <Pasting {...props} />}
          <Same reader={reader} same={props.same} />
          {grid?.questions.map((question) => (
            <Question reader={reader} question={question} />
          ))}
          {grid && <Preview {...props} grid={grid} />}
        </div>
        <Buttons {...props} isFit={grid !== null && grid.faulty === 0 && grid.strays.length === 0} />
        {!grid && props.columns.length === 0 && <p class='hint mt'>{t('commitmentNew.noColumns')}</p>}
      </NewFrame>
    </>
  )
}

function errorsOf({ reader }: NewValuesProps, { rows, strays, columns, questions }: GridView): FieldError[] {
  const asked = questions.filter(({ chosen }) => chosen === null)
  const faulty = rows.flatMap(({ name: unit, cells }) =>
    cells.flatMap(({ name, fault, isAsked }, at) =>
      fault === null || isAsked
        ? []
        : [
            {
              field: name,
              text: reader.t('commitmentNew.cellFault', { unit, title: columns[at]!.title, fault }),
            },
          ],
    ),
  )
  return [
    ...strays.map((text) => ({ field: 'values', text })),
    ...asked.map(({ n, text, count }) => ({
      field: `choice_${n}`,
      text: reader.t('commitmentNew.question', { text, n: count }),
    })),
    ...faulty.slice(0, MOST_LISTED),
  ]
}

const MOST_LISTED = 10

function Pasting({ reader, columns, typed, units }: NewValuesProps) {
  const { t, language } = reader
  return (
    <Section
      id='h-values'
      title={t('commitmentNew.values')}
      aside={t('commitmentNew.unitCount', { units: writeCount(language, units) })}
      card
    >
      <TextArea
        reader={reader}
        name='values'
        label={t('commitmentNew.paste')}
        hint={t('commitmentNew.pasteHint', {
          columns: columns.map((one) => headOf(reader, one)).join(' | '),
        })}
        value={typed('values')}
        rows={14}
        attributes={{ spellcheck: 'false', class: 'in in--paste' }}
      />
      <Tick name='with_due' label={t('commitmentNew.withDue')} checked={typed('with_due') === 'yes'} />
      <div class='btns mt'>
        <button class='btn btn--s' type='submit' name='do' value='blank'>
          {t('commitmentNew.blankTable')}
        </button>
      </div>
    </Section>
  )
}

const headOf = ({ t }: NewPageProps['reader'], { of, title, measure }: GridColumnView) =>
  of === 'due' ? t('commitmentNew.dueOf', { title }) : measure ? `${title} (${measure})` : title

function Question({ reader, question }: { reader: NewPageProps['reader']; question: GridQuestion }) {
  const { t } = reader
  const { n, title, text, count, readings, chosen } = question
  return (
    <Section id={`h-q${n}`} title={title} card>
      <ChoiceList
        reader={reader}
        type='radio'
        name={`choice_${n}`}
        label={t('commitmentNew.question', { text, n: count })}
        value={chosen}
        options={readings.map(({ convention, words }) => ({ value: convention, label: words }))}
      />
    </Section>
  )
}

function Preview(props: NewValuesProps & { grid: GridView }) {
  const { reader, grid, fixes } = props
  const { t, language } = reader
  const isFaulty = (row: GridRow) => row.cells.some(({ fault }) => fault !== null)
  const faulty = grid.rows.filter(isFaulty).slice(0, MOST_FAULTY)
  const fine = grid.rows.filter((row) => !isFaulty(row)).slice(0, MOST_SHOWN)
  const shown = [...faulty, ...fine]
  const open = new Set(
    faulty.flatMap(({ cells }) => cells.flatMap(({ name, fault }) => (fault === null ? [] : [name]))),
  )
  const targets = grid.rows.reduce((sum, row) => sum + row.targets, 0)
  return (
    <Section
      id='h-preview'
      title={t('commitmentNew.preview')}
      aside={t('commitmentNew.previewCount', {
        units: writeCount(language, grid.rows.length),
        targets: writeCount(language, targets),
      })}
    >
      <HiddenFields fields={fixes.filter(({ name }) => !open.has(name))} />
      {grid.faulty > 0 && (
        <Callout reader={reader} tone='back' title={t('commitmentNew.faulty', { n: grid.faulty })}>
          <p>{t('commitmentNew.faultyText')}</p>
        </Callout>
      )}
      {grid.missing > 0 && (
        <p class='hint mb'>
          {t('commitmentNew.missingLines', { units: writeCount(language, grid.missing) })}
        </p>
      )}
      <Scroll label={t('commitmentNew.page.values')}>
        <table class='tbl'>
          <thead>
            <tr>
              <th scope='col'>{t('commitmentNew.col.unit')}</th>
              {grid.columns.map((column) => (
                <th scope='col' class='num'>
                  {headOf(reader, column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr>
                <th scope='row'>
                  {row.name}
                  <br />
                  <span class='sub'>{row.code}</span>
                </th>
                {row.cells.map((cell, at) => (
                  <Cell reader={reader} cell={cell} label={`${row.name}, ${grid.columns[at]!.title}`} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown.length < grid.rows.length && (
        <p class='hint mt'>
          {t('commitmentNew.moreRowsShown', { n: writeCount(language, grid.rows.length - shown.length) })}
        </p>
      )}
    </Section>
  )
}

function Cell({ reader, cell, label }: { reader: NewPageProps['reader']; cell: GridCell; label: string }) {
  const { name, text, words, fault, isUsual } = cell
  if (fault === null) {
    return (
      <td class='num'>
        {words}
        {isUsual && (
          <>
            <br />
            <span class='sub'>{reader.t('commitmentNew.usual')}</span>
          </>
        )}
      </td>
    )
  }
  return (
    <td class='num cell-bad'>
      <input
        class='in in--cell'
        type='text'
        id={name}
        name={name}
        value={text}
        aria-label={label}
        aria-invalid='true'
        aria-describedby={`${name}-e`}
      />
      <p class='err' id={`${name}-e`}>
        {fault}
      </p>
    </td>
  )
}

function Buttons({ reader, grid, isFit }: NewValuesProps & { isFit: boolean }) {
  const { t, language } = reader
  return (
    <div class='btns mt'>
      {isFit && (
        <button class='btn btn--p' type='submit' name='do' value='create'>
          {t('commitmentNew.create', { units: writeCount(language, grid!.rows.length) })}
        </button>
      )}
      <button class={isFit ? 'btn' : 'btn btn--p'} type='submit' name='do' value='check'>
        {t(grid ? 'commitmentNew.checkAgain' : 'commitmentNew.check')}
      </button>
      <button class='btn' type='submit' name='do' value='back'>
        {t('commitmentNew.back')}
      </button>
    </div>
  )
}
