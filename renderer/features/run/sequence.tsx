import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useNow } from '../../components/use-now.ts';
import { fitArrowTexts, fitText, type Measure } from './fit-text.ts';
import classes from './sequence.module.css';
import type { Actor, SequenceRow } from './sequence-layout.ts';
import { countingWords } from './time-words.ts';

/** Lifelines, left to right; `short` where there is no room for the name. */
const ACTORS: readonly { actor: Actor; name: string; short: string; at: number }[] = [
  { actor: 'browser', name: 'Browser', short: 'Browser', at: 0.13 },
  { actor: 'grantbench', name: 'Grantbench', short: 'Us', at: 0.47 },
  { actor: 'server', name: 'Authorization server', short: 'Server', at: 0.83 },
];
const HEAD = 62;
const ROW = 28;
const FOOT = 46;
const HEAD_NAMES = 27;
/** Width under which the names would touch, in pixels. */
const NARROW = 300;

/** Height of the drawing for that many arrows, in pixels: kept from the start, so that nothing below it moves. */
function sequenceHeight(rows: number): number {
  return HEAD + Math.max(1, rows) * ROW + FOOT - ROW;
}

/** Measures text in the face the drawing uses; anew once that face has been loaded. */
function useMeasure(): Measure {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    let alive = true;
    document.fonts.ready.then(() => alive && setLoaded(true));
    return () => {
      alive = false;
    };
  }, []);
  return useMemo(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return (text) => text.length * 6;
    const family = getComputedStyle(document.body).fontFamily;
    // `loaded` is part of the font's state and not of its name.
    context.font = `11px ${loaded ? family : family || 'sans-serif'}`;
    return (text) => context.measureText(text).width;
  }, [loaded]);
}

interface SequenceProps {
  readonly rows: readonly SequenceRow[];
  /** Rows to keep space for, at least. */
  readonly reserve: number;
  /** Step whose exchange is being looked at. */
  readonly selected: number | null;
  readonly onOpen: (step: number) => void;
  /** The line under the last arrow: how it ended, or what it waits for. */
  readonly children?: ReactNode;
}

/** Who talked to whom, drawn while it happens. An arrow is a link to its exchange. */
export function Sequence({ rows, reserve, selected, onOpen, children }: SequenceProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const measure = useMeasure();
  const height = sequenceHeight(Math.max(rows.length, reserve));
  const place = (actor: Actor) => Math.round(width * (ACTORS.find((each) => each.actor === actor)?.at ?? 0)) + 0.5;
  const resultTop = HEAD + (Math.max(rows.length, 1) - 1) * ROW + 9;
  return (
    <div ref={ref} className={classes.sequence} style={{ height }}>
      {width > 0 && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a group of drawn links; no HTML element draws them. */}
          <svg width={width} height={height} role="group" aria-label="Sequence of the run">
            {ACTORS.map(({ actor, name, short }) => (
              <g key={actor}>
                <text className={classes.actor} x={place(actor)} y={HEAD_NAMES} textAnchor="middle">
                  {width < NARROW ? short : name}
                </text>
                <line className={classes.lifeline} x1={place(actor)} x2={place(actor)} y1={40} y2={height - 18} />
              </g>
            ))}
            {rows.map((row, index) => (
              <Arrow
                key={row.key}
                row={row}
                y={HEAD + index * ROW + 0.5}
                x1={place(row.from)}
                x2={place(row.to)}
                measure={measure}
                selected={row.opens !== null && row.opens === selected}
                onOpen={onOpen}
              />
            ))}
          </svg>
          <div className={classes.result} style={{ top: resultTop, left: place('grantbench') + 9.5 }}>
            {children}
          </div>
        </>
      )}
    </div>
  );
}

interface ArrowProps {
  readonly row: SequenceRow;
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
  readonly measure: Measure;
  readonly selected: boolean;
  readonly onOpen: (step: number) => void;
}

function Arrow({ row, y, x1, x2, measure, selected, onOpen }: ArrowProps) {
  const { opens } = row;
  if (x1 === x2) return <StopMark row={row} x={x1} y={y} measure={measure} />;
  const drawing = <ArrowDrawing row={row} y={y} x1={x1} x2={x2} measure={measure} />;
  if (opens === null) return <g className={classes[row.tone]}>{drawing}</g>;
  return (
    <a
      href={`#exchange-${opens}`}
      className={`${classes.link} ${classes[row.tone]}`}
      aria-label={`${spoken(row)}: open the exchange`}
      aria-current={selected || undefined}
      onClick={(event) => {
        event.preventDefault();
        onOpen(opens);
      }}
    >
      <rect className={classes.hit} x={Math.min(x1, x2) + 3} y={y - 18} width={Math.abs(x2 - x1) - 6} height={23} rx={4} />
      {drawing}
    </a>
  );
}

function spoken(row: SequenceRow): string {
  return [row.label, row.detail.replace(' · ', ', ')].filter((part) => part !== '').join(', ');
}

function ArrowDrawing({ row, y, x1, x2, measure }: Omit<ArrowProps, 'selected' | 'onOpen'>) {
  const left = Math.min(x1, x2);
  const right = Math.max(x1, x2);
  const counts = row.since !== null;
  const room = right - left - 18;
  const { label, detail } = fitArrowTexts(row.label, counts ? '00 min 00 s' : row.detail, room, measure);
  const toRight = x2 > x1;
  const tip = toRight ? x2 - 0.5 : x2 + 0.5;
  const back = toRight ? -7 : 7;
  // Where an arrow goes left and has nothing to say at its end, its label stands there, at its start.
  const startsRight = !toRight && row.detail === '' && !counts;
  return (
    <>
      <title>{spoken(row)}</title>
      <text className={classes.label} x={startsRight ? right - 9 : left + 10} y={y - 6} textAnchor={startsRight ? 'end' : 'start'}>
        {label}
      </text>
      {counts && detail !== '' && <CountingText since={row.since} x={right - 7} y={y - 6} />}
      {!counts && detail !== '' && (
        <text className={classes.detail} x={right - 7} y={y - 6} textAnchor="end">
          {detail}
        </text>
      )}
      <line className={classes.shaft} x1={x1} x2={tip + back} y1={y} y2={y} />
      <path className={classes.tip} d={`M${tip} ${y} l${back} -3.5 v7 z`} />
    </>
  );
}

/** Nothing travels at a break point: a mark on our own line, its words beside it. */
function StopMark({
  row,
  x,
  y,
  measure,
}: {
  readonly row: SequenceRow;
  readonly x: number;
  readonly y: number;
  readonly measure: Measure;
}) {
  const label = fitText(row.label, x - 18, measure);
  return (
    <g className={classes[row.tone]}>
      <title>{spoken(row)}</title>
      <rect className={classes.stop} x={x - 5} y={y - 13} width={10} height={12} rx={2} />
      <path className={classes.bars} d={`M${x - 1.5} ${y - 10} v6 m3 0 v-6`} />
      <text className={classes.label} x={x + 11} y={y - 3}>
        {label}
      </text>
    </g>
  );
}

function CountingText({ since, x, y }: { readonly since: number | null; readonly x: number; readonly y: number }) {
  const now = useNow();
  return (
    <text className={classes.detail} x={x} y={y} textAnchor="end" aria-hidden>
      {since === null || now - since < 1_000 ? '…' : countingWords(now - since)}
    </text>
  );
}
