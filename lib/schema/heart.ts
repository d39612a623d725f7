/**
 * The one declaration of the heart-disease table; parsing, encoding, signatures and documents
 * derive from it.
 *
 * Source: Janosi, Steinbrunn, Pfisterer, Detrano, "Heart Disease", UCI Machine Learning
 * Repository, 1989, doi:10.24432/C52P4X.
 */
import type {
  CategoricalColumn,
  Category,
  Column,
  NumericColumn,
  Schema,
} from "@/schema/column.ts";

const category = (code: string, label: string, ...aliases: string[]): Category => ({
  code,
  label,
  aliases,
});

const yesNo = [
  category("0", "FALSE", "no", "n", "f"),
  category("1", "TRUE", "yes", "y", "t"),
];

const identifier: NumericColumn = {
  name: "id",
  title: "Row number",
  description: "Number of the row in the combined table; never an input.",
  role: "identifier",
  kind: "numeric",
  unit: "",
  integer: true,
  limits: [0, Number.MAX_SAFE_INTEGER],
  plausible: [0, Number.MAX_SAFE_INTEGER],
  zeroMeansMissing: false,
  missingIndicator: false,
};

const site: CategoricalColumn = {
  name: "dataset",
  title: "Site",
  description: "Hospital that collected the row; for site-held-out evaluation, never an input.",
  role: "site",
  kind: "categorical",
  categories: [
    category("cleveland", "Cleveland"),
    category("hungarian", "Hungary"),
    category("switzerland", "Switzerland"),
    category("va", "VA Long Beach", "long beach", "va long-beach"),
  ],
  missingIndicator: false,
};

const target: NumericColumn & { positiveFrom: number } = {
  name: "num",
  title: "Diagnosis",
  description: "Angiographic disease status: 0 none, 1 to 4 vessels narrowed by more than 50 %.",
  role: "target",
  kind: "numeric",
  unit: "",
  integer: true,
  limits: [0, 4],
  plausible: [0, 4],
  zeroMeansMissing: false,
  missingIndicator: false,
  positiveFrom: 1,
};

const features: readonly Column[] = [
  {
    name: "age",
    title: "Age",
    description: "Age at the examination.",
    role: "feature",
    example: 50,
    kind: "numeric",
    unit: "years",
    integer: false,
    limits: [0, 130],
    plausible: [18, 100],
    zeroMeansMissing: false,
    missingIndicator: false,
    sliceBounds: [45, 55, 65],
  },
  {
    name: "sex",
    title: "Sex",
    description: "Sex of the patient.",
    role: "feature",
    example: "1",
    kind: "categorical",
    categories: [category("0", "Female", "f", "woman"), category("1", "Male", "m", "man")],
    missingIndicator: false,
    slice: true,
  },
  {
    name: "cp",
    title: "Chest pain",
    description: "Type of chest pain.",
    role: "feature",
    example: "2",
    kind: "categorical",
    categories: [
      category("1", "typical angina"),
      category("2", "atypical angina"),
      category("3", "non-anginal", "non-anginal pain", "non anginal", "non anginal pain"),
      category("4", "asymptomatic"),
    ],
    missingIndicator: false,
  },
  {
    name: "trestbps",
    title: "Resting blood pressure",
    description: "Resting blood pressure on admission; 0 means not measured.",
    role: "feature",
    example: 120,
    kind: "numeric",
    unit: "mm Hg",
    integer: false,
    limits: [0, 400],
    plausible: [70, 250],
    zeroMeansMissing: true,
    missingIndicator: true,
  },
  {
    name: "chol",
    title: "Serum cholesterol",
    description: "Serum cholesterol; 0 means not measured (all of Switzerland).",
    role: "feature",
    example: 200,
    kind: "numeric",
    unit: "mg/dl",
    integer: false,
    limits: [0, 1500],
    plausible: [70, 650],
    zeroMeansMissing: true,
    missingIndicator: true,
  },
  {
    name: "fbs",
    title: "Fasting blood sugar",
    description: "Whether fasting blood sugar exceeds 120 mg/dl.",
    role: "feature",
    example: "0",
    kind: "categorical",
    categories: yesNo,
    missingIndicator: true,
  },
  {
    name: "restecg",
    title: "Resting ECG",
    description: "Resting electrocardiogram.",
    role: "feature",
    example: "0",
    kind: "categorical",
    categories: [
      category("0", "normal"),
      category("1", "st-t abnormality", "st-t wave abnormality"),
      category("2", "lv hypertrophy", "left ventricular hypertrophy"),
    ],
    missingIndicator: false,
  },
  {
    name: "thalch",
    title: "Maximum heart rate",
    description: "Maximum heart rate achieved.",
    role: "feature",
    example: 160,
    kind: "numeric",
    unit: "beats/min",
    integer: false,
    limits: [0, 300],
    plausible: [50, 220],
    zeroMeansMissing: false,
    missingIndicator: false,
  },
  {
    name: "exang",
    title: "Exercise angina",
    description: "Whether exercise induced angina.",
    role: "feature",
    example: "0",
    kind: "categorical",
    categories: yesNo,
    missingIndicator: true,
  },
  {
    name: "oldpeak",
    title: "ST depression",
    description: "ST depression induced by exercise relative to rest; may be negative.",
    role: "feature",
    example: 1.0,
    kind: "numeric",
    unit: "mm",
    integer: false,
    limits: [-20, 20],
    plausible: [-3, 7],
    zeroMeansMissing: false,
    missingIndicator: false,
  },
  {
    name: "slope",
    title: "ST slope",
    description: "Slope of the peak exercise ST segment.",
    role: "feature",
    example: "2",
    kind: "categorical",
    categories: [
      category("1", "upsloping"),
      category("2", "flat"),
      category("3", "downsloping"),
    ],
    missingIndicator: true,
  },
  {
    name: "ca",
    title: "Coloured vessels",
    description: "Number of major vessels coloured by fluoroscopy.",
    role: "feature",
    example: "0.0",
    kind: "numeric",
    unit: "",
    integer: true,
    limits: [0, 4],
    plausible: [0, 3],
    zeroMeansMissing: false,
    missingIndicator: true,
  },
  {
    name: "thal",
    title: "Thallium scan",
    description: "Result of the thallium stress test.",
    role: "feature",
    example: "3.0",
    kind: "categorical",
    categories: [
      category("3", "normal"),
      category("6", "fixed defect"),
      category("7", "reversable defect", "reversible defect"),
    ],
    missingIndicator: true,
  },
];

const sexEnd = 2;

/** The heart-disease table. */
export const heartSchema: Schema = {
  name: "heart_disease_uci",
  columns: [identifier, ...features.slice(0, sexEnd), site, ...features.slice(sexEnd), target],
  identifier,
  site,
  target,
  features,
  missingSpellings: ["?", "na", "n/a", "nan", "null", "none", "<na>"],
};
