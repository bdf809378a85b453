/** The playground's one style sheet: the workbench's colours, and the system's fonts. */
export const styles = `
:root {
  --page: #f7f7f8; --panel: #fff; --line: #e4e4e8; --edge: #8a8a96; --text: #1b1b1f; --dim: #5c5c66;
  --accent: #3d5afe; --on-accent: #fff; --soft: #eef0ff; --bad: #b3261e; --note: #7a5200; --note-soft: #fff4dd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131316; --panel: #1b1b20; --line: #2c2c33; --edge: #757582; --text: #ececf1; --dim: #a8a8b4;
    --accent: #8ea2ff; --on-accent: #101018; --soft: #23273d; --bad: #ff9c94; --note: #f3c76b; --note-soft: #2d2614;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 Inter, system-ui, sans-serif; }
.banner { margin: 0; padding: 10px 16px; background: var(--note-soft); color: var(--note); text-align: center; font-size: 13px; border-bottom: 1px solid var(--line); }
.banner strong { margin-right: 8px; }
main { width: min(440px, calc(100% - 32px)); margin: 48px auto; padding: 28px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
h1 { margin: 0 0 4px; font-size: 20px; font-weight: 600; }
h2 { margin: 24px 0 8px; font-size: 13px; font-weight: 600; color: var(--dim); }
p { margin: 0 0 16px; }
.dim { color: var(--dim); }
label { display: block; margin: 16px 0 4px; font-size: 13px; font-weight: 500; }
input { width: 100%; padding: 9px 12px; color: inherit; background: var(--page); border: 1px solid var(--edge); border-radius: 6px; font: inherit; }
input[aria-invalid="true"] { border-color: var(--bad); }
button { padding: 9px 18px; font: inherit; font-weight: 500; border-radius: 6px; border: 1px solid var(--edge); background: transparent; color: inherit; cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
:is(button, input, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 24px; }
.problem { margin: 16px 0 0; padding: 10px 12px; border: 1px solid var(--bad); border-radius: 6px; color: var(--bad); }
.accounts { margin: 24px 0 0; padding: 16px; background: var(--soft); border-radius: 6px; }
.accounts h2 { margin-top: 0; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th { text-align: left; font-size: 12px; font-weight: 500; color: var(--dim); }
th, td { padding: 3px 12px 3px 0; }
ul, dl { margin: 0; padding: 0; }
li { list-style: none; padding: 8px 0; border-top: 1px solid var(--line); }
li:first-child { border-top: 0; }
dt { margin-top: 12px; font-size: 13px; color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 13px/1.4 "JetBrains Mono", ui-monospace, monospace; font-variant-ligatures: none; overflow-wrap: anywhere; }
a { color: var(--accent); }
`;
