// A second, stricter parser, which is loaded only to say exactly what is wrong with a file, and where.

import { parse } from "@babel/parser";

globalThis.Moonpane ??= {};

/** { message, line, column } of the first error, or null for a file that has none. */
Moonpane.explain = (text, file) => {
  const plugins = /\.[cm]?ts$/.test(file) ? ["typescript"] : ["jsx", "typescript"];
  try {
    parse(text, { sourceType: "module", plugins, allowReturnOutsideFunction: false });
    return null;
  } catch (error) {
    if (!error.loc) return null;
    const message = error.message.replace(/ \(\d+:\d+\)$/, "");
    return { message, line: error.loc.line, column: error.loc.column + 1 };
  }
};
