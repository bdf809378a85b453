import type { CapturedParameter, CaptureView } from '../../../shared/model/capture.ts';
import { Card } from '../../components/card.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { inspectToken } from '../../state/inspector-state.ts';
import { useRevealed } from '../run/reveal-original.ts';
import { dottedText, hasSeals } from '../run/seal-words.ts';
import { Sealed } from '../run/sealed.tsx';
import { viaWords } from './capture-list.tsx';
import classes from './parameters-card.module.css';

interface ParametersCardProps {
  readonly view: CaptureView;
  readonly reveal: (index: number) => Promise<string>;
}

/** What the request brought, decoded: every parameter with its place. */
export function ParametersCard({ view, reveal }: ParametersCardProps) {
  const { parameters, more, summary } = view;
  return (
    <Card title="What came" badges={<span className={classes.via}>{viaWords(summary.via) || 'nothing but the path'}</span>}>
      {parameters.length === 0 ? (
        <p className={classes.none}>Neither query, nor form, nor fragment.</p>
      ) : (
        <dl className={classes.table}>
          {parameters.map((parameter, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: recorded rows never change, and names repeat.
            <Row key={index} parameter={parameter} reveal={() => reveal(index)} />
          ))}
        </dl>
      )}
      {more > 0 && <p className={classes.none}>{more.toLocaleString('en')} more stand in the request below.</p>}
    </Card>
  );
}

const places: Record<CapturedParameter['place'], string> = { query: 'query', form: 'body', fragment: 'fragment' };

/** Characters of a value on the screen; the copy has them all. */
const SHOWN = 4_000;

function Row({ parameter, reveal }: { readonly parameter: CapturedParameter; readonly reveal: () => Promise<string> }) {
  const { name, value, jwt, place } = parameter;
  const revealed = useRevealed(reveal);
  const { text, problem, busy, toggle, use } = revealed;
  return (
    <div className={classes.row}>
      <dt className={classes.name}>
        {name}
        <span className={classes.place}>{places[place]}</span>
      </dt>
      <dd className={classes.value}>
        {text === null ? <Sealed text={value} /> : <bdi>{text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}</bdi>}
        {problem !== null && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
      </dd>
      <dd className={classes.actions}>
        {jwt && (
          <TextAction aria-label={`Inspect ${name}`} title="Opens the token in the inspector" onClick={() => void use(inspectToken)}>
            Inspect
          </TextAction>
        )}
        {hasSeals(value) && (
          <TextAction aria-label={`${text === null ? 'Reveal' : 'Hide'} ${name}`} disabled={busy} onClick={toggle}>
            {text === null ? 'Reveal' : 'Hide'}
          </TextAction>
        )}
        <CopyAction of={name} text={hasSeals(value) ? reveal : dottedText(value)} />
      </dd>
    </div>
  );
}
