// Render an article in a framework's own page template, with the engine the framework is written for:
// node bench/peers/render.cjs NODE_MODULES TEMPLATE < {"htmlLang", "title", "body"} as JSON
const { readFileSync } = require("node:fs")
const { resolve } = require("node:path")

const [modules, template] = process.argv.slice(2)
const nunjucks = require(resolve(modules, "nunjucks"))
const folders = [__dirname, ...["govuk-frontend/dist", "nhsuk-frontend/dist", "dkfds/src"].map((path) => resolve(modules, path))]
nunjucks.configure(folders, { autoescape: true, trimBlocks: true, lstripBlocks: true })
process.stdout.write(nunjucks.render(template, JSON.parse(readFileSync(0, "utf-8"))))
