import type { CSSProperties, ReactNode } from 'react';
import classes from './list-filters.module.css';
import { SearchField } from './search-field.tsx';

interface ListFiltersProps {
  /** What the search is called. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** How many choices stand side by side. */
  readonly columns: number;
  /** The choices. */
  readonly children: ReactNode;
}

/** Which entries of a list are shown: words to search for, and conditions to choose. */
export function ListFilters({ label, placeholder, text, onText, columns, children }: ListFiltersProps) {
  return (
    <search className={classes.filters}>
      <SearchField label={label} placeholder={placeholder} text={text} onChange={onText} />
      <div className={classes.choices} style={{ '--columns': columns } as CSSProperties}>
        {children}
      </div>
    </search>
  );
}
