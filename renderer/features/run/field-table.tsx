import { useState } from 'react';
import type { SealedText } from '../../../shared/model/exchange.ts';
import { TextAction } from '../../components/text-action.tsx';
import classes from './field-table.module.css';
import { Sealed } from './sealed.tsx';

/** Rows shown at first; a server may send thousands. */
const ROWS = 60;

/** Names and values in wire order: headers, form parameters, a query. */
export function FieldTable({ rows }: { readonly rows: readonly (readonly [name: string, value: SealedText])[] }) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return <p className={classes.none}>None.</p>;
  const shown = all ? rows : rows.slice(0, ROWS);
  return (
    <>
      <dl className={classes.table}>
        {shown.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: recorded rows never change, and names repeat.
          <div key={index} className={classes.row}>
            <dt>{name}</dt>
            <dd>
              <Sealed text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < rows.length && <TextAction onClick={() => setAll(true)}>Show all {rows.length}</TextAction>}
    </>
  );
}
