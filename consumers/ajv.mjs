// Verdicts of ajv: reads the path of a JSON file with a list of {schema, events}, both paths; prints a list of lists.
import {readFileSync} from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(path, "utf-8"));
const verdicts = read(process.argv[2]).map(({schema, events}) => {
  const ajv = new Ajv2020.default({strict: true, strictTypes: true, strictTuples: true});
  for (const keyword of ["x-group", "x-kind", "x-renamed-to", "x-source"]) ajv.addKeyword(keyword);
  const validate = ajv.compile(read(schema));
  return read(events).map((event) => validate(event));
});
process.stdout.write(JSON.stringify(verdicts));
