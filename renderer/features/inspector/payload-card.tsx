import { Card } from '../../components/card.tsx';
import { TextAreaField } from '../form/text-area-field.tsx';
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
        <TextAreaField
          label="Payload"
          note="Exactly as it was signed: every space and line break counts."
          minRows={2}
          maxRows={10}
          value={value}
          onChange={onChange}
        />
      </div>
    </Card>
  );
}
