/** A table of a few invented rows, to break in one place at a time. */

/** The header line. */
export const header =
  "id,age,sex,dataset,cp,trestbps,chol,fbs,restecg,thalch,exang,oldpeak,slope,ca,thal,num";

/** Three rows that are as they should be. */
export const rows = [
  "1,50,Male,Cleveland,asymptomatic,120,210,TRUE,normal,150,FALSE,1.5,flat,2,normal,1",
  "2,61,Female,Hungary,non-anginal,130,,FALSE,lv hypertrophy,141,TRUE,0,,,,0",
  "3,45,Male,Switzerland,typical angina,0,0,,st-t abnormality,122,FALSE,-0.5,upsloping,,,4",
] as const;

/** The whole table. */
export const smallTable = [header, ...rows, ""].join("\n");

/** The table with one cell of its first row replaced. */
export function withCell(column: string, cell: string): string {
  const fields: string[] = rows[0].split(",");
  fields[header.split(",").indexOf(column)] = cell;
  return [header, fields.join(","), ...rows.slice(1), ""].join("\n");
}
