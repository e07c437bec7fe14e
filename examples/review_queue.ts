/** A review queue for several people at once: whoever takes a case has it alone, for a while. */
import { DatabaseSync } from "node:sqlite";
import * as st from "@eddy/eddy";

/** A case that its reviewer does not decide within this time is anybody's again. */
const CLAIM_MS = 5 * 60_000;
const VERDICTS = ["approved", "rejected"] as const;
type Verdict = (typeof VERDICTS)[number];

interface Case {
  readonly id: number;
  readonly who: string;
  readonly what: string;
  readonly cents: number;
  readonly reviewer: string | null;
  /** When the reviewer's claim ends, or when the case was decided; in milliseconds since 1970. */
  readonly until: number;
  readonly verdict: Verdict | null;
  readonly note: string;
}

// ── Cases ───────────────────────────────────────────────────────────────────────────────────────

/** `DATABASE` names the file; several processes may share it. It is filled at the first start. */
const database = new DatabaseSync(Deno.env.get("DATABASE") ?? "reviews.db");
// Who finds it locked by another process waits, from the first statement on.
database.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS cases (
    id INTEGER PRIMARY KEY, who TEXT NOT NULL, what TEXT NOT NULL, cents INTEGER NOT NULL,
    reviewer TEXT, until INTEGER NOT NULL DEFAULT 0, verdict TEXT, note TEXT NOT NULL DEFAULT ''
  )`);

function ask<T = Case>(sql: string, ...values: (string | number | null)[]): T[] {
  return database.prepare(sql).all(...values) as T[];
}

function seed(): void {
  const people = ["Ada Byron", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov", "Alan Turing"];
  const things = [
    "Train to Graz",
    "Hotel, two nights",
    "Keyboard",
    "Lunch with a customer",
    "Books",
  ];
  const insert = database.prepare("INSERT INTO cases (who, what, cents) VALUES (?, ?, ?)");
  for (let i = 0; i < 30; i++) {
    insert.run(people[(i * 3) % 5]!, things[(i * i) % 5]!, 1_900 + (i * 7_919) % 40_000);
  }
}

// Of several processes that start at once, one fills it.
database.exec("BEGIN IMMEDIATE");
if (ask<{ count: number }>("SELECT count(*) AS count FROM cases")[0]!.count === 0) seed();
database.exec("COMMIT");

/**
 * Takes a case: the next that is free, or the one asked for. Looking and taking are one statement, so that
 * of two who ask at once, in whatever processes, one gets it. Undefined if there is none to have.
 */
function claim(reviewer: string, id: number | null = null): Case | undefined {
  const [taken] = ask(
    `UPDATE cases SET reviewer = ?1, until = ?2 WHERE id = (
       SELECT id FROM cases WHERE verdict IS NULL AND ifnull(?4, id) = id
       AND (reviewer IS NULL OR reviewer = ?1 OR until <= ?3) ORDER BY id LIMIT 1
     ) RETURNING *`,
    ...[reviewer, Date.now() + CLAIM_MS, Date.now(), id],
  );
  // Nobody has two.
  if (taken !== undefined) release(reviewer, taken.id);
  return taken;
}

/** Decides a case, if it is still its reviewer's. */
function decide(id: number, reviewer: string, verdict: Verdict, note: string): boolean {
  const now = Date.now();
  return ask(
    `UPDATE cases SET verdict = ?, note = ?, until = ?
     WHERE id = ? AND reviewer = ? AND verdict IS NULL AND until > ? RETURNING id`,
    ...[verdict, note, now, id, reviewer, now],
  ).length > 0;
}

/** Gives back what somebody has taken, but for one case. */
function release(reviewer: string, except = 0): void {
  ask(
    "UPDATE cases SET reviewer = NULL WHERE reviewer = ? AND verdict IS NULL AND id <> ?",
    ...[reviewer, except],
  );
}

/** The case that somebody has taken and not decided. */
function claimOf(reviewer: string): Case | undefined {
  return ask(
    "SELECT * FROM cases WHERE reviewer = ? AND verdict IS NULL AND until > ?",
    ...[reviewer, Date.now()],
  )[0];
}

// ── The queue ───────────────────────────────────────────────────────────────────────────────────

const changed = st.topic("reviews");

/** Does something to the queue, and has everybody see it. */
async function then(act: () => void): Promise<void> {
  act();
  await changed.publish();
}

const take = (reviewer: string, id: number | null) => () =>
  then(() => {
    if (claim(reviewer, id) !== undefined) return;
    st.toast(id === null ? "Nothing is left to take" : `Somebody else was quicker with ${id}`);
  });

const numbers = st.fragment(function numbers() {
  const [sums] = ask<Record<"free" | "taken" | "done", number>>(
    `SELECT count(*) FILTER (WHERE verdict IS NULL AND (reviewer IS NULL OR until <= ?1)) AS free,
     count(*) FILTER (WHERE verdict IS NULL AND reviewer IS NOT NULL AND until > ?1) AS taken,
     count(verdict) AS done FROM cases`,
    Date.now(),
  );
  const { free, taken, done } = sums!;
  const cards = st.grid({ minWidth: 96, columns: 3 });
  cards.metric("Waiting", free, { border: true });
  cards.metric("Taken", taken, { border: true });
  cards.metric("Decided", done, { border: true });
}, { runOn: changed, runEvery: "10s" });

/** How long one has: what changes each second reruns alone. */
const countdown = st.fragment(function countdown(id: number, until: number) {
  const left = Math.ceil((until - Date.now()) / 1_000);
  // Whoever waits for a case is told that this one is free again.
  if (left <= 0) return void changed.publish();
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  st.caption(`Case ${id} is yours for ${clock}`);
}, { runEvery: 1 });

const desk = st.fragment(function desk(reviewer: string) {
  const mine = claimOf(reviewer);
  if (mine === undefined) {
    st.info("Take a case: nobody else will get it meanwhile.");
    st.button("Take the next case", {
      kind: "primary",
      shortcut: "n",
      onClick: take(reviewer, null),
    });
    return;
  }
  const { id, who, what, cents, until } = mine;
  st.container({ border: true })(() => {
    st.subheader(`Case ${id}`);
    st.table([{ Who: who, What: what, Sum: `€${(cents / 100).toFixed(2)}` }]);
    countdown(id, until);
    const key = `note ${id}`;
    const settle = (verdict: Verdict) => () => {
      const note = String(st.sessionState[key]).trim();
      if (verdict === "rejected" && note === "") return;
      return then(() => {
        if (decide(id, reviewer, verdict, note)) return st.toast(`Case ${id} is ${verdict}`);
        st.toast(`Case ${id} is no longer yours: your time was up`, { icon: "⏰" });
      });
    };
    st.form("decision", { border: false })(() => {
      const note = st.textArea("Note", { key, maxChars: 500 });
      const buttons = st.container({ horizontal: true });
      buttons.formSubmitButton("Approve", { kind: "primary", onClick: settle("approved") });
      const rejected = buttons.formSubmitButton("Reject", { onClick: settle("rejected") });
      if (rejected && note.trim() === "") st.error("Say in the note **why** it is rejected.");
    });
    st.button("Give it back", {
      kind: "tertiary",
      onClick: () => then(() => release(reviewer)),
    });
  });
}, { runOn: changed });

/** Who has a case, or what became of it. */
function standing({ reviewer, until, verdict }: Case): string {
  if (verdict !== null) return `${verdict} by ${reviewer}`;
  return reviewer !== null && until > Date.now() ? `with ${reviewer}` : "waiting";
}

const list = st.fragment(function list(reviewer: string) {
  const open = st.segmentedControl("Cases", ["open", "decided"], {
    value: "open",
    required: true,
    bindQuery: "cases",
  }) !== "decided";
  const cases = ask(`SELECT * FROM cases WHERE (verdict IS NULL) = ? ORDER BY id`, Number(open));
  if (cases.length === 0) return st.info(open ? "Nothing is left to review." : "None yet.");
  st.dataframe(
    cases.map((one) => ({
      id: one.id,
      who: one.who,
      what: one.what,
      euros: one.cents / 100,
      standing: standing(one),
      note: one.note,
    })),
    {
      label: "Cases",
      rowKey: "id",
      height: 440,
      columns: {
        id: { label: "Case", format: "%d" },
        who: "Who",
        what: "What",
        euros: { label: "Sum", format: "euro" },
        standing: { label: "State", width: 144 },
        note: { label: "Note", hidden: open },
        take: {
          type: "button",
          label: "Take",
          hidden: !open,
          onClick: ({ key }) => take(reviewer, Number(key))(),
        },
      },
      order: ["take", "id", "standing", "euros", "who", "what", "note"],
    },
  );
}, { runOn: changed });

st.serve(() => {
  st.setPageConfig({ title: "Reviews", icon: "⚖️", layout: "wide" });
  st.title("Review queue");
  // Where people sign in, this is what `st.context.user` says.
  const [name] = st.columns([1, 2]);
  const reviewer = name.textInput("Your name", { bindQuery: "name", maxChars: 40 }).trim();
  numbers();
  if (reviewer === "") return st.info("Say who you are, and take a case.");
  const [left, right] = st.columns([2, 3], { gap: "medium" });
  left(() => desk(reviewer));
  right(() => list(reviewer));
});
