import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ExportedFile, ExportFormat } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { saveFile } from '../../components/save-file.ts';
import classes from './export-dialog.module.css';

interface ExportDialogProps {
  /** What is exported, in words: `this run`. */
  readonly what: string;
  /** @throws AppError */
  readonly load: (format: ExportFormat, secrets: boolean) => Promise<ExportedFile>;
  readonly onClose: () => void;
}

const meanings: Record<ExportFormat, string> = {
  har: 'HTTP Archive 1.2: the requests and answers, for browsers’ developer tools, proxies and other clients.',
  json: 'Everything Grantbench knows: also what was decoded, and the verdicts.',
};

/** Hands out what was recorded as a file: masked, unless the user chooses otherwise and knows what that means. */
export function ExportDialog({ what, load, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportFormat>('har');
  const [secrets, setSecrets] = useState(false);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      const { name, text } = await load(format, secrets);
      saveFile(name, text);
      onClose();
    } catch (thrown) {
      setProblem(asAppError(thrown).toData());
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={`Export ${what}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" disabled={busy} onClick={() => void save()} data-autofocus>
            {secrets ? 'Save with secrets' : 'Save as a file'}
          </Button>
        </>
      }
    >
      <SegmentedControl
        fullWidth
        aria-label="Format"
        value={format}
        data={[
          { value: 'har', label: 'HAR' },
          { value: 'json', label: 'JSON' },
        ]}
        onChange={(value) => setFormat(value === 'json' ? 'json' : 'har')}
      />
      <p className={classes.meaning}>{meanings[format]}</p>
      <Checkbox
        label="With secrets"
        description="Otherwise tokens, codes, passwords, cookies and the like stand as [redacted …]."
        checked={secrets}
        onChange={(event) => setSecrets(event.currentTarget.checked)}
      />
      {secrets && (
        <Notice tone="warn" live title="Whoever has this file has the tokens and credentials in it">
          It is plain text. Keep it where only you can read it, and delete it when it has served.
        </Notice>
      )}
      <ErrorNotice error={problem} />
    </Dialog>
  );
}
