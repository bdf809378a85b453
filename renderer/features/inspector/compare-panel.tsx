import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { compareReadings, type MemberDifference, type TokenDifference } from '../../../shared/inspector/compare-readings.ts';
import { timeClaims } from '../../../shared/inspector/time-claims.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { LongText } from '../../components/long-text.tsx';
import { useNow } from '../../components/use-now.ts';
import { lifetime } from '../run/lifetime.ts';
import { spanWords } from '../run/time-words.ts';
import { claimText } from '../run/token-words.ts';
import classes from './compare-panel.module.css';
import type { KnownReading } from './use-reading.ts';

interface ComparePanelProps {
  readonly first: KnownReading;
  readonly second: KnownReading | null;
}

/** Two tokens side by side: which claims were added, removed, changed; how long they live; what they may do. */
export function ComparePanel({ first, second }: ComparePanelProps) {
  if (second === null) return <p className={classes.quiet}>Paste the second token to see what differs.</p>;
  const difference = compareReadings(first.read.reading, second.read.reading);
  const opaque = [first, second].some(({ read }) => read.reading.payload === null);
  return (
    <>
      <SummaryCard difference={difference} first={first} second={second} />
      {opaque && <p className={classes.quiet}>A token whose claims cannot be read is compared by its header only.</p>}
      <MembersCard title="Claims" members={difference.claims} />
      <MembersCard title="Header" members={difference.header} />
    </>
  );
}

interface SummaryProps {
  readonly difference: TokenDifference;
  readonly first: KnownReading;
  readonly second: KnownReading;
}

function SummaryCard({ difference, first, second }: SummaryProps) {
  const now = useNow();
  const { scopes, lifetimes } = difference;
  const same = first.read.token === second.read.token;
  const rows: readonly (readonly [string, string, string])[] = [
    ['Lifetime', lifetimeWords(lifetimes.first), lifetimeWords(lifetimes.second)],
    ['Now', nowWords(first, now), nowWords(second, now)],
  ];
  return (
    <Card title="Comparison" badges={<Counts members={difference.claims} same={same} />}>
      <table className={classes.table} aria-label="Lifetimes and scopes">
        <Head />
        <tbody>
          {rows.map(([name, one, other]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Scopes only here</th>
            <td className={classes.code}>{scopes.removed.join(' ') || 'none'}</td>
            <td className={classes.code}>{scopes.added.join(' ') || 'none'}</td>
          </tr>
          <tr>
            <th scope="row">Scopes in both</th>
            <td className={classes.code} colSpan={2}>
              {scopes.kept.join(' ') || 'none'}
            </td>
          </tr>
        </tbody>
      </table>
    </Card>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">First</th>
        <th scope="col">Second</th>
      </tr>
    </thead>
  );
}

const changes: Record<MemberDifference['change'], { readonly word: string; readonly tone: Tone }> = {
  added: { word: 'added', tone: 'good' },
  removed: { word: 'removed', tone: 'bad' },
  changed: { word: 'changed', tone: 'warn' },
  same: { word: 'same', tone: 'neutral' },
};

function Counts({ members, same }: { readonly members: readonly MemberDifference[]; readonly same: boolean }) {
  if (same) return <Badge tone="neutral">the same token twice</Badge>;
  return (
    <>
      {(['added', 'removed', 'changed'] as const).map((change) => {
        const count = members.filter((member) => member.change === change).length;
        return count > 0 && <Badge key={change} tone={changes[change].tone}>{`${count} ${changes[change].word}`}</Badge>;
      })}
    </>
  );
}

function MembersCard({ title, members }: { readonly title: string; readonly members: readonly MemberDifference[] }) {
  const [all, setAll] = useState(false);
  if (members.length === 0) return null;
  const differing = members.filter(({ change }) => change !== 'same');
  const shown = all ? members : differing;
  return (
    <Card
      title={title}
      actions={
        <Checkbox label={`Show the ${members.length - differing.length} that are the same`} checked={all} onChange={() => setAll(!all)} />
      }
    >
      {shown.length === 0 ? (
        <p className={classes.note}>No difference.</p>
      ) : (
        <table className={classes.table} aria-label={`${title} compared`}>
          <Head />
          <tbody>
            {shown.map(({ name, change, first, second }) => (
              <tr key={name}>
                <th scope="row">
                  <span className={classes.member}>
                    <span className={classes.code}>{name}</span> <Badge tone={changes[change].tone}>{changes[change].word}</Badge>
                  </span>
                </th>
                <td>
                  <Value name={name} value={first} />
                </td>
                <td>
                  <Value name={name} value={second} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const moments = new Map(timeClaims);

/** What stands in a token; of a time, also when that is. */
function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const now = useNow();
  if (value === undefined) return <span className={classes.absent}>not there</span>;
  const moment = typeof value === 'number' ? moments.get(name) : undefined;
  if (moment !== undefined) {
    return (
      <>
        <span className={classes.code}>{claimText(value)}</span>
        <span className={classes.moment}>{moment.say(value, Math.floor(now / 1_000))}</span>
      </>
    );
  }
  const structured = typeof value === 'object' && value !== null;
  return (
    <span className={classes.code}>
      <LongText text={claimText(value)} {...(structured && { whole: JSON.stringify(value, null, 2) })} />
    </span>
  );
}

function lifetimeWords(seconds: number | null): string {
  if (seconds === null) return 'not said';
  return seconds < 0 ? 'ends before it begins' : spanWords(seconds);
}

function nowWords({ read }: KnownReading, now: number): string {
  const { payload } = read.reading;
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return lifetime(number(payload?.iat), number(payload?.exp), now)?.left ?? 'no end named';
}
