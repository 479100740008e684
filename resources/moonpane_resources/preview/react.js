// React for preview pages, as the globals that CDN builds define and as the modules that projects import.

import "./quiet.js";
import * as All from "react";
import * as DOM from "react-dom";
import * as Client from "react-dom/client";
import * as Runtime from "react/jsx-runtime";

const React = { ...All.default, ...All };
const ReactDOM = { ...DOM.default, ...DOM, ...Client };
delete React.default;
delete ReactDOM.default;

// What nobody catches leaves the page blank, so it is told in the page, too.
const tell = (error) => {
  reportError(error);
  Moonpane.tell?.(error);
};
ReactDOM.createRoot = (container, options) => Client.createRoot(container, { onUncaughtError: tell, ...options });
ReactDOM.hydrateRoot = (container, element, options) =>
  Client.hydrateRoot(container, element, { onUncaughtError: tell, ...options });

// Pages written for React 17 and older call these two.
ReactDOM.render = (element, container) => {
  container.moonpaneRoot ??= ReactDOM.createRoot(container);
  container.moonpaneRoot.render(element);
};
ReactDOM.unmountComponentAtNode = (container) => {
  container.moonpaneRoot?.unmount();
  delete container.moonpaneRoot;
};

globalThis.React = React;
globalThis.ReactDOM = ReactDOM;
globalThis.Moonpane ??= {};
Moonpane.react = { React, ReactDOM, Runtime };
