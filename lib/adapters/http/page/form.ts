/// <reference lib="dom" />
/** The page's form: what it says of a patient, and what is wrong with that. */
import { byId } from "@/adapters/http/page/element.ts";
import type { RawRow } from "@/schema/row.ts";
import type { Fault } from "@/workflows/serve/answer.ts";

/** The form. */
export interface PatientForm {
  /** The patient as a request has it, null for what is not known. */
  read(): RawRow;
  /** Marks the fields that have a fault, and no others. */
  mark(faults: readonly Fault[]): void;
}

/** One column's part of the form. */
interface Field {
  readonly column: string;
  /** The number or the category. */
  readonly control: HTMLInputElement | HTMLSelectElement;
  readonly fault: HTMLElement;
  read(): unknown;
  forget(): void;
  /** Follows controls that were changed from elsewhere. */
  settle(): void;
}

/** Brings the form to life; `changed` is called after each change of a value. */
export function openPatientForm(changed: () => void): PatientForm {
  const form = byId<HTMLFormElement>("patient");
  const fields = Array.from(form.querySelectorAll<HTMLElement>("[data-column]"), openField);
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => {
    // The browser puts the values back after this event.
    setTimeout(() => {
      for (const field of fields) field.settle();
      changed();
    });
  });
  byId("clear").addEventListener("click", () => {
    for (const field of fields) field.forget();
    changed();
  });
  return {
    read: () => Object.fromEntries(fields.map(({ column, read }) => [column, read()])),
    mark(faults) {
      for (const { column, control, fault } of fields) {
        const message = faults.find(({ field }) => field === column)?.message;
        control.setAttribute("aria-invalid", String(message !== undefined));
        fault.hidden = message === undefined;
        fault.textContent = message ?? "";
      }
    },
  };
}

function openField(element: HTMLElement): Field {
  const column = element.dataset["column"]!;
  const fault = element.querySelector<HTMLElement>(".fault")!;
  const select = element.querySelector("select");
  if (select) {
    return {
      column,
      control: select,
      fault,
      read: () => select.value || null,
      forget: () => select.value = "",
      settle: () => {},
    };
  }
  return { column, fault, ...openNumber(element) };
}

/** A number with its slider and the box that says it is not known. */
function openNumber(element: HTMLElement) {
  const [slider, control, unknown] = ["range", "number", "checkbox"].map((type) =>
    element.querySelector<HTMLInputElement>(`[type=${type}]`)!
  );
  const settle = () => {
    slider.disabled = control.disabled = unknown.checked;
    if (control.value !== "") slider.value = control.value;
  };
  slider.addEventListener("input", () => control.value = slider.value);
  control.addEventListener("input", settle);
  unknown.addEventListener("input", () => {
    if (control.value === "") control.value = slider.value;
    settle();
  });
  return {
    control,
    // What is no number has an empty value, which must not pass for "not known".
    read: () =>
      unknown.checked ? null : control.validity.badInput ? "not a number" : readNumber(control),
    forget() {
      unknown.checked = true;
      settle();
    },
    settle,
  };
}

function readNumber({ value }: HTMLInputElement): number | null {
  return value === "" ? null : Number(value);
}
