import type { MetadataGroup, MetadataRow } from '../../../shared/model/metadata-reading.ts';
import { Card } from '../../components/card.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { LongText } from '../../components/long-text.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './readable-metadata.module.css';

/** What a server offers, in groups: each member with what it says, what that means, and where it is defined. */
export function ReadableMetadata({ groups }: { readonly groups: readonly MetadataGroup[] }) {
  return (
    <div className={classes.groups}>
      {groups.map(({ id, title, rows }) => (
        <Card key={id} title={title}>
          <dl className={classes.table}>
            {rows.map((row) => (
              <Row key={row.member} row={row} />
            ))}
          </dl>
        </Card>
      ))}
    </div>
  );
}

function Row({ row }: { readonly row: MetadataRow }) {
  const { member, label, value, said, meaning, spec } = row;
  return (
    <div className={classes.row}>
      <dt className={classes.name}>
        {label}
        {label !== member && (
          <code className={classes.member} title={member}>
            {member}
          </code>
        )}
      </dt>
      <dd className={said ? classes.value : classes.unsaid}>
        <Value value={value} said={said} />
        {said && (
          <span className={classes.copy}>
            <CopyAction text={typeof value === 'string' ? value : JSON.stringify(value)} of={member} />
          </span>
        )}
      </dd>
      <dd className={classes.meaning}>
        {meaning} {spec !== null && <SpecAnchor spec={spec} />}
      </dd>
    </div>
  );
}

/** Silence is told in words: what its definition makes of it, or that nothing is offered. */
function Value({ value, said }: { readonly value: unknown; readonly said: boolean }) {
  if (value === null || value === undefined) return 'not offered';
  const unsaid = said ? null : <span className={classes.aside}>not said; the default is </span>;
  if (typeof value === 'boolean') {
    return (
      <>
        {unsaid}
        {value ? 'yes' : 'no'}
      </>
    );
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    if (value.length === 0) return 'an empty list';
    return (
      <>
        {unsaid}
        <ul className={classes.items}>
          {value.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the document never changes, and a broken one may repeat a value.
            <li key={index} className={classes.item}>
              <LongText text={item} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  return typeof value === 'string' ? (
    <LongText text={value} />
  ) : (
    <LongText text={JSON.stringify(value)} whole={JSON.stringify(value, null, 2)} />
  );
}
