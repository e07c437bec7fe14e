/** What the demos show: a few months of a tea merchant's business, made up and the same at every start. */

export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly product: string;
  readonly city: string;
  readonly placed: Date;
  readonly items: number;
  readonly total: number;
  readonly state: "open" | "paid" | "shipped" | "returned";
}

const CUSTOMERS = [
  "Ada Lovelace",
  "Grace Hopper",
  "Alan Turing",
  "Barbara Liskov",
  "Edsger Dijkstra",
  "Katherine Johnson",
  "Donald Knuth",
  "Radia Perlman",
];
const STATES = ["shipped", "paid", "open", "shipped", "returned"] as const;

export const products = ["Assam", "Darjeeling", "Earl Grey", "Oolong", "Sencha", "White Peony"];

/** Many more than anybody wants to have loaded. */
export const orders: readonly Order[] = Array.from({ length: 100_000 }, (_, i) => {
  const items = 1 + ((i * 7) % 9);
  return {
    id: 20_001 + i,
    customer: CUSTOMERS[(i * 5 + (i >> 3)) % CUSTOMERS.length]!,
    product: products[(i * 11 + (i >> 2)) % products.length]!,
    city: ["Vienna", "Linz", "Graz", "Salzburg"][(i * 3 + (i >> 4)) % 4]!,
    placed: new Date(Date.UTC(2026, 9, 31) - i * 1_137_000),
    items,
    total: Math.round(items * (7.5 + ((i * 37) % 90) / 10) * 100) / 100,
    state: STATES[(i * 3) % STATES.length]!,
  };
});

/** Sold in each week of half a year, in thousands of euros. */
export const weeks = Array.from({ length: 26 }, (_, week) => ({
  week: week + 1,
  Vienna: Math.round((42 + 9 * Math.sin(week / 3) + week * 0.6) * 10) / 10,
  Linz: Math.round((24 + 5 * Math.cos(week / 4) + week * 0.2) * 10) / 10,
  Graz: Math.round((18 + 4 * Math.sin(week / 2 + 1)) * 10) / 10,
}));

export const shops = [
  { shop: "Vienna", latitude: 48.21, longitude: 16.37, sold: 120, kind: "shop" },
  { shop: "Linz", latitude: 48.3, longitude: 14.28, sold: 64, kind: "shop" },
  { shop: "Graz", latitude: 47.07, longitude: 15.44, sold: 51, kind: "shop" },
  { shop: "Salzburg", latitude: 47.8, longitude: 13.04, sold: 38, kind: "shop" },
  { shop: "Wels", latitude: 48.16, longitude: 14.03, sold: 90, kind: "warehouse" },
];

export const stock = [
  { product: "Assam", price: 8.9, left: 420, sold: [12, 15, 11, 18, 20, 17] },
  { product: "Darjeeling", price: 12.5, left: 96, sold: [8, 9, 12, 10, 14, 15] },
  { product: "Earl Grey", price: 7.9, left: 780, sold: [30, 28, 26, 29, 25, 24] },
  { product: "Oolong", price: 14, left: 35, sold: [4, 6, 5, 9, 8, 11] },
];

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What a language model would say, a word at a time. */
export async function* answer(question: string): AsyncGenerator<string> {
  const text = `You asked: *${question}*\n\nIn October, **Oolong** sold best: ` +
    "11 boxes a day in Vienna, after 4 in May. `Sencha` comes next.\n\n" +
    "1. Order 40 boxes before Friday.\n2. Put Oolong on the first page.\n";
  for (const word of text.split(/(?<= )/)) {
    await sleep(30);
    yield word;
  }
}
