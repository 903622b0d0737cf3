/** The look of the page: tiles that fit any width, light and dark. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; margin: 0; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; }
th { font-weight: 400; text-align: left; padding-right: 1rem; }
td { text-align: right; font-variant-numeric: tabular-nums; }
ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 1rem; list-style: none; padding: 0; }
li { border: 1px solid #8886; border-radius: 6px; padding: 0.6rem; }
li.sorted { border-color: #0a7; }
canvas { width: 100%; image-rendering: pixelated; border-radius: 3px; display: block; }
label { display: block; margin-top: 0.4rem; }
select, button { font: inherit; max-width: 100%; }
select { width: 100%; }
:focus-visible { outline: 3px solid #06c; outline-offset: 2px; }
`;
