// Builds the two files that the pages load. The same sources give the same bytes on every machine.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = process.argv[2] ?? join(here, "../amends/foundation/pages/static/amends");
const version = JSON.parse(
  readFileSync(join(here, "node_modules/govuk-frontend/package.json"), "utf8"),
).version;
const notice = `/*! Amends. Contains GOV.UK Frontend ${version}, Copyright (c) 2017 Crown Copyright (Government Digital Service), MIT licence: see frontend/README.md */`;

const css = sass.compile(join(here, "src/amends.scss"), {
  style: "compressed",
  charset: false,
  quietDeps: true,
  loadPaths: [join(here, "node_modules")],
});
const js = await esbuild.build({
  entryPoints: [join(here, "src/amends.js")],
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: ["es2018"],
  legalComments: "none",
  charset: "utf8",
});

mkdirSync(target, { recursive: true });
writeFileSync(join(target, "amends.css"), `${notice}\n${css.css}\n`);
writeFileSync(join(target, "amends.js"), `${notice}\n${js.outputFiles[0].text}`);
