import type { Links } from "../../web/links.ts";

/** Addresses for tests that draw without a server. */
export const links: Links = {
  region: (id) => `/region/${id}`,
  upload: (id) => `/upload/${id}`,
  options: (id) => `/options/${id}`,
  file: (id) => `/file/${id}`,
  sheet: (name) => `/${name}.css`,
  rows: (id) => `/rows/${id}`,
  csv: (id) => `/csv/${id}`,
  frame: (name) => `/${name}.html`,
  library: (name) => `/${name}.lib.js`,
  module: (name) => `/${name}.js`,
  component: (code) => `/component/${code}.js`,
  page: (address) => `/base${address}`,
  live: () => "/live",
};
