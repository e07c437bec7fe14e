/** What becomes of elements that a fragment writes into containers made outside it. */
import * as st from "@eddy/eddy";

const counts = st.state({ piling: 0, slot: 0, replacing: 0 });

const piling = st.fragment((box: st.Container) => {
  if (st.button("Write another line")) counts.piling++;
  box.write(`Line ${counts.piling}`);
});

const inSlot = st.fragment((slot: st.Slot) => {
  if (st.button("Replace the line")) counts.slot++;
  slot.write(`Only line: ${counts.slot}`);
});

const replacing = st.fragment((box: st.Container) => {
  if (st.button("Redraw in place")) counts.replacing++;
  box.write(`Redrawn ${counts.replacing} times`);
  // Widgets are allowed here, and belong to the fragment.
  if (box.button("A button of the fragment, outside it")) box.success("Only the fragment reran");
}, { outside: "replace" });

st.serve(() => {
  st.title("Writing outside a fragment");
  const [left, middle, right] = st.columns(3, { border: true });

  left.subheader("They pile up");
  const box = left.container();
  left(() => piling(box));

  middle.subheader("One at a time");
  const slot = middle.empty();
  middle(() => inSlot(slot));

  right.subheader("Redrawn in place");
  const place = right.container();
  right(() => replacing(place));

  st.button("Rerun the page", { help: "Takes away what has piled up" });
});
