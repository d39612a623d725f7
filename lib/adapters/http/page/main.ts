/// <reference lib="dom" />
/** The page's program: answers each change of the form at once, and logs when it is told to. */
import { byId } from "@/adapters/http/page/element.ts";
import { openPatientForm } from "@/adapters/http/page/form.ts";
import { percent } from "@/adapters/http/page/number_text.ts";
import { openPageModel, type PageModel } from "@/adapters/http/page/page_model.ts";
import {
  fetchModel,
  type LoggedAnswer,
  predictAndLog,
  ServiceRefusal,
} from "@/adapters/http/page/service.ts";
import { showAnswer, showNoAnswer } from "@/adapters/http/page/show_answer.ts";
import { UserError } from "@/errors.ts";
import { isRefusal } from "@/workflows/serve/answer.ts";

/** For scripts that ask the model many times over. */
export { openPageModel };

const send = byId<HTMLButtonElement>("send");
const sent = byId("sent");
const form = openPatientForm(() => {
  changeCount++;
  sent.textContent = "";
  answer();
});
let model: PageModel | undefined;
let changeCount = 0;

/** Shows what the model says of the patient in the form. */
function answer(): void {
  if (model === undefined) return;
  const patient = form.read();
  const outcome = model.ask(patient);
  const isRefused = isRefusal(outcome);
  form.mark(isRefused ? outcome.faults : []);
  send.disabled = isRefused;
  if (isRefused) showNoAnswer("Correct what is marked.");
  else showAnswer(model.schema, patient, model.threshold, outcome);
}

async function loadModel(): Promise<void> {
  try {
    model = openPageModel(await fetchModel());
    const { name, version } = model.identity;
    byId("model").textContent = `${name}, version ${version}`;
    answer();
  } catch (error) {
    model = undefined;
    send.disabled = true;
    showNoAnswer(reasonOf(error));
  }
}

/** Lets the service answer, and shows what it logged. */
async function log(): Promise<void> {
  if (model === undefined) return;
  const { schema, identity, isExplainable } = model;
  const patient = form.read();
  const changesBefore = changeCount;
  send.disabled = true;
  sent.textContent = "On its way…";
  try {
    const logged = await predictAndLog(patient, isExplainable);
    if (logged.modelVersion !== identity.version) await loadModel();
    else if (changeCount === changesBefore) showAnswer(schema, patient, logged.threshold, logged);
    sent.textContent = receipt(logged);
  } catch (error) {
    sent.textContent = `No answer: ${reasonOf(error)}`;
  } finally {
    send.disabled = model === undefined || isRefusal(model.ask(form.read()));
  }
}

function receipt({ label, probability, modelVersion, requestId }: LoggedAnswer): string {
  const answer = `${percent(probability)}, ${label.toLowerCase()}`;
  return `In the log: ${answer}, by version ${modelVersion}; request ${requestId}.`;
}

function reasonOf(error: unknown): string {
  if (error instanceof ServiceRefusal && error.status === 401) {
    return "The service asks for a key; enter yours.";
  }
  if (error instanceof ServiceRefusal || error instanceof UserError) return error.message;
  return `Unexpected: ${error instanceof Error ? error.message : error}`;
}

send.addEventListener("click", log);
document.querySelector("#key")?.addEventListener("change", loadModel);
await loadModel();
