import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EndpointWishInput, TokenPlace } from '../../../shared/model/endpoint-wish.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkVariables, fillKnown } from '../form/checks.ts';
import { TextAreaField } from '../form/text-area-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { readHeaderLines } from './header-lines.ts';

/** The request, without the token. */
type CallWish = Omit<Extract<EndpointWishInput, { task: 'resource' }>, 'task' | 'token'>;

interface CallDialogProps {
  readonly onClose: () => void;
  readonly onCall: (wish: CallWish) => void;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((value) => ({ value, label: value }));

type Place = TokenPlace | 'standard';

const places: readonly { value: Place; label: string; meaning: string }[] = [
  { value: 'standard', label: 'Authorization header', meaning: 'under the scheme its token type names' },
  { value: 'query', label: 'query', meaning: '?access_token=…: written into logs on its way' },
  { value: 'body', label: 'form', meaning: 'access_token in a form body' },
];

/** Asks what to call with a token: the request is what stands here, and nothing else is sent. */
export function CallDialog({ onClose, onCall }: CallDialogProps) {
  const [url, setUrl] = useState('');
  const [method, setMethod] = useState('GET');
  const [place, setPlace] = useState<Place>('standard');
  const [headerText, setHeaderText] = useState('');
  const [body, setBody] = useState('');
  const environment = useEnvironment();
  const filled = fillKnown(url.trim(), environment);
  const address = URL.parse(filled.text);
  // What a secret variable holds is not known here.
  const isWeb = filled.hidden || (address !== null && /^https?:$/.test(address.protocol));
  const badUrl = filled.error ?? (isWeb ? null : 'A web address begins with https:// or http://.');
  const { headers, problem: badLine } = readHeaderLines(headerText);
  const problem = badLine ?? checkVariables(headerText, environment);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const badBody = hasBody ? checkVariables(body, environment) : null;
  const misplaced = place === 'body' && !hasBody ? `A ${method} request has no form to put it into.` : null;
  const call = () =>
    onCall({ url: url.trim(), method, headers: [...headers], body: hasBody ? body : '', ...(place !== 'standard' && { place }) });
  return (
    <Dialog
      title="Call a URL with this token"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={url.trim() === '' || [badUrl, problem, badBody, misplaced].some((wrong) => wrong !== null)}
            onClick={call}
          >
            Call
          </Button>
        </>
      }
    >
      <TextField
        label="URL"
        placeholder="https://api.example.com/orders"
        value={url}
        error={url.trim() === '' ? null : badUrl}
        hint={
          <Hint of="filled into a call">
            <code>{'{{name}}'}</code> stands for a variable of the chosen environment, here, in the headers and in the body. A secret one
            stays hidden in the exchange.
          </Hint>
        }
        onChange={setUrl}
      />
      <Field label="Method">{(parts) => <Choice {...parts} value={method} options={methods} onChange={setMethod} />}</Field>
      <Field
        label="The token goes into the"
        error={misplaced}
        hint={
          <Hint of="where the token goes">
            A resource must take it in the header; the other two places it may. <SpecAnchor spec={rfc(6750, '2')} />
          </Hint>
        }
      >
        {(parts) => <Choice {...parts} value={place} options={places} onChange={setPlace} />}
      </Field>
      <TextAreaField
        label="Headers"
        error={problem}
        minRows={1}
        maxRows={6}
        placeholder="Accept: application/json"
        value={headerText}
        onChange={setHeaderText}
      />
      {hasBody && (
        <TextAreaField
          label="Body"
          error={badBody}
          note={place === 'body' ? 'A form (name=value&…); the token is added to it.' : undefined}
          minRows={3}
          maxRows={10}
          value={body}
          onChange={setBody}
        />
      )}
    </Dialog>
  );
}
