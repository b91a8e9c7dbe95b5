import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Bullet, type BulletProps } from './bars.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Tone } from './status.ts'

export interface Tile {
  label: string
  value: string
  /** The measure after the value. */
  unit?: string
  note?: Child
  /** The list behind the figure. */
  href?: string
  tone?: Tone
  icon?: IconName
}

/** The few figures that answer the page's question. With addresses each leads to its list. */
export function Tiles({ reader, tiles }: { reader: Reader; tiles: Tile[] }) {
  if (tiles.some((tile) => tile.href)) {
    return (
      <div class='tiles'>
        {tiles.map((tile) => (
          <LinkTile reader={reader} tile={tile} />
        ))}
      </div>
    )
  }
  return (
    <dl class='tiles'>
      {tiles.map((tile) => (
        <div class='tile' data-s={tile.tone}>
          <dt>
            {tile.icon && <Icon reader={reader} name={tile.icon} />}
            {tile.label}
          </dt>
          <dd>
            {tile.value} {tile.unit && <small>{tile.unit}</small>}
          </dd>
          {tile.note && <dd class='tile__s'>{tile.note}</dd>}
        </div>
      ))}
    </dl>
  )
}

function LinkTile({ reader, tile }: { reader: Reader; tile: Tile }) {
  const inside = (
    <>
      <span class='tile__l'>
        {tile.icon && <Icon reader={reader} name={tile.icon} />}
        {tile.label}
      </span>
      <span class='tile__n'>
        {tile.value} {tile.unit && <small>{tile.unit}</small>}
      </span>
      {tile.note && <span class='tile__s'>{tile.note}</span>}
    </>
  )
  if (!tile.href) {
    return (
      <div class='tile' data-s={tile.tone}>
        {inside}
      </div>
    )
  }
  return (
    <a class='tile' href={tile.href} data-s={tile.tone}>
      {inside}
    </a>
  )
}

export interface KpiProps {
  name: Child
  href?: string
  /** '90,41%' */
  value: string
  /** The bar, or a sentence where there is no plan. */
  bullet?: BulletProps
  instead?: string
  /** Numerator, denominator and measure: '660,191 / 730,223 tỷ đồng'. */
  amounts: Child
  /** 'cao hơn tiến độ 23,8 điểm phần trăm' */
  pace?: Child
}

/** One indicator of the overview; rows stand together in a `card card__p cq`. */
export function Kpi({ name, href, value, bullet, instead, amounts, pace }: KpiProps) {
  return (
    <div class='kpi'>
      <p class='kpi__n'>{href ? <a href={href}>{name}</a> : name}</p>
      <p class='kpi__v'>{value}</p>
      <div class='kpi__b'>{bullet ? <Bullet {...bullet} /> : <p class='kpi__m'>{instead}</p>}</div>
      <p class='kpi__m'>{amounts}</p>
      <p class='kpi__p'>{pace}</p>
    </div>
  )
}
