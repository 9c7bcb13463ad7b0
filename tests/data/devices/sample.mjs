// Takes the sample in corpus.json from the suites' packages, unpacked in the folder given:
//
//     node sample.mjs FOLDER > corpus.json
//
// README.md beside this file names the packages, says how to unpack them, and explains the rule.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const labels = JSON.parse(readFileSync(new URL("labels.json", import.meta.url), "utf8"));

/** How many of one suite that mean the same machine are taken at most. */
const QUOTA = 20;

const text = (...path) => readFileSync(join(folder, ...path), "utf8");

/** The suites' YAML is a flat list: one `key: value` a line, `- ` before the first key of an item. */
function flatList(yaml) {
  const items = [];
  for (const line of yaml.split("\n")) {
    const [, first, key, value] = /^\s*(- )?(\w+): ?(.*?)\s*$/.exec(line) ?? [];
    if (first) items.push({});
    if (key && items.length) items.at(-1)[key] = unquote(value);
  }
  return items;
}

function unquote(value) {
  if (value.startsWith("'")) return value.slice(1, -1).replaceAll("''", "'");
  if (value.startsWith('"')) return value.slice(1, -1).replaceAll('\\"', '"').replaceAll("\\\\", "\\");
  return value;
}

/** One row a user agent; several files of a suite each label a part of it. */
function joined(...files) {
  const rows = new Map();
  for (const [label, items] of files) {
    for (const [ua, value] of items) {
      if (!rows.has(ua)) rows.set(ua, { ua });
      if (value) rows.get(ua)[label] ??= value;
    }
  }
  return [...rows.values()];
}

const suites = {
  "uap-core"() {
    const read = (name) =>
      flatList(text("ua-parser", "uap-core", "tests", `${name}.yaml`)).map((item) => [item.user_agent_string, item.family]);
    return joined(["os", read("test_os")], ["device", read("test_device")], ["browser", read("test_ua")]);
  },
  "ua-parser-js"() {
    const read = (name, label) =>
      JSON.parse(text("ua-parser-js", "test", `${name}-test.json`)).map(({ ua, expect }) => [ua, label(expect)]);
    const name = (expect) => expect.name;
    // Windows CE is not Windows.
    const system = ({ name, version }) => (`${name} ${version}` === "Windows CE" ? "Windows CE" : name);
    return joined(["os", read("os", system)], ["device", read("device", ({ type }) => type)], ["browser", read("browser", name)]);
  },
  woothee() {
    const files = readdirSync(join(folder, "woothee", "woothee", "testsets")).sort();
    const items = files.flatMap((name) => flatList(text("woothee", "woothee", "testsets", name)));
    return items.map(({ target, os, category, name }) => ({ ua: target, os, device: category, browser: name }));
  },
  "mobile-detect"() {
    const source = text("mobile-detect", "tests", "data", "user-agents.js");
    const vendors = JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("};") + 1));
    const kind = ({ mobile, tablet }) => (tablet ? "tablet" : mobile ? "mobile" : "desktop");
    return Object.entries(vendors).flatMap(([vendor, items]) =>
      items.map((item) => ({ ua: item.user_agent, device: kind(item), browser: vendor })),
    );
  },
  "user-agents"() {
    const visits = JSON.parse(text("user-agents", "dist", "user-agents.json"));
    const row = ({ userAgent, platform, deviceCategory }) => ({ ua: userAgent, platform, device: deviceCategory });
    const rows = new Map(visits.map((visit) => [`${visit.userAgent}|${visit.platform}`, row(visit)]));
    return [...rows.values()];
  },
  "crawler-user-agents"() {
    const patterns = JSON.parse(text("crawler-user-agents", "crawler-user-agents.json"));
    return patterns.flatMap(({ instances }) => instances.map((ua) => ({ ua, device: "crawler" })));
  },
};

/** What the labels of a row mean, as one text. */
function meaning(suite, row) {
  const said = ["device", "os", "browser", "platform"].map((field) => {
    const known = labels[suite][field];
    return (known && row[field] !== undefined && (known[row[field]] ?? known["*"])) || {};
  });
  return JSON.stringify(said);
}

const taken = new Set();
const rows = [];
for (const [suite, read] of Object.entries(suites)) {
  const groups = new Map();
  read().forEach((row, index) => {
    // A mail address belongs to a person.
    if (!row.ua || row.ua.includes("@") || row.ua.length > 400 || taken.has(row.ua)) return;
    const group = meaning(suite, row);
    // A page is met by browsers, and by programs that fetch it.
    if (!/^(Mozilla|Opera)\//.test(row.ua) && !group.includes('"bot":true')) return;
    taken.add(row.ua);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push({ id: `${suite}/${index}`, ...row });
  });
  for (const group of groups.values()) {
    const step = Math.max(1, group.length / QUOTA);
    for (let at = 0; at < group.length; at += step) rows.push(group[Math.floor(at)]);
  }
}
process.stdout.write(`[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
