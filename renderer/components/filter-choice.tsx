import { Choice, type ChoiceOption } from './choice.tsx';

/** The option that stands for no condition. */
const ANY = '';

interface FilterChoiceProps<T extends string> {
  /** What is asked of an entry; stands in the place of a value while nothing is. */
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly ChoiceOption<T>[];
  readonly onChange: (value: T | undefined) => void;
}

/** A condition on the entries of a list, or none. */
export function FilterChoice<T extends string>({ label, value, options, onChange }: FilterChoiceProps<T>) {
  return (
    <Choice<T | typeof ANY>
      aria-label={label}
      value={value ?? ANY}
      options={[{ value: ANY, label, meaning: 'any' }, ...options]}
      onChange={(chosen) => onChange(chosen === ANY ? undefined : chosen)}
    />
  );
}
