// Validates JSON Lines, one record after the other: node validate.mjs SCHEMA FILE. It exits with 1 if a record is invalid.
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [schemaFile, file] = process.argv.slice(2);
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
ajv.addFormat("date-time-minute", /^\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
const valid = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));

let number = 0;
for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
  number++;
  if (!valid(JSON.parse(line))) {
    process.exitCode = 1;
    for (const e of valid.errors) console.log(`${file}:${number}: ${e.instancePath}: ${e.message}`);
  }
}
