import { Suspense, useMemo, useState } from 'react';
import type { BodyTemplate, SealedText } from '../../../shared/model/exchange.ts';
import { TextAction } from '../../components/text-action.tsx';
import { Block } from './block.tsx';
import { contentType, languageOf, sizeWords } from './body-words.ts';
import { CodeView } from './code-view-lazily.ts';
import { FieldTable } from './field-table.tsx';
import { formFields } from './form-fields.ts';
import { formatJson } from './format-json.ts';
import classes from './message-body.module.css';
import { dottedText, hasSeals } from './seal-words.ts';
import { type ExchangeOriginals, SealedBlock } from './sealed-block.tsx';
import { startOf } from './start-of-text.ts';

/** Characters shown before somebody asks for all. */
const FIRST = 200_000;
/** Characters up to which JSON is indented; above, the raw text is quicker and says the same. */
const INDENTED = 2_000_000;

interface MessageBodyProps extends ExchangeOriginals {
  readonly field: 'request.body' | 'response.body';
  readonly name: string;
  readonly body: BodyTemplate;
  readonly headers: readonly (readonly [string, SealedText])[];
}

/** A body: formatted where it can be, raw on request, with what is odd about it said first. */
export function MessageBody({ field, name, body, headers, ...originals }: MessageBodyProps) {
  const [raw, setRaw] = useState(false);
  const [whole, setWhole] = useState(false);
  const type = contentType(headers);
  const language = languageOf(type, body.text);
  const formatted = useMemo(() => (language === 'json' && body.size <= INDENTED ? formatJson(body.text) : null), [language, body]);
  const fields = useMemo(() => (language === 'form' ? formFields(body.text) : []), [language, body]);
  const full = formatted !== null && !raw ? formatted : body.text;
  const shown = useMemo(() => (whole ? full : startOf(full, FIRST)), [full, whole]);
  if (body.size === 0 && body.wireSize === 0) {
    return (
      <Block title="Body">
        <p className={classes.note}>Empty.</p>
      </Block>
    );
  }
  const [only] = body.text;
  const binary = typeof only === 'object' && only.kind === 'binary';
  return (
    <>
      {fields.length > 0 && (
        <Block title="Form parameters, decoded">
          <FieldTable rows={fields.map((each) => [each.name, each.value])} />
        </Block>
      )}
      <SealedBlock
        {...originals}
        field={field}
        title="Body"
        facts={[type || 'no content type', sizeWords(body)].join(' · ')}
        hidden={hasSeals(body.text)}
        masked={() => dottedText(body.text)}
        actions={formatted !== null && <TextAction onClick={() => setRaw(!raw)}>{raw ? 'Formatted' : 'Raw'}</TextAction>}
      >
        {body.truncated && <p className={classes.warning}>Cut off: only the beginning of the answer is here.</p>}
        {language === 'json' && formatted === null && body.size <= INDENTED && (
          <p className={classes.warning}>Says it is JSON, and is not.</p>
        )}
        {binary ? (
          <p className={classes.note}>Not UTF-8 text. “Show original” gives its bytes as Base64.</p>
        ) : (
          <>
            <Suspense fallback={<pre className={classes.fallback}>{dottedText(startOf(shown, 4_000))}</pre>}>
              <CodeView text={shown} language={language === 'json' ? 'json' : 'text'} label={name} />
            </Suspense>
            {shown !== full && (
              <p className={classes.note}>
                The first {FIRST.toLocaleString('en')} characters. <TextAction onClick={() => setWhole(true)}>Show all</TextAction>
              </p>
            )}
          </>
        )}
      </SealedBlock>
    </>
  );
}
