import { describe } from 'vitest'
import { lookAtPages, widths } from './support/pages.ts'

describe('on a screen of phone width', () => lookAtPages(widths.phone))
