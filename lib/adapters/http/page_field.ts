/** One column of the schema as a field of the page's form. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import { valueTitle } from "@/plots/feature_title.ts";
import { type Cell, readCell } from "@/schema/cell.ts";
import type { CategoricalColumn, Column, NumericColumn, Schema } from "@/schema/column.ts";

/** A slider takes at least so many steps from end to end. */
const leastSteps = 80;

/** The field's HTML, filled with the column's example. */
export function fieldHtml(schema: Schema, column: Column): string {
  const { value } = readCell(schema, column, column.example);
  const [name, title] = [column.name, column.title].map(escapeMarkup);
  const unit = column.kind === "numeric" && column.unit !== ""
    ? ` <span class="unit">${escapeMarkup(column.unit)}</span>`
    : "";
  return `<div class="field" data-column="${name}">
<div class="name"><label for="field-${name}">${title}${unit}</label>${
    column.kind === "numeric" ? unknownBox(title, value) : ""
  }</div>
${column.kind === "numeric" ? numericEntry(column, value) : categoricalEntry(column, value)}
<p class="help" id="help-${name}">${escapeMarkup(helpOf(column))}</p>
<p class="fault" id="fault-${name}" hidden></p>
</div>`;
}

function unknownBox(title: string, value: Cell): string {
  const checked = value === null ? " checked" : "";
  return `<label class="unknown"><input type="checkbox" aria-label="${title}: not known"${checked}> not known</label>`;
}

function numericEntry(column: NumericColumn, value: Cell): string {
  const { plausible: [least, most], limits: [lowest, highest] } = column;
  const [name, title] = [column.name, column.title].map(escapeMarkup);
  // A browser puts a slider without a value in the middle.
  const state = value === null ? " disabled" : ` value="${value}"`;
  return `<div class="entry">
<input type="range" min="${least}" max="${most}" step="${
    sliderStep(column)
  }" aria-label="${title}: slider"${state}>
<input type="number" id="field-${name}" min="${lowest}" max="${highest}" step="any" aria-describedby="help-${name} fault-${name}"${state}>
</div>`;
}

function categoricalEntry({ name, categories }: CategoricalColumn, value: Cell): string {
  const options = categories.map(({ code, label }) => {
    const selected = label === value ? " selected" : "";
    return `<option value="${escapeMarkup(code)}"${selected}>${
      escapeMarkup(valueTitle(label))
    }</option>`;
  });
  const unknown = `<option value=""${value === null ? " selected" : ""}>not known</option>`;
  const id = escapeMarkup(name);
  return `<div class="entry">
<select id="field-${id}" aria-describedby="help-${id} fault-${id}">${
    [...options, unknown].join("")
  }</select>
</div>`;
}

/** A power of ten. */
function sliderStep({ integer, plausible: [least, most] }: NumericColumn): number {
  return integer ? 1 : 10 ** Math.floor(Math.log10((most - least) / leastSteps));
}

function helpOf(column: Column): string {
  if (column.kind === "categorical") return column.description;
  const usual = column.plausible.join(" to ").replaceAll("-", "−");
  return `${column.description} Usual: ${usual}.`;
}
