import type { Child } from 'hono/jsx'

export interface Column {
  label: Child
  num?: boolean
}

/**
 * The roles of a table are written out where it becomes cards on a narrow screen: a cell that is no longer displayed
 * as one loses its own in some browsers.
 */
const as = (role: string) => ({ role })

/** A table that becomes cards in a narrow column; it stands in a `card`, its rows are made of Row, RowHead and Cell. */
export function StackTable(props: {
  caption: string
  columns: Column[]
  /** Cells in the middle of their row, where rows hold one line. */
  mid?: boolean
  /** So few columns that it stays a table on a phone. */
  flat?: boolean
  /** As cards: each cell in one line with its label, one after the other; for rows of small figures. */
  lines?: boolean
  children: Child
  /** The row of totals. */
  foot?: Child
}) {
  const classes = ['tbl', !props.flat && 'stack', props.lines && 'stack--lines', props.mid && 'tbl--mid']
    .filter(Boolean)
    .join(' ')
  return (
    <div class='cq'>
      <table class={classes} {...as('table')}>
        <caption class='sr'>{props.caption}</caption>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            {props.columns.map((column) => (
              <th scope='col' class={column.num ? 'num' : undefined} {...as('columnheader')}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>{props.children}</tbody>
        {props.foot && <tfoot {...as('rowgroup')}>{props.foot}</tfoot>}
      </table>
    </div>
  )
}

export function Row({ children }: { children: Child }) {
  return <tr {...as('row')}>{children}</tr>
}

/** A heading over the rows that follow. */
export function RowGroupHead({ span, children }: { span: number; children: Child }) {
  return (
    <tr class='grp' {...as('row')}>
      <th colspan={span} scope='rowgroup' {...as('rowheader')}>
        {children}
      </th>
    </tr>
  )
}

export function RowHead({ children }: { children: Child }) {
  return (
    <th scope='row' {...as('rowheader')}>
      {children}
    </th>
  )
}

/**
 * `label` is the column's name, shown in the card; `wide` takes the card's whole width, `wideOnly` is left out of it,
 * `corner` is the row's one deed: at its end, and at the top of the card. `nil` says nothing and is left out of cards.
 */
export function Cell(props: {
  label?: string
  num?: boolean
  wide?: boolean
  wideOnly?: boolean
  corner?: boolean
  nil?: boolean
  children?: Child
}) {
  const { num, wide, wideOnly, corner, nil } = props
  const classes = [num && 'num', wide && 'wide-s', (wideOnly || nil) && 'hide-s', corner && 'cornercell']
    .filter(Boolean)
    .join(' ')
  return (
    <td class={classes || undefined} data-l={props.label} {...as('cell')}>
      {props.children}
    </td>
  )
}

/** A tick for its row; it stands first in the row. */
export function PickCell({
  name,
  value,
  label,
  isPicked,
}: {
  name: string
  value: string
  label: string
  isPicked?: boolean
}) {
  return (
    <td class='pickcell' {...as('cell')}>
      <label class='hit'>
        <input class='pick' type='checkbox' name={name} value={value} checked={isPicked} />
        <span class='sr'>{label}</span>
      </label>
    </td>
  )
}
