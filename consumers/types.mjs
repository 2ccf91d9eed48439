// TypeScript types of schemas: arguments are the folder to write to, and paths of schemas.
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {compileFromFile} from "json-schema-to-typescript";

const [folder, ...schemas] = process.argv.slice(2);
for (const [number, schema] of schemas.entries()) {
  writeFileSync(join(folder, `schema${number}.ts`), await compileFromFile(schema));
}
