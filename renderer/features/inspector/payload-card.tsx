import { Textarea } from '@mantine/core';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import classes from './panel.module.css';

interface PayloadCardProps {
  readonly value: string;
  readonly onChange: (payload: string) => void;
}

/** Asks for the payload of a token that came without it. */
export function PayloadCard({ value, onChange }: PayloadCardProps) {
  return (
    <Card title="Detached payload">
      <div className={classes.panel}>
        <Field label="Payload" note="Exactly as it was signed: every space and line break counts.">
          {(parts) => (
            <Textarea
              {...parts}
              autosize
              minRows={2}
              maxRows={10}
              value={value}
              spellCheck={false}
              autoComplete="off"
              classNames={{ input: classes.code }}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
    </Card>
  );
}
