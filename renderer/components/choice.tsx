import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import { IconCaretDownFilled, IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import classes from './choice.module.css';
import { type FieldParts, labelIdOf } from './field.tsx';

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Behind the label, dim: `form-encoded`. */
  readonly detail?: string;
  /** Under the label in the list: what it means. */
  readonly meaning?: string;
}

interface ChoiceProps<T extends string> extends Partial<FieldParts> {
  readonly value: T;
  readonly options: readonly ChoiceOption<T>[];
  readonly onChange: (value: T) => void;
  readonly 'aria-label'?: string;
  readonly disabled?: boolean;
}

/** One of a few, each with what it means. */
export function Choice<T extends string>({ value, options, onChange, disabled = false, ...parts }: ChoiceProps<T>) {
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.selectActiveOption(),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const chosen = options.find((option) => option.value === value);
  // The label takes the place of what stands in the button; as its description, a screen reader says it still.
  const chosenId = useId();
  const describedBy = [chosenId, parts['aria-describedby']].filter(Boolean).join(' ');
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(submitted) => {
        const option = options.find((each) => each.value === submitted);
        if (option !== undefined) onChange(option.value);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <UnstyledButton
          {...parts}
          aria-describedby={describedBy}
          className={classes.target}
          disabled={disabled}
          onClick={() => combobox.toggleDropdown()}
        >
          <span id={chosenId} className={classes.chosen}>
            {chosen?.label ?? value}
            {chosen?.detail !== undefined && <span className={classes.detail}> · {chosen.detail}</span>}
          </span>
          <IconCaretDownFilled className={classes.caret} aria-hidden size={12} />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options labelledBy={parts.id === undefined ? undefined : labelIdOf(parts.id)} aria-label={parts['aria-label']}>
          {options.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={option.value === value} className={classes.option}>
              <IconCheck className={option.value === value ? classes.check : classes.noCheck} aria-hidden size={14} />
              <span className={classes.words}>
                <span>
                  {option.label}
                  {option.detail !== undefined && <span className={classes.detail}> · {option.detail}</span>}
                </span>
                {option.meaning !== undefined && <span className={classes.meaning}>{option.meaning}</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
