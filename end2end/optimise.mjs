// Makes the page's modules smaller, all of them in one process: the optimiser itself is eleven
// megabytes of JavaScript, and starting it takes longer than optimising a small module.
//   node end2end/optimise.mjs FROM TO
// Reads every file in the folder FROM and writes one of the same name into the folder TO.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';

const [from, to] = process.argv.slice(2);

// Named one by one: with all of them, what no browser loads yet is written.
const { BulkMemory, BulkMemoryOpt, NontrappingFPToInt, SignExt, MutableGlobals, ReferenceTypes, Multivalue } =
  binaryen.Features;
const features =
  BulkMemory | BulkMemoryOpt | NontrappingFPToInt | SignExt | MutableGlobals | ReferenceTypes | Multivalue;

// As `-Os`. Not `-Oz`, and hardly any inlining: both leave fewer bytes, but bytes that repeat
// less, and what is transferred is compressed (a board of ideas: 305 kB in brotli against 332 kB).
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(1);
binaryen.setOneCallerInlineMaxSize(10);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);

for (const name of readdirSync(from)) {
  const module = binaryen.readBinary(readFileSync(join(from, name)), features);
  module.optimize();
  // Functions of the same name for different types repeat each other, so they stand together;
  // the names themselves go.
  module.runPasses(['reorder-functions-by-name', 'strip-debug', 'strip-producers']);
  writeFileSync(join(to, name), module.emitBinary());
  module.dispose();
}
