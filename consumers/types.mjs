// TypeScript types of schemas: arguments are the folder to write to, and paths of schemas.
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {compile} from "json-schema-to-typescript";

// Where a field may be anything, this generator takes it for an object unless it is told otherwise.
const told = (field) => {
  for (const inner of Object.values(field.properties ?? {})) told(inner);
  if (field.items) told(field.items);
  if (!["type", "enum", "const", "$ref"].some((keyword) => keyword in field)) field.tsType = "unknown";
};

const [folder, ...schemas] = process.argv.slice(2);
for (const [number, path] of schemas.entries()) {
  const schema = JSON.parse(readFileSync(path, "utf-8"));
  for (const field of Object.values(schema.properties)) told(field);
  writeFileSync(join(folder, `schema${number}.ts`), await compile(schema, schema.title));
}
